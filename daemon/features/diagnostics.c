/* Findings as LSP diagnostics. */
#include "features/diagnostics.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "features/annotation_json.h"
#include "features/rule_help.h"

void hs_diagnostic_write(hs_view *view, const hs_finding *finding, hs_json_writer *json)
{
    const char *code = hs_rules[finding->rule].code;
    char text[17];
    hs_json_begin_object(json);
    hs_view_write_member(view, json, "range", finding->source);
    hs_json_member_integer(json, "severity", finding->severity);
    hs_json_member_text(json, "code", code);
    if (view->abilities.code_description)
        hs_rule_help_write(finding->rule, json);
    hs_json_member_text(json, "source", "hearsay");
    hs_json_member_string(json, "message", finding->message);
    if (view->abilities.diagnostic_data) {
        hs_annotation_id_text(finding->id, text);
        hs_json_key(json, "data");
        hs_json_begin_object(json);
        hs_json_member_text(json, "annotation", text);
        hs_json_end_object(json);
    }
    hs_json_end_object(json);
}

void hs_diagnostics_write(hs_view *view, hs_json_writer *json)
{
    const hs_findings *findings = &view->snapshot->findings;
    hs_json_begin_array(json);
    for (size_t i = 0; i < findings->count; i++)
        hs_diagnostic_write(view, &findings->items[i], json);
    hs_json_end_array(json);
}

void hs_diagnostic_write_out_of_step(const hs_document *document, hs_json_writer *json)
{
    hs_buffer message = {0};
    hs_buffer_printf(&message,
                     "Hearsay and the editor no longer have the same text: %s. Close the document "
                     "and open it again.",
                     document->step_error.text);
    hs_json_begin_object(json);
    hs_json_key(json, "range");
    hs_json_begin_object(json);
    hs_json_key(json, "start");
    hs_json_write_position(json, (hs_position){document->step_line, 0});
    hs_json_key(json, "end");
    hs_json_write_position(json, (hs_position){document->step_line, 0});
    hs_json_end_object(json);
    hs_json_member_integer(json, "severity", HS_SEVERITY_ERROR);
    hs_json_member_text(json, "code", "out-of-step");
    hs_json_member_text(json, "source", "hearsay");
    hs_json_member_string(json, "message", hs_buffer_str(&message));
    hs_json_end_object(json);
    hs_buffer_finish(&message);
}

uint64_t hs_diagnostics_hash(hs_view *view)
{
    const hs_findings *findings = &view->snapshot->findings;
    uint64_t hash = findings->hash;
    for (size_t i = 0; i < findings->count; i++) {
        hs_range range = hs_view_range(view, findings->items[i].source);
        const uint32_t fields[] = {range.start.line, range.start.character, range.end.line,
                                   range.end.character};
        hash = hs_hash_bytes(fields, sizeof fields, hash);
    }
    return hash;
}

static void write_report(hs_view *view, const char *previous, hs_json_writer *json)
{
    char id[17];
    hs_annotation_id_text(hs_diagnostics_hash(view), id);
    bool unchanged = previous && strcmp(previous, id) == 0;
    hs_json_member_text(json, "kind", unchanged ? "unchanged" : "full");
    hs_json_member_text(json, "resultId", id);
    if (!unchanged) {
        hs_json_key(json, "items");
        hs_diagnostics_write(view, json);
    }
}

void hs_document_diagnostic(hs_context *context)
{
    const json_t *previous = json_object_get(context->params, "previousResultId");
    hs_json_begin_object(context->json);
    write_report(&context->view, json_string_value(previous), context->json);
    hs_json_end_object(context->json);
}

/* The result id that the client has of a document, or NULL. */
static const char *previous_of(const json_t *params, const char *uri)
{
    const json_t *all = json_object_get(params, "previousResultIds");
    for (size_t i = 0; i < json_array_size(all); i++) {
        const json_t *entry = json_array_get(all, i);
        const char *entry_uri = json_string_value(json_object_get(entry, "uri"));
        if (entry_uri && strcmp(entry_uri, uri) == 0)
            return json_string_value(json_object_get(entry, "value"));
    }
    return NULL;
}

/* Speaks of the open documents, each as far as it is analysed: the archive of a workspace is for
 * the command line. */
void hs_workspace_diagnostic(hs_session_state *client, hs_request *request, const json_t *params)
{
    hs_json_writer json = {0};
    size_t position = 0;
    hs_str uri;
    void *value;
    hs_json_begin_object(&json);
    hs_json_key(&json, "items");
    hs_json_begin_array(&json);
    while (hs_map_next(&client->documents, &position, &uri, &value)) {
        const hs_open_document *open = value;
        const hs_snapshot *snapshot = open->document.snapshot;
        hs_view view;
        if (!snapshot || open->document.out_of_step)
            continue;
        hs_view_init(&view, snapshot, open->document.uri, client);
        hs_json_begin_object(&json);
        hs_json_member_text(&json, "uri", view.uri);
        hs_json_member_integer(&json, "version", snapshot->version);
        write_report(&view, previous_of(params, view.uri), &json);
        hs_json_end_object(&json);
    }
    hs_json_end_array(&json);
    hs_json_end_object(&json);
    hs_reply_written(client->features->host, request, &json);
}
