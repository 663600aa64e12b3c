/* Answers with tokens; remembers the newest answer of each document to send what differs. */
#include "features/semantic_tokens_requests.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

typedef struct tokens_job {
    hs_view_job view_job;   /* first */
    hs_token_array *before; /* what the client has, or NULL: answer in full */
    hs_token_array *after;
    hs_token_difference difference; /* of the two, once both are there */
    uint64_t result_id;
} tokens_job;

static void compute(hs_view_job *job)
{
    tokens_job *tokens = (tokens_job *)job;
    if (!tokens->after) {
        tokens->after = hs_semantic_tokens_compute(&job->view, tokens->before);
        if (tokens->before)
            tokens->difference = hs_token_array_compare(tokens->before, tokens->after);
    }
    if (tokens->before)
        hs_token_array_write_delta(&job->json, tokens->before, tokens->after, tokens->difference,
                                   tokens->result_id);
    else
        hs_token_array_write(&job->json, tokens->after, tokens->result_id);
}

/* Remembers the answer, unless a later request was answered first. */
static void remember(hs_view_job *job)
{
    tokens_job *tokens = (tokens_job *)job;
    hs_open_document *open = job->open;
    if (open->tokens_result > tokens->result_id)
        return;
    hs_token_array_unref(open->tokens);
    open->tokens = hs_token_array_ref(tokens->after);
    open->tokens_result = tokens->result_id;
}

static void discard(hs_view_job *job)
{
    tokens_job *tokens = (tokens_job *)job;
    hs_token_array_unref(tokens->before);
    hs_token_array_unref(tokens->after);
}

/* Up to which length of the text what differs is found on the loop's thread: a chapter's tokens are
 * worked out, the others compared, which takes less than a worker takes to wake up. */
#define AT_ONCE_BYTES (128u << 10)

/* What was worked out with the analysis; it serves once, for it holds the version before. */
static void take_what_is_known(tokens_job *job, hs_open_document *open)
{
    open->tokens_asked = job->before != NULL; /* who asks for all has no use for what differs */
    if (!job->before || !hs_tokens_ahead_answers(open, job->before))
        return;
    job->after = hs_token_array_ref(open->tokens_ahead.after);
    job->difference = open->tokens_ahead.difference;
    hs_tokens_ahead_drop(&open->tokens_ahead);
}

static void submit(hs_open_document *open, hs_request *request, const json_t *params, bool delta)
{
    const char *previous = json_string_value(json_object_get(params, "previousResultId"));
    tokens_job *job = hs_alloc_zeroed(1, sizeof *job);
    job->view_job.work = compute;
    job->view_job.finish = remember;
    job->view_job.discard = discard;
    job->result_id = ++open->features->tokens_results;
    if (delta && previous && open->tokens && strtoull(previous, NULL, 10) == open->tokens_result)
        job->before = hs_token_array_ref(open->tokens);
    take_what_is_known(job, open);
    if (job->after || (job->before && open->document.snapshot->text->length <= AT_ONCE_BYTES))
        hs_view_job_run_take(&job->view_job, open, request, NULL);
    else
        hs_view_job_submit_take(&job->view_job, open, request, NULL);
}

static void submit_full(hs_open_document *open, hs_request *request, const json_t *params,
                        const void *data)
{
    (void)data;
    submit(open, request, params, false);
}

static void submit_delta(hs_open_document *open, hs_request *request, const json_t *params,
                         const void *data)
{
    (void)data;
    submit(open, request, params, true);
}

void hs_semantic_tokens_full(hs_session_state *client, hs_request *request, const json_t *params)
{
    hs_open_document *open = hs_find_document(client, request, params);
    if (open)
        hs_open_document_wait(open, request, submit_full, params, NULL);
}

void hs_semantic_tokens_delta(hs_session_state *client, hs_request *request, const json_t *params)
{
    hs_open_document *open = hs_find_document(client, request, params);
    if (open)
        hs_open_document_wait(open, request, submit_delta, params, NULL);
}

void hs_semantic_tokens_range(hs_view *view, hs_json_writer *json)
{
    hs_token_array *tokens = hs_semantic_tokens_compute(view, NULL);
    hs_token_array_write(json, tokens, 0);
    hs_token_array_unref(tokens);
}
