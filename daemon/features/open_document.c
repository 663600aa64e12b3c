/* Scheduling the analysis of open documents, and the requests that wait for it. What is pushed
 * after an analysis is in publish.c.
 */
#include "features/open_document.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"
#include "features/checking.h"
#include "features/configuration.h"
#include "features/publish.h"
#include "language/shared.h"
#include "protocol/jsonrpc.h"

struct hs_analysis_job {
    hs_job job; /* first: the host hands this back */
    const hs_host *host;
    hs_open_document *open;
    hs_document_analysis analysis;
    hs_tokens_ahead tokens;
    uint64_t began_us;
    atomic_bool superseded; /* the document has changed since; set by the loop's thread */
};

hs_open_document *hs_open_document_find(const hs_session_state *client, const char *uri)
{
    return hs_map_get(&client->documents, hs_str_from(uri));
}

hs_open_document *hs_open_document_ref(hs_open_document *open)
{
    open->references++;
    return open;
}

void hs_open_document_unref(hs_open_document *open)
{
    if (!open || --open->references > 0)
        return;
    assert(!open->client && open->waiters.count == 0);
    hs_document_finish(&open->document);
    hs_token_array_unref(open->tokens);
    hs_tokens_ahead_drop(&open->tokens_ahead);
    hs_array_finish(&open->waiters);
    hs_array_finish(&open->config_folders);
    free(open);
}

hs_open_document *hs_open_document_create(hs_session_state *client, const char *uri,
                                          const char *language_id, int64_t version, hs_str text)
{
    hs_open_document *open = hs_alloc_zeroed(1, sizeof *open);
    hs_markup markup = language_id[0] != '\0' ? hs_markup_from_language_id(language_id)
                                              : hs_markup_from_file_name(uri);
    hs_open_document *before = hs_open_document_find(client, uri);
    if (before)
        hs_open_document_close(before);
    open->references = 1;
    open->client = client;
    open->features = client->features;
    hs_configuration_enter(open, uri);
    hs_document_init(&open->document, uri, markup, version, text,
                     hs_configuration_settings_for(open));
    hs_map_set(&client->documents, hs_str_from(open->document.uri), open);
    hs_open_document_changed(open);
    return open;
}

static void drop_waiter(hs_open_document *open, size_t index)
{
    json_decref(open->waiters.items[index].params);
    open->waiters.items[index] = *hs_array_last(&open->waiters);
    open->waiters.count--;
}

void hs_open_document_fail_waiters(hs_open_document *open, int code, const char *text)
{
    while (open->waiters.count > 0) {
        size_t last = open->waiters.count - 1;
        hs_request *request = open->waiters.items[last].request;
        drop_waiter(open, last);
        open->features->host->fail(request, code, text);
    }
}

void hs_open_document_close(hs_open_document *open)
{
    hs_open_document_fail_waiters(open, HS_RPC_CONTENT_MODIFIED, "the document was closed");
    if (open->job)
        atomic_store(&open->job->job.cancel, true);
    hs_checking_stop(open);
    hs_publish_stop(open);
    hs_configuration_leave(open);
    hs_map_remove(&open->client->documents, hs_str_from(open->document.uri));
    open->client = NULL;
    hs_open_document_unref(open);
}

static void run_analysis(hs_job *job)
{
    hs_analysis_job *analysis_job = (hs_analysis_job *)job;
    hs_document_analysis_run(&analysis_job->analysis, &job->cancel);
    if (atomic_load(&analysis_job->superseded))
        return; /* nobody can ask for this version's highlights any more */
    if (analysis_job->tokens.before && analysis_job->analysis.snapshot)
        analysis_job->host->announce_end(job);
    hs_tokens_ahead_run(&analysis_job->tokens, analysis_job->analysis.snapshot);
}

/* In the order in which they came. */
static void serve_waiters(hs_open_document *open)
{
    hs_waiter *waiters = open->waiters.items;
    size_t count = open->waiters.count;
    open->waiters.items = NULL;
    open->waiters.count = open->waiters.capacity = 0;
    for (size_t i = 0; i < count; i++) {
        waiters[i].callback(open, waiters[i].request, waiters[i].params, waiters[i].data);
        json_decref(waiters[i].params);
    }
    free(waiters);
}

/* Whether requests about the present version can be answered. */
static bool is_ready(const hs_open_document *open)
{
    return hs_document_settled(&open->document) &&
           !(open->checking && open->client && open->client->waits_for_archive);
}

void hs_open_document_checked(hs_open_document *open)
{
    if (open->client && is_ready(open))
        serve_waiters(open);
}

static void start_analysis(hs_open_document *open);

/* Once a session: without the language model nothing is found in its documents. */
static void tell_missing_model(hs_session_state *client)
{
    enum { MESSAGE_ERROR = 1 }; /* LSP's MessageType */
    hs_error error;
    if (client->knows_model_missing || hs_language_shared(&error))
        return;
    client->knows_model_missing = true;
    hs_buffer text = {0};
    hs_buffer_printf(&text, "hearsay: nothing is found in texts: %s", error.text);
    hs_session_state_show_message(client, MESSAGE_ERROR, text.bytes);
    hs_buffer_finish(&text);
}

/* What was asked for is answered, and the answer has left, before anything is pushed. Settings that
 * hold no longer have nothing to say; an earlier version has. */
static void use_outcome(hs_open_document *open, bool finished, uint64_t began_us)
{
    const hs_document *document = &open->document;
    bool settled = hs_document_settled(document);
    if (finished)
        hs_checking_start(open);
    if (!settled)
        start_analysis(open);
    else
        hs_latency_record(&open->features->latencies[HS_LATENCY_ANALYSIS], began_us);
    if (settled && is_ready(open) && open->waiters.count > 0) {
        serve_waiters(open);
        open->features->host->send_now(open->client->session);
    }
    if (finished && open->client && document->snapshot->settings == document->settings)
        hs_publish(open);
}

static void analysis_done(hs_job *job)
{
    hs_analysis_job *analysis_job = (hs_analysis_job *)job;
    hs_open_document *open = analysis_job->open;
    uint64_t began_us = analysis_job->began_us;
    bool finished = analysis_job->analysis.snapshot != NULL;
    hs_document_end_analysis(&open->document, &analysis_job->analysis);
    open->job = NULL;
    open->must_finish = !finished;
    open->tokens_asked = open->tokens_asked && !finished;
    hs_tokens_ahead_end_take(open, &analysis_job->tokens);
    if (open->client && finished)
        tell_missing_model(open->client);
    if (open->client && !open->document.out_of_step)
        use_outcome(open, finished, began_us);
    if (open->client)
        hs_configuration_analysed(open->client);
    hs_document_analysis_finish(&analysis_job->analysis); /* frees the version before */
    free(analysis_job);
    hs_open_document_unref(open);
}

static void start_analysis(hs_open_document *open)
{
    hs_analysis_job *job = hs_alloc_zeroed(1, sizeof *job);
    job->job.run = run_analysis;
    job->job.done = analysis_done;
    atomic_init(&job->job.cancel, false);
    atomic_init(&job->superseded, false);
    job->host = open->features->host;
    job->open = hs_open_document_ref(open);
    job->began_us = open->edited_us;
    job->tokens = hs_tokens_ahead_begin(open);
    hs_document_begin_analysis(&open->document, &job->analysis);
    open->job = job;
    open->features->host->submit(open->client->session, &job->job);
}

void hs_open_document_changed(hs_open_document *open)
{
    open->edited_us = hs_latency_now();
    if (!open->job) {
        start_analysis(open);
        return;
    }
    atomic_store(&open->job->superseded, true);
    if (!open->must_finish) /* else its end starts the next */
        atomic_store(&open->job->job.cancel, true);
}

static void cancel_waiter(hs_request *request, void *data)
{
    hs_open_document *open = data;
    for (size_t i = 0; i < open->waiters.count; i++) {
        if (open->waiters.items[i].request == request) {
            drop_waiter(open, i);
            open->features->host->fail(request, HS_RPC_REQUEST_CANCELLED, "cancelled");
            return;
        }
    }
}

void hs_open_document_wait(hs_open_document *open, hs_request *request,
                           hs_snapshot_callback *callback, const json_t *params, const void *data)
{
    if (is_ready(open)) {
        callback(open, request, params, data);
        return;
    }
    *hs_array_push(&open->waiters) = (hs_waiter){
        .request = request,
        .callback = callback,
        .params = json_incref((json_t *)params),
        .data = data,
    };
    open->features->host->on_cancel(request, cancel_waiter, open);
}
