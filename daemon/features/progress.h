/* Work done progress (LSP 3.17): begin and end, under a token that the client gave. */
#pragma once

#include <jansson.h>

#include "features/session_state.h"

typedef struct hs_progress {
    json_t *token; /* NULL: the client wants none */
} hs_progress;

/* Begins when params has a workDoneToken. */
void hs_progress_begin(hs_progress *progress, hs_session_state *client, const json_t *params,
                       const char *title);

/* Tells how far it is. */
void hs_progress_report(hs_progress *progress, hs_features *features, hs_request *request,
                        const char *message);

/* Ends it, before the request's reply; the session may be gone. */
void hs_progress_end(hs_progress *progress, hs_features *features, hs_request *request);
