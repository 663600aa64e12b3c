/* hearsay/desk: a loopback TCP port and a token for the desk page, when somebody asks for them.
 *
 * A daemon that was started with --listen has both. Else a port is opened at the first call, the
 * usual one where it is free, and a token is made that lives as long as the daemon. Only a client
 * that is trusted can ask, so that the token goes to the daemon's user alone. Loop thread only.
 */
#pragma once

#include "base/buffer.h"
#include "base/error.h"
#include "server/server_private.h"

/* Appends the page's address; the token stands behind `#`, which no browser sends to anybody. */
bool hs_desk_open(hs_server *server, hs_buffer *url, hs_error *error);
