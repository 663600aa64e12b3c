/* hearsay/analyse: the language analysis of a text, or of an open document, as CoNLL-U.
 *
 * For inspection and evaluation. Works on a worker.
 */
#include "features/ours.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/memory.h"
#include "features/open_document.h"
#include "language/conllu_document.h"
#include "protocol/jsonrpc.h"

typedef struct analyse_job {
    hs_job job; /* first */
    hs_features *features;
    hs_request *request;
    hs_source_text *text;
    hs_markup markup;
    hs_encoding offsets;
    hs_buffer conllu;
    hs_error error;
    int code; /* of `error`, where nothing was begun */
    bool written;
} analyse_job;

static void run_analyse(hs_job *job)
{
    analyse_job *analyse = (analyse_job *)job;
    analyse->written =
        hs_conllu_write_document(hs_source_text_str(analyse->text), analyse->markup,
                                 analyse->offsets, &job->cancel, &analyse->conllu, &analyse->error);
}

static void reply(analyse_job *analyse)
{
    hs_json_writer json = {0};
    hs_json_begin_object(&json);
    hs_json_member_string(&json, "conllu", hs_buffer_str(&analyse->conllu));
    hs_json_end_object(&json);
    hs_reply_written(analyse->features->host, analyse->request, &json);
}

static void analyse_done(hs_job *job)
{
    analyse_job *analyse = (analyse_job *)job;
    const hs_host *host = analyse->features->host;
    if (analyse->written)
        reply(analyse);
    else if (analyse->error.text[0])
        host->fail(analyse->request, HS_RPC_INTERNAL_ERROR, analyse->error.text);
    else
        host->fail(analyse->request, HS_RPC_REQUEST_CANCELLED, "cancelled");
    hs_source_text_unref(analyse->text);
    hs_buffer_finish(&analyse->conllu);
    free(analyse);
}

static void cancel_analyse(hs_request *request, void *data)
{
    analyse_job *analyse = data;
    (void)request;
    atomic_store(&analyse->job.cancel, true);
}

/* The text of an open document, or of the request itself. */
static bool read_source(hs_session_state *client, const json_t *params, analyse_job *analyse,
                        hs_error *error)
{
    const char *uri = hs_json_characters(json_object_get(params, "uri"));
    const json_t *text = json_object_get(params, "text");
    const char *language = json_string_value(json_object_get(params, "languageId"));
    if (uri) {
        analyse->code = HS_RPC_REQUEST_FAILED;
        hs_open_document *open = hs_open_document_find(client, uri);
        if (!open)
            return hs_error_set(error, "the document is not open: %s", uri);
        if (open->document.out_of_step)
            return hs_error_set(error, "the document is out of step, open it again: %s", uri);
        analyse->text = hs_source_text_ref(open->document.text);
        analyse->markup = open->document.markup;
        return true;
    }
    if (!json_is_string(text))
        return hs_error_set(error, "\"text\" must be a string, or \"uri\" an open document");
    if (json_string_length(text) > hs_limits_get()->document_bytes)
        return hs_error_set(error,
                            "the text is longer than `hearsayd --limit document_bytes` allows "
                            "(%zu)",
                            hs_limits_get()->document_bytes);
    analyse->text =
        hs_source_text_create(hs_str_make(json_string_value(text), json_string_length(text)));
    analyse->markup = language ? hs_markup_from_language_id(language) : HS_MARKUP_PLAIN;
    return true;
}

static bool read_params(hs_session_state *client, const json_t *params, analyse_job *analyse,
                        hs_error *error)
{
    const json_t *offsets = json_object_get(params, "offsets");
    const json_t *language = json_object_get(params, "languageId");
    if (language && !json_is_string(language))
        return hs_error_set(error, "\"languageId\" must be a string");
    analyse->offsets = HS_ENCODING_UTF32;
    if (offsets && (!json_is_string(offsets) ||
                    !hs_encoding_from_name(json_string_value(offsets), &analyse->offsets)))
        return hs_error_set(error, "\"offsets\" must be \"utf-8\", \"utf-16\" or \"utf-32\"");
    return read_source(client, params, analyse, error);
}

void hs_ours_analyse(hs_session_state *client, hs_request *request, const json_t *params)
{
    hs_features *features = client->features;
    analyse_job *analyse = hs_alloc_zeroed(1, sizeof *analyse);
    analyse->code = HS_RPC_INVALID_PARAMS;
    if (!read_params(client, params, analyse, &analyse->error)) {
        features->host->fail(request, analyse->code, analyse->error.text);
        free(analyse);
        return;
    }
    analyse->job.run = run_analyse;
    analyse->job.done = analyse_done;
    atomic_init(&analyse->job.cancel, false);
    analyse->features = features;
    analyse->request = request;
    features->host->on_cancel(request, cancel_analyse, analyse);
    features->host->submit(client->session, &analyse->job);
}
