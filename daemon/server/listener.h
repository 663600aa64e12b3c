/* A socket on which clients come: the Unix socket, one that systemd passed, a loopback TCP port.
 *
 * The Unix socket lies in a directory that only its owner may enter, is 0600 itself, and is
 * guarded by a lock file beside it: who holds the lock owns the path. The lock is kept until the
 * socket is closed and removed, so that no daemon removes the socket of the next.
 * Loop thread only.
 */
#pragma once

#include <stdbool.h>

#include "base/error.h"
#include "server/session.h"

typedef struct hs_listener {
    hs_server *server;
    hs_transport transport;
    hs_stream stream;
    char *path; /* of a socket that we made, or NULL */
    int lock;   /* of the lock file beside it, or -1 */
} hs_listener;

/* NULL `path`: the default. Fails when another daemon holds it, naming its process. */
bool hs_listener_open_socket(hs_server *server, const char *path, hs_error *error);

/* All the sockets that systemd passed; *count says how many. */
bool hs_listener_open_passed(hs_server *server, int *count, hs_error *error);

/* "127.0.0.1:PORT" or "[::1]:PORT"; other addresses are refused. Port 0: the system chooses. */
bool hs_listener_open_tcp(hs_server *server, const char *address, hs_error *error);

/* The TCP address that a listener has, with its port. */
#define HS_LISTENER_ADDRESS_SIZE 96
void hs_listener_address(const hs_listener *listener, char name[HS_LISTENER_ADDRESS_SIZE]);

/* Closes; the turn that follows finds it off the server's list. */
void hs_listener_close(hs_listener *listener);
