/* What a handler gets, and how it answers.
 *
 * Three kinds of handler, one column each in the table of methods.c:
 * - hs_handler: about the session or no document; answers when and how it likes;
 * - hs_document_handler: about one open document, called on the loop thread once the version asked
 *   about is analysed; answers before it returns;
 * - hs_view_writer: the same, but long for a large document: writes its result on a worker.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "features/json_writer.h"
#include "features/open_document.h"
#include "features/session_state.h"
#include "features/view.h"

typedef void hs_handler(hs_session_state *client, hs_request *request, const json_t *params);

typedef struct hs_context {
    hs_session_state *client;
    hs_open_document *open;
    hs_request *request;
    const json_t *params;
    hs_view view;         /* of the whole document */
    uint32_t offset;      /* of params.position, or 0 */
    hs_json_writer *json; /* where the result goes */
} hs_context;

/* Writes exactly one JSON value. */
typedef void hs_document_handler(hs_context *context);

/* Writes exactly one JSON value about `view->range`. Any thread. */
typedef void hs_view_writer(hs_view *view, hs_json_writer *json);

/* What params must hold beside the document; without it a request fails. */
typedef enum hs_params_need {
    HS_NEEDS_NOTHING,
    HS_NEEDS_POSITION,
    HS_NEEDS_POSITIONS, /* an array of them */
    HS_NEEDS_RANGE,
    HS_MAY_HAVE_RANGE, /* else it is about the whole document */
} hs_params_need;

/* A row of the table of methods: one of the three handlers is set. */
typedef struct hs_method {
    const char *name;
    hs_params_need needs;
    hs_handler *handle;
    hs_document_handler *document;
    hs_view_writer *view;
} hs_method;

/* Replies with what the writer holds, and frees it. */
void hs_reply_written(const hs_host *host, hs_request *request, hs_json_writer *json);

/* The open document that params.textDocument.uri names; fails the request and returns NULL when it
 * is not open or out of step. */
hs_open_document *hs_find_document(hs_session_state *client, hs_request *request,
                                   const json_t *params);

/* Answers a request about params.textDocument with the method's `document` or `view` handler when
 * its version is analysed. */
void hs_answer_document(hs_session_state *client, hs_request *request, const json_t *params,
                        const hs_method *method);

/* Work on a snapshot in the pool, for one request. Embedded first in what a feature keeps. */
typedef struct hs_view_job {
    hs_job job;
    hs_open_document *open; /* one reference */
    hs_request *request;
    hs_snapshot *snapshot; /* one reference */
    hs_view view;
    hs_json_writer json;
    void (*work)(struct hs_view_job *job);    /* on a worker: fills `json` */
    void (*finish)(struct hs_view_job *job);  /* on the loop, before the reply; may be NULL */
    void (*discard)(struct hs_view_job *job); /* frees what the feature keeps; may be NULL */
    hs_view_writer *writer;                   /* for jobs that are nothing more */
} hs_view_job;

/* Submits a job allocated with malloc, whose `work`, `finish` and `discard` are set. The document
 * is settled; params may have a range, which becomes view.range. */
void hs_view_job_submit_take(hs_view_job *job, hs_open_document *open, hs_request *request,
                             const json_t *params);

/* Does the job and answers before it returns: for what costs less than handing it over and back. */
void hs_view_job_run_take(hs_view_job *job, hs_open_document *open, hs_request *request,
                          const json_t *params);

/* Reads values of LSP's form; false when they are not there or not of that form. */
bool hs_json_position(const json_t *json, hs_position *position);
bool hs_params_position(const json_t *params, const char *key, hs_position *position);
bool hs_params_range(const json_t *params, const char *key, hs_range *range);
const char *hs_params_uri(const json_t *params); /* of textDocument, or NULL */

/* A string's characters; NULL when it is no string or one with a NUL, which would cut it short. */
const char *hs_json_characters(const json_t *json);
