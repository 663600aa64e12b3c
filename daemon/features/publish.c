/* Pushing: diagnostics when they differ from the last push, annotations to those who asked. */
#include "features/publish.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "features/annotation_json.h"
#include "features/diagnostics.h"
#include "features/view.h"

static void push(hs_open_document *open, const char *method, const char *kind, hs_json_writer *json)
{
    hs_buffer key = {0};
    hs_buffer_printf(&key, "%s:%s", kind, open->document.uri);
    open->features->host->notify_text(open->client->session, method, hs_buffer_str(&json->buffer),
                                      key.bytes);
    hs_buffer_finish(&key);
    hs_json_finish(json);
}

static void begin_params(hs_open_document *open, int64_t version, hs_json_writer *json)
{
    hs_json_begin_object(json);
    hs_json_member_text(json, "uri", open->document.uri);
    hs_json_member_integer(json, "version", version);
}

static void push_diagnostics(hs_open_document *open, hs_view *view)
{
    hs_json_writer json = {0};
    begin_params(open, view->snapshot->version, &json);
    hs_json_key(&json, "diagnostics");
    hs_diagnostics_write(view, &json);
    hs_json_end_object(&json);
    push(open, "textDocument/publishDiagnostics", "diagnostics", &json);
}

static void push_annotations(hs_open_document *open, hs_view *view)
{
    hs_json_writer json = {0};
    begin_params(open, view->snapshot->version, &json);
    hs_json_key(&json, "annotations");
    hs_annotations_write_ranges(&json, view);
    hs_json_end_object(&json);
    open->push_waits = false;
    open->push_rests_until_ms =
        open->features->host->now_ms() + json.buffer.length / hs_limits_get()->push_bytes_ms;
    push(open, "hearsay/didAnnotate", "annotations", &json);
}

static void on_alarm(void *data)
{
    hs_open_document *open = data;
    const hs_document *document = &open->document;
    hs_view view;
    if (!open->push_waits || document->out_of_step ||
        document->snapshot->settings != document->settings)
        return; /* pushed meanwhile, or the analysis that is under way pushes its own */
    hs_view_init(&view, document->snapshot, document->uri, open->client);
    push_annotations(open, &view);
}

/* At 1 MB a list has eight megabytes: written at each key, it would keep the loop's thread and the
 * editor from everything else. */
static void push_annotations_in_time(hs_open_document *open, hs_view *view)
{
    const hs_host *host = open->features->host;
    uint64_t now = host->now_ms();
    if (now >= open->push_rests_until_ms) {
        push_annotations(open, view);
        return;
    }
    if (!open->push_alarm)
        open->push_alarm = host->make_alarm(on_alarm, open);
    open->push_waits = true;
    host->set_alarm(open->push_alarm, open->push_rests_until_ms - now);
}

void hs_publish_stop(hs_open_document *open)
{
    if (open->push_alarm)
        open->features->host->drop_alarm(open->push_alarm);
    open->push_alarm = NULL;
}

void hs_publish(hs_open_document *open)
{
    const hs_session_state *client = open->client;
    const hs_snapshot *snapshot = open->document.snapshot;
    hs_view view;
    hs_view_init(&view, snapshot, open->document.uri, client);
    uint64_t hash = client->abilities.pulls_diagnostics ? 0 : hs_diagnostics_hash(&view);
    if (client->wants_annotations)
        push_annotations_in_time(open, &view); /* first: highlights are waited for at each key */
    if (!client->abilities.pulls_diagnostics && (!open->pushed || open->pushed_hash != hash)) {
        open->pushed = true;
        open->pushed_hash = hash;
        push_diagnostics(open, &view);
    }
}

void hs_publish_out_of_step(hs_open_document *open)
{
    hs_json_writer json = {0};
    begin_params(open, open->document.version, &json);
    hs_json_key(&json, "diagnostics");
    hs_json_begin_array(&json);
    hs_diagnostic_write_out_of_step(&open->document, &json);
    hs_json_end_array(&json);
    hs_json_end_object(&json);
    open->pushed = false;
    push(open, "textDocument/publishDiagnostics", "diagnostics", &json);
}

void hs_publish_nothing(hs_open_document *open)
{
    hs_json_writer json = {0};
    hs_json_begin_object(&json);
    hs_json_member_text(&json, "uri", open->document.uri);
    hs_json_key(&json, "diagnostics");
    hs_json_begin_array(&json);
    hs_json_end_array(&json);
    hs_json_end_object(&json);
    push(open, "textDocument/publishDiagnostics", "diagnostics", &json);
}

static void refreshed(hs_session *session, const json_t *result, const json_t *error, void *data)
{
    (void)session;
    (void)result;
    (void)error;
    (void)data; /* the client asks again, or does not */
}

static void ask_to_refresh(hs_session_state *client, bool able, const char *method)
{
    if (able)
        client->features->host->call_take(client->session, method, NULL, refreshed, NULL);
}

void hs_publish_ask_for_diagnostics(hs_session_state *client)
{
    ask_to_refresh(client, client->abilities.pulls_diagnostics, "workspace/diagnostic/refresh");
}

void hs_publish_ask_for_lenses(hs_session_state *client)
{
    ask_to_refresh(client, client->abilities.refresh_code_lens, "workspace/codeLens/refresh");
}

void hs_publish_ask_for_all(hs_session_state *client)
{
    hs_publish_ask_for_diagnostics(client);
    ask_to_refresh(client, client->abilities.refresh_tokens, "workspace/semanticTokens/refresh");
    ask_to_refresh(client, client->abilities.refresh_hints, "workspace/inlayHint/refresh");
    hs_publish_ask_for_lenses(client);
}
