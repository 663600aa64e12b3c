/* Lenses go out with their place only; the title is counted when a client is about to show one. The
 * command of a lens is empty: it informs, and does nothing.
 */
#include "features/code_lens.h"

#include <stdlib.h>

#include "features/lookup.h"
#include "protocol/jsonrpc.h"
#include "workspace/checks.h"

static bool worth_a_lens(const hs_part *part)
{
    return part->quotes > 0 || part->accused > 0 || part->accuses > 0;
}

static void write_lens(hs_view *view, hs_json_writer *json, const hs_entity *entity)
{
    hs_json_begin_object(json);
    hs_view_write_member(view, json, "range", hs_view_span(view, entity->mentions[0].place));
    hs_json_key(json, "data");
    hs_json_begin_object(json);
    hs_json_member_text(json, "uri", view->uri);
    hs_json_member_string(json, "party", entity->name);
    hs_json_end_object(json);
    hs_json_end_object(json);
}

/* "3 sources, verbatim" above a quote or claim that the archive knows. */
static void write_check(hs_view *view, hs_json_writer *json, const hs_annotation *annotation)
{
    const hs_checked *checked = hs_checks_find(view->snapshot->checks, annotation->id);
    hs_buffer title = {0};
    if (!checked || checked->answer.count == 0)
        return;
    size_t count = checked->answer.count;
    hs_buffer_printf(&title, "%zu %s, %s", count, count == 1 ? "source" : "sources",
                     hs_verdict_name(checked->answer.verdict));
    hs_json_begin_object(json);
    hs_view_write_member(view, json, "range", hs_view_span(view, annotation->first));
    hs_json_key(json, "command");
    hs_json_begin_object(json);
    hs_json_member_string(json, "title", hs_buffer_str(&title));
    hs_json_member_text(json, "command", "");
    hs_json_end_object(json);
    hs_json_end_object(json);
    hs_buffer_finish(&title);
}

static void write_checks(hs_view *view, hs_json_writer *json)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    for (size_t i = 0; view->snapshot->checks && i < annotations->count; i++) {
        if (hs_snapshot_shows(view->snapshot, &annotations->items[i]))
            write_check(view, json, &annotations->items[i]);
    }
}

void hs_code_lens(hs_view *view, hs_json_writer *json)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    hs_part *parts = hs_parts_count(view->snapshot);
    hs_json_begin_array(json);
    for (size_t i = 0; view->snapshot->settings->code_lens && i < annotations->entity_count; i++) {
        if (worth_a_lens(&parts[i]) && annotations->entities[i].mention_count > 0)
            write_lens(view, json, &annotations->entities[i]);
    }
    if (view->snapshot->settings->code_lens)
        write_checks(view, json);
    hs_json_end_array(json);
    free(parts);
}

static void append_count(hs_buffer *title, unsigned count, const char *one, const char *many)
{
    if (count == 0)
        return;
    if (title->length > 0)
        hs_buffer_append_text(title, ", ");
    hs_buffer_printf(title, "%u %s", count, count == 1 ? one : many);
}

static void append_title(hs_buffer *title, const hs_view *view, hs_str party)
{
    uint32_t entity = hs_entity_named(view, party);
    if (entity == HS_NONE)
        return;
    hs_part *parts = hs_parts_count(view->snapshot);
    const hs_part *part = &parts[entity];
    append_count(title, part->quotes, "quote", "quotes");
    append_count(title, part->accuses, "accusation made", "accusations made");
    append_count(title, part->accused, "accusation faced", "accusations faced");
    if (part->accused > 0 && part->answers == 0)
        hs_buffer_append_text(title, ", no answer");
    free(parts);
}

/* The lens as it came, with its command. */
void hs_code_lens_resolve(hs_session_state *client, hs_request *request, const json_t *params)
{
    const json_t *data = json_object_get(params, "data");
    const char *uri = hs_json_characters(json_object_get(data, "uri"));
    const json_t *party = json_object_get(data, "party");
    const hs_open_document *open = uri ? hs_open_document_find(client, uri) : NULL;
    const hs_host *host = client->features->host;
    hs_buffer title = {0};
    hs_view view;
    if (!json_is_string(party) || !json_object_get(params, "range")) {
        host->fail(request, HS_RPC_INVALID_PARAMS, "that is not a code lens of ours");
        return;
    }
    if (!open || !open->document.snapshot) {
        host->fail(request, HS_RPC_CONTENT_MODIFIED, "the document was closed");
        return;
    }
    hs_view_init(&view, open->document.snapshot, uri, client);
    append_title(&title, &view, hs_str_make(json_string_value(party), json_string_length(party)));
    json_t *lens = json_copy((json_t *)params);
    json_object_set_new(lens, "command",
                        json_pack("{s:s, s:s}", "title",
                                  title.length > 0 ? title.bytes : "no longer in this text",
                                  "command", ""));
    host->reply_take(request, lens);
    hs_buffer_finish(&title);
}
