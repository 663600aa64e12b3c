/* The daemon's frame: one event loop, its listeners, its sessions, its end.
 *
 * Everything runs on the loop's thread but the jobs of the features. Each turn of the loop gives
 * every session its share: input is handled, output sent, the dead freed. SIGTERM, SIGINT and
 * hearsay/stop drain: no new clients, what is under way is finished, and the deadline closes what
 * is left. A second signal ends the process at once.
 */
#pragma once

#include <stdbool.h>

#include "base/error.h"

typedef struct hs_server_options {
    bool stdio;              /* one client on standard input and output, no sockets */
    const char *socket_path; /* NULL: the default, or what systemd passed */
    const char *listen;      /* loopback TCP "ADDRESS:PORT", or NULL */
    const char *token_file;  /* needed with `listen` */
    unsigned idle_seconds;   /* end when nobody is connected for so long; 0: never */
} hs_server_options;

/* Serves until it is told to end. Returns the process's exit status; -1 when it could not start,
 * which the error explains. Once a process. */
int hs_server_run(const hs_server_options *options, hs_error *error);
