/* Reading the notifications about documents. What they do to a text is in workspace/document.c.
 *
 * A notification cannot be answered, so what is wrong with one is shown to the user; a wrong edit
 * also puts its document out of step.
 */
#include "features/document_sync.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "features/configuration.h"
#include "features/publish.h"
#include "protocol/jsonrpc.h"

#define CHANGES_LIMIT 20000 /* in one didChange */

enum { MESSAGE_ERROR = 1 }; /* LSP's MessageType */

static void complain(hs_session_state *client, const char *uri, const char *trouble)
{
    hs_buffer text = {0};
    hs_buffer_printf(&text, "%.300s: %s", uri ? uri : "a document", trouble);
    hs_session_state_show_message(client, MESSAGE_ERROR, text.bytes);
    hs_buffer_finish(&text);
}

static void report_out_of_step(hs_open_document *open)
{
    hs_buffer text = {0};
    hs_buffer_printf(&text, "%s; close the document and open it again",
                     open->document.step_error.text);
    complain(open->client, open->document.uri, text.bytes);
    hs_buffer_finish(&text);
    hs_open_document_fail_waiters(open, HS_RPC_CONTENT_MODIFIED, "the document is out of step");
    hs_publish_out_of_step(open);
}

void hs_did_open(hs_session_state *client, hs_request *request, const json_t *params)
{
    const json_t *item = json_object_get(params, "textDocument");
    const json_t *text = json_object_get(item, "text");
    const char *uri = hs_params_uri(params);
    const char *language = json_string_value(json_object_get(item, "languageId"));
    (void)request;
    if (!uri || !json_is_string(text) || !json_is_integer(json_object_get(item, "version"))) {
        complain(client, uri, "didOpen needs textDocument with uri, languageId, version and text");
        return;
    }
    if (strlen(uri) > hs_limits_get()->uri_bytes) {
        complain(client, uri, "the URI is longer than `hearsayd --limit uri_bytes` allows");
        return;
    }
    if (json_string_length(text) > hs_limits_get()->document_bytes) {
        complain(client, uri, "the text is longer than `hearsayd --limit document_bytes` allows");
        return;
    }
    if (client->documents.count >= hs_limits_get()->documents &&
        !hs_open_document_find(client, uri)) {
        complain(client, uri,
                 "more documents are open here than `hearsayd --limit documents` allows");
        return;
    }
    hs_open_document_create(client, uri, language ? language : "",
                            json_integer_value(json_object_get(item, "version")),
                            hs_str_make(json_string_value(text), json_string_length(text)));
}

static bool read_change(const json_t *json, hs_document_change *change)
{
    const json_t *text = json_object_get(json, "text");
    const json_t *range = json_object_get(json, "range");
    if (!json_is_string(text))
        return false;
    change->text = hs_str_make(json_string_value(text), json_string_length(text));
    change->whole = !range || json_is_null(range);
    return change->whole || hs_params_range(json, "range", &change->range);
}

/* The changes of a didChange, malloc'd; NULL when they are not of LSP's form. */
static hs_document_change *read_changes(const json_t *params, size_t *count)
{
    const json_t *changes = json_object_get(params, "contentChanges");
    *count = json_array_size(changes);
    if (!json_is_array(changes) || *count > CHANGES_LIMIT)
        return NULL;
    hs_document_change *read = hs_alloc_zeroed(*count + 1, sizeof *read);
    for (size_t i = 0; i < *count; i++) {
        if (!read_change(json_array_get(changes, i), &read[i])) {
            free(read);
            return NULL;
        }
    }
    return read;
}

static void change(hs_open_document *open, const json_t *params)
{
    const json_t *version = json_object_get(json_object_get(params, "textDocument"), "version");
    hs_error error;
    size_t count;
    hs_document_change *changes = read_changes(params, &count);
    bool fine = changes && json_is_integer(version);
    if (!fine)
        hs_document_lose_step(&open->document,
                              "didChange needs textDocument.version and contentChanges with text "
                              "and, where they have one, a proper range");
    else
        fine = hs_document_change_text(&open->document, json_integer_value(version),
                                       open->client->encoding, changes, count, &error);
    free(changes);
    if (!fine) {
        report_out_of_step(open);
        return;
    }
    hs_open_document_fail_waiters(open, HS_RPC_CONTENT_MODIFIED, "the document was edited");
    hs_open_document_changed(open);
}

/* The document of a notification; NULL, with a word to the user, when it is not open. */
static hs_open_document *find(hs_session_state *client, const json_t *params, const char *method)
{
    const char *uri = hs_params_uri(params);
    hs_open_document *open = uri ? hs_open_document_find(client, uri) : NULL;
    if (!open) {
        hs_buffer text = {0};
        hs_buffer_printf(&text, "%s, but the document is not open", method);
        complain(client, uri, text.bytes);
        hs_buffer_finish(&text);
    }
    return open;
}

void hs_did_change(hs_session_state *client, hs_request *request, const json_t *params)
{
    hs_open_document *open = find(client, params, "didChange");
    (void)request;
    if (open && !open->document.out_of_step)
        change(open, params);
}

void hs_did_save(hs_session_state *client, hs_request *request, const json_t *params)
{
    hs_open_document *open = find(client, params, "didSave");
    const json_t *text = json_object_get(params, "text");
    hs_error error;
    (void)request;
    if (!open || open->document.out_of_step || !json_is_string(text))
        return;
    if (!hs_document_verify(&open->document,
                            hs_str_make(json_string_value(text), json_string_length(text)), &error))
        report_out_of_step(open);
}

void hs_did_close(hs_session_state *client, hs_request *request, const json_t *params)
{
    hs_open_document *open = find(client, params, "didClose");
    (void)request;
    if (!open)
        return;
    if (!client->abilities.pulls_diagnostics || open->document.out_of_step)
        hs_publish_nothing(open);
    hs_open_document_close(open);
    hs_configuration_analysed(client);
}
