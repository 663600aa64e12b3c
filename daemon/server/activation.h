/* systemd: sockets passed at start (sd_listen_fds(3)) and news of our state (sd_notify(3)), spoken
 * by hand because both are a few environment variables and one datagram.
 */
#pragma once

#include <stdbool.h>

#include "base/error.h"

/* The sockets meant for this process are *first to *first + *count - 1; *count is 0 when there are
 * none. Each is checked to be a listening Unix stream socket. The variables are removed from the
 * environment. */
bool hs_activation_sockets(int *first, int *count, hs_error *error);

/* Sends e.g. "READY=1" to whom $NOTIFY_SOCKET names; without one, does nothing. */
void hs_activation_notify(const char *state);
