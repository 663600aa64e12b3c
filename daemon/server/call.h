/* Requests that the server made to a client and that wait for its answer. Bounded; each callback
 * runs exactly once, at the latest when the session goes. Loop thread only.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "features/host.h"
#include "protocol/jsonrpc.h"

typedef struct hs_call {
    json_int_t id;
    hs_response_callback *callback;
    void *data;
} hs_call;

/* Sends the request. False (callback not called) when too many are outstanding. */
bool hs_call_send(hs_session *session, const char *method, const json_t *params,
                  hs_response_callback *callback, void *data);

/* Takes the client's response to where it is waited for. A response to nothing is ignored. */
void hs_call_answered(hs_session *session, const hs_rpc_message *response);

/* The session is going: every callback runs with neither result nor error. */
void hs_call_abandon_all(hs_session *session);
