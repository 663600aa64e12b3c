/* What goes to a client by itself after an analysis: diagnostics, annotations, refresh requests. */
#pragma once

#include "features/open_document.h"

/* Pushes what changed since the last push: what the newest snapshot holds, with its version.
 * Annotations so often only that a client keeps up with them (push_bytes_ms); what waits is pushed
 * by itself, as it is then. */
void hs_publish(hs_open_document *open);

/* Nothing more is pushed: the document is being closed. */
void hs_publish_stop(hs_open_document *open);

/* The one diagnostic of a document that is out of step. */
void hs_publish_out_of_step(hs_open_document *open);

/* An empty list: the document was closed. */
void hs_publish_nothing(hs_open_document *open);

/* A client that can is asked to ask anew: for diagnostics, if it pulls them; for lenses; for all
 * that it shows. */
void hs_publish_ask_for_diagnostics(hs_session_state *client);
void hs_publish_ask_for_lenses(hs_session_state *client);
void hs_publish_ask_for_all(hs_session_state *client);
