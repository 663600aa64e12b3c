/* Offering fixes for the findings in a range, and carrying them out. */
#include "features/code_action.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "features/annotation_json.h"
#include "features/diagnostics.h"
#include "features/fix.h"
#include "protocol/jsonrpc.h"

const char *const hs_code_action_kinds[] = {"quickfix"};
const size_t hs_code_action_kind_count = HS_COUNT(hs_code_action_kinds);

#define NAMES_OFFERED 3

static void write_title(const hs_fix *fix, hs_json_writer *json)
{
    const char *code = hs_rules[fix->finding->rule].code;
    hs_buffer title = {0};
    switch (fix->kind) {
    case HS_FIX_ATTRIBUTE:
        hs_buffer_printf(&title, "Attribute to %.*s", HS_STR_ARGS(fix->name));
        break;
    case HS_FIX_SOURCE_WORDING:
        hs_buffer_append_text(&title, "Use the source's wording");
        break;
    case HS_FIX_IGNORE_HERE:
        hs_buffer_printf(&title, "Ignore %s here", code);
        break;
    case HS_FIX_IGNORE_RULE:
        hs_buffer_printf(&title, "Switch off %s in this folder", code);
        break;
    }
    hs_json_member_string(json, "title", hs_buffer_str(&title));
    hs_buffer_finish(&title);
}

/* What names a fix across messages: {"fix", "uri", "rule", "annotation", "name"?}. */
static void write_reference(const hs_fix *fix, const hs_view *view, hs_json_writer *json)
{
    char id[17];
    hs_annotation_id_text(fix->finding->id, id);
    hs_json_begin_object(json);
    hs_json_member_text(json, "fix", hs_fix_names[fix->kind]);
    hs_json_member_text(json, "uri", view->uri);
    hs_json_member_text(json, "rule", hs_rules[fix->finding->rule].code);
    hs_json_member_text(json, "annotation", id);
    if (fix->name.length > 0)
        hs_json_member_string(json, "name", fix->name);
    hs_json_end_object(json);
}

static void write_command(const hs_fix *fix, hs_view *view, hs_json_writer *json)
{
    hs_json_begin_object(json);
    write_title(fix, json);
    hs_json_member_text(json, "command", hs_fix_names[fix->kind]);
    hs_json_key(json, "arguments");
    hs_json_begin_array(json);
    write_reference(fix, view, json);
    hs_json_end_array(json);
    hs_json_end_object(json);
}

/* A code action with its edit or, where the client resolves, with what the edit is made from. */
static void write_action(const hs_fix *fix, hs_view *view, const hs_open_document *open,
                         hs_json_writer *json)
{
    hs_json_writer edit = {0};
    bool resolves = view->abilities.code_action_resolve;
    if (!hs_fix_write_edit(fix, view, open, &edit)) {
        hs_json_finish(&edit);
        return;
    }
    hs_json_begin_object(json);
    write_title(fix, json);
    hs_json_member_text(json, "kind", "quickfix");
    hs_json_key(json, "diagnostics");
    hs_json_begin_array(json);
    hs_diagnostic_write(view, fix->finding, json);
    hs_json_end_array(json);
    hs_json_key(json, resolves ? "data" : "edit");
    if (resolves)
        write_reference(fix, view, json);
    else
        hs_json_raw(json, hs_buffer_str(&edit.buffer));
    hs_json_end_object(json);
    hs_json_finish(&edit);
}

static void offer(hs_context *context, const hs_fix *fix)
{
    hs_view *view = &context->view;
    if (view->abilities.code_action_literals)
        write_action(fix, view, context->open, context->json);
    else
        write_command(fix, view, context->json);
}

static void offer_all(hs_context *context, const hs_finding *finding)
{
    hs_str names[NAMES_OFFERED];
    size_t count = hs_fix_suits(HS_FIX_ATTRIBUTE, finding->rule)
                       ? hs_fix_candidates(&context->view, finding, names, NAMES_OFFERED)
                       : 0;
    for (size_t i = 0; i < count; i++)
        offer(context, &(hs_fix){HS_FIX_ATTRIBUTE, finding, names[i]});
    if (hs_fix_suits(HS_FIX_SOURCE_WORDING, finding->rule))
        offer(context, &(hs_fix){HS_FIX_SOURCE_WORDING, finding, {0}});
    offer(context, &(hs_fix){HS_FIX_IGNORE_HERE, finding, {0}});
    offer(context, &(hs_fix){HS_FIX_IGNORE_RULE, finding, {0}});
}

/* Whether the client wants quick fixes: "only" may name them or what is above them. */
static bool wanted(const json_t *params)
{
    const json_t *only = json_object_get(json_object_get(params, "context"), "only");
    for (size_t i = 0; i < json_array_size(only); i++) {
        const char *kind = json_string_value(json_array_get(only, i));
        if (kind && (kind[0] == '\0' || strcmp(kind, "quickfix") == 0))
            return true;
    }
    return !json_is_array(only);
}

void hs_code_action(hs_context *context)
{
    const hs_findings *findings = &context->view.snapshot->findings;
    hs_range range = {0};
    hs_params_range(context->params, "range", &range);
    uint32_t start = hs_view_offset(&context->view, range.start);
    uint32_t end = hs_view_offset(&context->view, range.end);
    hs_json_begin_array(context->json);
    for (size_t i = 0; wanted(context->params) && i < findings->count; i++) {
        const hs_finding *finding = &findings->items[i];
        if (finding->source.start <= end && start <= finding->source.end)
            offer_all(context, finding);
    }
    hs_json_end_array(context->json);
}

/* The finding that a reference names, in the newest snapshot; NULL when it is gone. */
static const hs_finding *find_finding(const hs_snapshot *snapshot, const json_t *reference)
{
    const char *rule = json_string_value(json_object_get(reference, "rule"));
    const char *annotation = json_string_value(json_object_get(reference, "annotation"));
    char id[17];
    for (size_t i = 0; rule && annotation && i < snapshot->findings.count; i++) {
        const hs_finding *finding = &snapshot->findings.items[i];
        hs_annotation_id_text(finding->id, id);
        if (strcmp(hs_rules[finding->rule].code, rule) == 0 && strcmp(id, annotation) == 0)
            return finding;
    }
    return NULL;
}

static bool read_kind(const json_t *reference, hs_fix_kind *kind)
{
    const char *name = json_string_value(json_object_get(reference, "fix"));
    for (int i = 0; name && i < HS_FIX_KIND_COUNT; i++) {
        if (strcmp(name, hs_fix_names[i]) == 0) {
            *kind = (hs_fix_kind)i;
            return true;
        }
    }
    return false;
}

/* Writes the edit that a reference names; false, with the request failed, when there is none. */
static bool write_referenced_edit(hs_session_state *client, hs_request *request,
                                  const json_t *reference, hs_json_writer *json)
{
    const hs_host *host = client->features->host;
    const char *uri = hs_json_characters(json_object_get(reference, "uri"));
    const json_t *name = json_object_get(reference, "name");
    const hs_open_document *open = uri ? hs_open_document_find(client, uri) : NULL;
    hs_fix fix = {0};
    hs_view view;
    if (!uri || !read_kind(reference, &fix.kind)) {
        host->fail(request, HS_RPC_INVALID_PARAMS, "that is no fix of ours");
        return false;
    }
    if (open && !open->document.out_of_step && hs_document_settled(&open->document))
        fix.finding = find_finding(open->document.snapshot, reference);
    if (fix.finding && !hs_fix_suits(fix.kind, fix.finding->rule)) {
        host->fail(request, HS_RPC_INVALID_PARAMS, "that fix is not for that rule");
        return false;
    }
    if (!fix.finding || (fix.kind == HS_FIX_ATTRIBUTE && !json_is_string(name))) {
        host->fail(request, HS_RPC_CONTENT_MODIFIED, "the text changed; ask for the fix again");
        return false;
    }
    if (name)
        fix.name = hs_str_make(json_string_value(name), json_string_length(name));
    hs_view_init(&view, open->document.snapshot, open->document.uri, client);
    if (hs_fix_write_edit(&fix, &view, open, json))
        return true;
    host->fail(request, HS_RPC_REQUEST_FAILED,
               "the folder's .hearsay.json cannot be changed: it is not JSON, or the editor cannot "
               "create files");
    return false;
}

/* The edit as a value: its text is ours, and names in it may hold any character, NUL too. */
static json_t *parse_edit(const hs_json_writer *edit)
{
    return json_loadb(edit->buffer.bytes, edit->buffer.length, JSON_ALLOW_NUL, NULL);
}

/* The action as it came, with its edit. */
void hs_code_action_resolve(hs_session_state *client, hs_request *request, const json_t *params)
{
    hs_json_writer edit = {0};
    if (write_referenced_edit(client, request, json_object_get(params, "data"), &edit)) {
        json_t *action = json_copy((json_t *)params);
        json_object_set_new(action, "edit", parse_edit(&edit));
        client->features->host->reply_take(request, action);
    }
    hs_json_finish(&edit);
}

static void edit_applied(hs_session *session, const json_t *result, const json_t *error, void *data)
{
    (void)data;
    (void)error;
    (void)session;
    (void)result; /* whether it was applied shows in the text */
}

void hs_execute_command(hs_session_state *client, hs_request *request, const json_t *params)
{
    const hs_host *host = client->features->host;
    const json_t *reference = json_array_get(json_object_get(params, "arguments"), 0);
    hs_json_writer edit = {0};
    if (!client->abilities.apply_edit) {
        host->fail(request, HS_RPC_REQUEST_FAILED, "this client does not accept edits");
        return;
    }
    if (!json_equal(json_object_get(params, "command"), json_object_get(reference, "fix"))) {
        host->fail(request, HS_RPC_INVALID_PARAMS, "the command and its argument do not agree");
        return;
    }
    if (write_referenced_edit(client, request, reference, &edit)) {
        json_t *call = json_object();
        json_object_set_new(call, "edit", parse_edit(&edit));
        if (host->call_take(client->session, "workspace/applyEdit", call, edit_applied, NULL))
            host->reply_take(request, json_null());
        else
            host->fail(request, HS_RPC_REQUEST_FAILED, "too many edits wait for the client");
    }
    hs_json_finish(&edit);
}
