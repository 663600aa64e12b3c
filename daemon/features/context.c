/* From a request to its document's snapshot, a handler, and the reply. */
#include "features/context.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "protocol/jsonrpc.h"
#include "protocol/lsp.h"

void hs_reply_written(const hs_host *host, hs_request *request, hs_json_writer *json)
{
    host->reply_text(request, hs_buffer_str(&json->buffer));
    hs_json_finish(json);
}

static hs_position from_lsp(hs_lsp_position position)
{
    return (hs_position){position.line, position.character};
}

bool hs_json_position(const json_t *json, hs_position *position)
{
    hs_lsp_position read;
    if (!hs_lsp_read_position(json, &read))
        return false;
    *position = from_lsp(read);
    return true;
}

bool hs_params_position(const json_t *params, const char *key, hs_position *position)
{
    return hs_json_position(json_object_get(params, key), position);
}

bool hs_params_range(const json_t *params, const char *key, hs_range *range)
{
    hs_lsp_range read;
    if (!hs_lsp_read_range(json_object_get(params, key), &read))
        return false;
    *range = (hs_range){from_lsp(read.start), from_lsp(read.end)};
    return true;
}

const char *hs_json_characters(const json_t *json)
{
    const char *text = json_string_value(json);
    return text && strlen(text) == json_string_length(json) ? text : NULL;
}

const char *hs_params_uri(const json_t *params)
{
    return hs_json_characters(json_object_get(json_object_get(params, "textDocument"), "uri"));
}

static bool has_positions(const json_t *positions)
{
    hs_position position;
    for (size_t i = 0; i < json_array_size(positions); i++) {
        if (!hs_json_position(json_array_get(positions, i), &position))
            return false;
    }
    return json_is_array(positions);
}

/* NULL, or what is wrong with the params. */
static const char *missing(const json_t *params, hs_params_need need)
{
    hs_position position;
    hs_range range;
    switch (need) {
    case HS_NEEDS_NOTHING:
        break;
    case HS_NEEDS_POSITION:
        return hs_params_position(params, "position", &position)
                   ? NULL
                   : "params.position must be a position: line and character, from 0 to 2147483647";
    case HS_NEEDS_POSITIONS:
        return has_positions(json_object_get(params, "positions"))
                   ? NULL
                   : "params.positions must be an array of positions";
    case HS_MAY_HAVE_RANGE:
        if (!json_object_get(params, "range"))
            break;
        /* fall through */
    case HS_NEEDS_RANGE:
        return hs_params_range(params, "range", &range)
                   ? NULL
                   : "params.range must be a range: two positions, start and end";
    }
    return NULL;
}

static void fail_out_of_step(hs_session_state *client, hs_request *request,
                             const hs_document *document)
{
    hs_buffer text = {0};
    hs_buffer_printf(&text, "%s is out of step with its editor: %s; close and open it again",
                     document->uri, document->step_error.text);
    client->features->host->fail(request, HS_RPC_REQUEST_FAILED, text.bytes);
    hs_buffer_finish(&text);
}

hs_open_document *hs_find_document(hs_session_state *client, hs_request *request,
                                   const json_t *params)
{
    const char *uri = hs_params_uri(params);
    const hs_host *host = client->features->host;
    if (!uri) {
        host->fail(request, HS_RPC_INVALID_PARAMS,
                   "params.textDocument.uri must be a string without NUL");
        return NULL;
    }
    hs_open_document *open = hs_open_document_find(client, uri);
    if (!open) {
        host->fail(request, HS_RPC_REQUEST_FAILED,
                   "the document is not open; send textDocument/didOpen first");
        return NULL;
    }
    if (open->document.out_of_step) {
        fail_out_of_step(client, request, &open->document);
        return NULL;
    }
    return open;
}

static void answer_now(hs_open_document *open, hs_request *request, const json_t *params,
                       hs_document_handler *handler)
{
    hs_json_writer json = {0};
    hs_position position;
    hs_context context = {
        .client = open->client, .open = open, .request = request, .params = params, .json = &json};
    hs_view_init(&context.view, open->document.snapshot, open->document.uri, open->client);
    if (hs_params_position(params, "position", &position))
        context.offset = hs_view_offset(&context.view, position);
    handler(&context);
    hs_reply_written(open->features->host, request, &json);
}

static void write_view(hs_view_job *job)
{
    job->writer(&job->view, &job->json);
}

static void answer_settled(hs_open_document *open, hs_request *request, const json_t *params,
                           const void *data)
{
    const hs_method *method = data;
    if (method->document) {
        answer_now(open, request, params, method->document);
        return;
    }
    hs_view_job *job = hs_alloc_zeroed(1, sizeof *job);
    job->work = write_view;
    job->writer = method->view;
    hs_view_job_submit_take(job, open, request, params);
}

void hs_answer_document(hs_session_state *client, hs_request *request, const json_t *params,
                        const hs_method *method)
{
    const char *trouble = missing(params, method->needs);
    if (trouble) {
        client->features->host->fail(request, HS_RPC_INVALID_PARAMS, trouble);
        return;
    }
    hs_open_document *open = hs_find_document(client, request, params);
    if (open)
        hs_open_document_wait(open, request, answer_settled, params, method);
}

static void run_view_job(hs_job *job)
{
    hs_view_job *view_job = (hs_view_job *)job;
    if (!atomic_load(&job->cancel))
        view_job->work(view_job);
}

static void view_job_done(hs_job *job)
{
    hs_view_job *view_job = (hs_view_job *)job;
    const hs_host *host = view_job->open->features->host;
    if (atomic_load(&job->cancel)) {
        host->fail(view_job->request, HS_RPC_REQUEST_CANCELLED, "cancelled");
        hs_json_finish(&view_job->json);
    } else {
        if (view_job->finish)
            view_job->finish(view_job);
        hs_reply_written(host, view_job->request, &view_job->json);
    }
    if (view_job->discard)
        view_job->discard(view_job);
    hs_snapshot_unref(view_job->snapshot);
    hs_open_document_unref(view_job->open);
    free(view_job);
}

static void cancel_view_job(hs_request *request, void *data)
{
    hs_view_job *job = data;
    (void)request;
    atomic_store(&job->job.cancel, true);
}

static void set_up(hs_view_job *job, hs_open_document *open, hs_request *request,
                   const json_t *params)
{
    hs_range range;
    job->job.run = run_view_job;
    job->job.done = view_job_done;
    atomic_init(&job->job.cancel, false);
    job->open = hs_open_document_ref(open);
    job->request = request;
    job->snapshot = hs_snapshot_ref(open->document.snapshot);
    hs_view_init(&job->view, job->snapshot, open->document.uri, open->client);
    if (hs_params_range(params, "range", &range))
        job->view.range = (hs_span){hs_view_offset(&job->view, range.start),
                                    hs_view_offset(&job->view, range.end)};
}

void hs_view_job_submit_take(hs_view_job *job, hs_open_document *open, hs_request *request,
                             const json_t *params)
{
    set_up(job, open, request, params);
    open->features->host->on_cancel(request, cancel_view_job, job);
    open->features->host->submit(open->client->session, &job->job);
}

void hs_view_job_run_take(hs_view_job *job, hs_open_document *open, hs_request *request,
                          const json_t *params)
{
    set_up(job, open, request, params);
    run_view_job(&job->job);
    view_job_done(&job->job);
}
