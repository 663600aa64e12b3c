/* Many requests over one connection: several on their way at once, answers in the order asked.
 *
 * At most `jobs` requests wait for their answers, and few answers wait for their turn, so memory
 * does not grow with the number of documents. On a terminal, progress is shown on standard error
 * when the work takes longer than a second. One thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "cli/options.h"
#include "protocol/client.h"

typedef struct hs_pipeline {
    hs_rpc_client *client;
    size_t count; /* of documents */
    size_t jobs;
    void *data;

    /* Sends document `index`: the request's id, 0 when there is nothing to wait for (the document
     * could not be read; the callee said so), or -1 when the connection failed. */
    json_int_t (*send)(size_t index, void *data, hs_error *error);

    /* Called in order of index, for those that were sent. */
    void (*answered)(size_t index, const hs_rpc_client_reply *reply, void *data);
} hs_pipeline;

/* False when the connection failed: the error is said, and what is missing is not answered. */
bool hs_pipeline_run(const hs_pipeline *pipeline, hs_error *error);

/* --jobs, or the number of processors. */
size_t hs_pipeline_jobs(const hs_options *options);
