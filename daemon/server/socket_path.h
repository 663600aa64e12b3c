/* Who owns a socket's path: a private directory, and a lock file beside the socket.
 *
 * The lock file stays when the daemon ends; one that was made for a daemon that is refused does
 * not. It is only removed by who holds the lock, and a lock counts only on the file that still has
 * the name: else two daemons could hold locks on two files of one name.
 */
#pragma once

#include <stdbool.h>

#include "base/error.h"

/* Makes the directory (0700) or checks that it is a real directory of ours that nobody else may
 * enter. */
bool hs_socket_path_make_directory(const char *directory, hs_error *error);

/* Locks PATH.lock, writes our process id into it and removes a socket that a dead daemon left.
 * *lock is the descriptor to close when the socket is gone. */
bool hs_socket_path_claim(const char *path, int *lock, hs_error *error);
