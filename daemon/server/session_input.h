/* What a session does with the bytes that it reads: by what they come, and what they hold.
 *
 * A stream of messages (framing.h) is the rule; a TCP client may speak HTTP, and from there go on
 * as a WebSocket. Loop thread only.
 */
#pragma once

#include "server/session.h"

void hs_session_feed(hs_session *session, hs_str bytes);

/* Handles the next message, if a whole one is there; else clears `input_waits`. */
void hs_session_handle_next(hs_session *session);

/* Queues the goodbye that a WebSocket needs; false when there is nothing to say. */
bool hs_session_say_goodbye(hs_session *session);
