/* Requests that wait for their reply: each gets exactly one.
 *
 * A request outlives its session when the features still work on it; its reply then goes nowhere.
 * An answered request stays in memory until the end of the loop's turn, so that a second reply
 * runs into an assertion. A batch collects the replies of its requests and sends them as one array
 * when the last has come. Loop thread only.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "base/buffer.h"
#include "features/host.h"

typedef struct hs_server hs_server;

typedef struct hs_batch {
    size_t open; /* requests without a reply, and one while the batch is being read */
    hs_buffer replies;
} hs_batch;

struct hs_request {
    hs_server *server;
    hs_session *session; /* NULL once it is gone */
    json_t *id;
    hs_batch *batch; /* or NULL */
    bool answered;
    bool cancelled;
    void (*on_cancel)(hs_request *request, void *data);
    void *cancel_data;
    hs_request *next;     /* among the session's, or the answered */
    hs_request *previous; /* among the session's */
};

/* Joins the session's pending requests. */
hs_request *hs_request_create(hs_session *session, const json_t *id, hs_batch *batch);

/* The session's pending request with this id, or NULL. */
hs_request *hs_request_find(const hs_session *session, const json_t *id);

/* Tells the features, once, that nobody waits any more. The reply is still owed. */
void hs_request_cancel(hs_request *request);

/* Sends the reply (the text of a whole JSON-RPC response) and puts the request among the answered
 * of the server. */
void hs_request_answer(hs_request *request, hs_str response);

/* The session is going: cancels its requests and cuts them off. */
void hs_request_abandon_all(hs_session *session);

/* Frees the answered requests; at the end of a turn. */
void hs_request_free_answered(hs_server *server);

hs_batch *hs_batch_create(void);
void hs_batch_add(hs_batch *batch, hs_str response);

/* One request fewer is open; sends and frees the batch at the last. `session` NULL: nobody is
 * there to send it to. */
void hs_batch_release(hs_batch *batch, hs_session *session);
