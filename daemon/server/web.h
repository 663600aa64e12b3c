/* What is answered to an HTTP request on the TCP port: the desk page's files, to anybody on this
 * machine who asks this daemon by a name of this machine; and the handshake of a WebSocket, whose
 * session must then show the token like any other TCP client's.
 *
 * A page of another site may not get in: its requests carry another Origin, and a name that it
 * pointed at this machine stands in Host. Loop thread only.
 */
#pragma once

#include "server/session.h"

/* Answers the request that the session has read, or its fault. The session ends with the answer,
 * or is a WebSocket from now on. */
void hs_web_answer(hs_session *session);
