/* Who owns a socket's path: a private directory, and a lock file beside the socket.
 *
 * The lock file goes when the daemon ends, or is refused. It is only removed by who holds the lock,
 * and a lock counts only on the file that still has the name: else two daemons could hold locks on
 * two files of one name.
 */
#pragma once

#include <stdbool.h>

#include "base/error.h"

/* Makes the directory (0700) or checks that it is a real directory of ours that nobody else may
 * enter. */
bool hs_socket_path_make_directory(const char *directory, hs_error *error);

/* Locks PATH.lock, writes our process id into it and removes a socket that a dead daemon left.
 * *lock is the descriptor to release when the socket is gone, or -1. */
bool hs_socket_path_claim(const char *path, int *lock, hs_error *error);

/* Removes the lock file and gives the path free. */
void hs_socket_path_release(const char *path, int lock);
