/* The protocol's features: a table maps each method to its handler.
 *
 * The server hands over whole, valid JSON-RPC messages; a handler answers through the host. Loop
 * thread only.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "features/host.h"

typedef struct hs_features hs_features;

/* `host` outlives the features. */
hs_features *hs_features_create(const hs_host *host);
void hs_features_destroy(hs_features *features);

/* The daemon is about to end: what the features do of themselves stops. */
void hs_features_drain(hs_features *features);

/* A session came, or is about to go (its open documents are closed, its requests already dropped).
 */
void hs_features_session_opened(hs_features *features, hs_session *session);
void hs_features_session_closed(hs_features *features, hs_session *session);

/* Handles one request: the reply may come now or later. `params` is an object, an array or NULL. */
void hs_features_request(hs_features *features, hs_request *request, const char *method,
                         const json_t *params);
void hs_features_notification(hs_features *features, hs_session *session, const char *method,
                              const json_t *params);

/* True once `initialize` succeeded: larger messages are allowed from then on. */
bool hs_features_session_initialized(hs_features *features, hs_session *session);

/* The process that the client named in `initialize` (processId), or 0: a stdio server ends when
 * it is gone. */
int hs_features_session_process(hs_features *features, hs_session *session);
