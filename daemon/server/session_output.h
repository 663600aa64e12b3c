/* The one way out of a session: from its queue to its stream. */
#pragma once

#include "server/session.h"

/* Hands what waits to libuv, unless it still has something. */
void hs_session_flush(hs_session *session);

/* For how long the client has read nothing although output waited; 0 when none waits. */
uint64_t hs_session_stalled_ms(hs_session *session, uint64_t now_ms);
