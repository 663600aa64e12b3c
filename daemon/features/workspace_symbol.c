/* Searches what is analysed; documents that are not open are the archive's. */
#include "features/workspace_symbol.h"

#include "features/lookup.h"
#include "protocol/jsonrpc.h"

#define SYMBOLS_LIMIT 1000

static bool contains(hs_str text, hs_str part)
{
    for (size_t i = 0; i + part.length <= text.length; i++) {
        if (hs_str_equal_ignoring_case(hs_str_slice(text, i, i + part.length), part))
            return true;
    }
    return false;
}

static void write_document(hs_json_writer *json, hs_view *view, hs_str query, size_t *left)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    for (size_t i = 0; i<annotations->entity_count && * left> 0; i++) {
        const hs_entity *entity = &annotations->entities[i];
        if (entity->mention_count == 0 || !hs_entity_has_name(entity) ||
            !contains(entity->name, query))
            continue;
        (*left)--;
        hs_json_begin_object(json);
        hs_json_member_string(json, "name", entity->name);
        hs_json_member_integer(json, "kind", HS_SYMBOL_PARTY);
        hs_json_key(json, "location");
        hs_view_write_location(view, json, hs_view_span(view, entity->mentions[0].place));
        if (entity->role.length > 0)
            hs_json_member_string(json, "containerName", entity->role);
        hs_json_end_object(json);
    }
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
    hs_json_end_array(&json);
    hs_reply_written(client->features->host, request, &json);
}
