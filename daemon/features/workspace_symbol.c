/* Parties of the open documents by name, then documents of the archive by what they are about. */
#include "features/workspace_symbol.h"

#include <stdlib.h>

#include "evidence/archive_shared.h"
#include "features/archive_job.h"
#include "features/lookup.h"
#include "protocol/jsonrpc.h"

#define SYMBOLS_LIMIT 1000

enum { SYMBOL_FILE = 1, ARCHIVE_SYMBOLS = 30 };

typedef struct symbol_job {
    hs_archive_job archive; /* first */
    hs_buffer query;
    hs_json_writer json; /* the array with the open documents' symbols, not closed */
} symbol_job;

static void write_document(hs_json_writer *json, hs_view *view, hs_str query, size_t *left)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    for (size_t i = 0; i<annotations->entity_count && * left> 0; i++) {
        const hs_entity *entity = &annotations->entities[i];
        if (entity->mention_count == 0 || !hs_entity_has_name(entity) ||
            !hs_str_contains_ignoring_case(entity->name, query))
            continue;
        hs_str role = hs_view_role_beside(entity, entity->name);
        (*left)--;
        hs_json_begin_object(json);
        hs_json_member_string(json, "name", entity->name);
        hs_json_member_integer(json, "kind", HS_SYMBOL_PARTY);
        hs_json_key(json, "location");
        hs_view_write_location(view, json, hs_view_span(view, entity->mentions[0].place));
        if (role.length > 0)
            hs_json_member_string(json, "containerName", role);
        hs_json_end_object(json);
    }
}

static void write_archived(hs_json_writer *json, const hs_archive_document *document)
{
    hs_json_begin_object(json);
    hs_json_member_string(json, "name",
                          document->title.length > 0 ? document->title : document->uri);
    hs_json_member_integer(json, "kind", SYMBOL_FILE);
    hs_json_key(json, "location");
    hs_json_begin_object(json);
    hs_json_member_string(json, "uri", document->uri);
    hs_json_key(json, "range");
    hs_json_begin_object(json);
    hs_json_key(json, "start");
    hs_json_write_position(json, (hs_position){0, 0});
    hs_json_key(json, "end");
    hs_json_write_position(json, (hs_position){0, 0});
    hs_json_end_object(json);
    hs_json_end_object(json);
    hs_json_member_text(json, "containerName", "archive");
    hs_json_end_object(json);
}

static bool seen_before(const hs_archive_candidates *found, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (found->items[i].document == found->items[index].document)
            return true;
    }
    return false;
}

/* When the archive cannot be asked, the open documents' symbols are the answer. */
static bool work(hs_archive_job *base, hs_archive *archive, hs_json_writer *json, hs_error *error)
{
    symbol_job *job = (symbol_job *)base;
    hs_arena arena = {0};
    hs_archive_candidates found = {0};
    *json = job->json;
    job->json = (hs_json_writer){0};
    bool fine = hs_archive_find_text(archive, hs_buffer_str(&job->query), ARCHIVE_SYMBOLS, &arena,
                                     &found, error);
    for (size_t i = 0; fine && i < found.count; i++) {
        hs_archive_document document;
        if (!seen_before(&found, i) &&
            hs_archive_get_head(archive, found.items[i].document, &arena, &document, NULL))
            write_archived(json, &document);
    }
    hs_json_end_array(json);
    hs_arena_finish(&arena);
    return true;
}

static void release(hs_archive_job *base)
{
    symbol_job *job = (symbol_job *)base;
    hs_buffer_finish(&job->query);
    hs_json_finish(&job->json);
}

static void ask_archive(hs_session_state *client, hs_request *request, hs_str query,
                        hs_json_writer *json)
{
    symbol_job *job = hs_archive_job_create(client, request, sizeof *job, work, release);
    job->json = *json;
    hs_buffer_append_str(&job->query, query);
    hs_archive_job_submit(&job->archive);
}

void hs_workspace_symbol(hs_session_state *client, hs_request *request, const json_t *params)
{
    const json_t *query = json_object_get(params, "query");
    hs_json_writer json = {0};
    size_t position = 0, left = SYMBOLS_LIMIT;
    hs_str uri;
    void *value;
    if (!json_is_string(query)) {
        client->features->host->fail(request, HS_RPC_INVALID_PARAMS,
                                     "params.query must be a string");
        return;
    }
    hs_json_begin_array(&json);
    while (hs_map_next(&client->documents, &position, &uri, &value)) {
        const hs_open_document *open = value;
        hs_view view;
        if (!open->document.snapshot || open->document.out_of_step)
            continue;
        hs_view_init(&view, open->document.snapshot, open->document.uri, client);
        write_document(&json, &view,
                       hs_str_make(json_string_value(query), json_string_length(query)), &left);
    }
    if (hs_archive_shared_exists() && json_string_length(query) > 0) {
        ask_archive(client, request,
                    hs_str_make(json_string_value(query), json_string_length(query)), &json);
        return;
    }
    hs_json_end_array(&json);
    hs_reply_written(client->features->host, request, &json);
}
