/* The one client of `hearsayd --stdio`: standard input and output. */
#pragma once

#include <stdbool.h>

#include "base/error.h"
#include "server/session.h"

/* Makes the session. Pipes, sockets and terminals go to libuv as they are; files and devices,
 * which cannot be polled, through a pipe and a thread. Standard output then belongs to the
 * session: nothing else may write there. */
bool hs_stdio_open(hs_server *server, hs_error *error);

/* Waits until all output has reached a file; after the session is closed. */
void hs_stdio_finish(void);
