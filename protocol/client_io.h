/* The client's connection: a socket, and perhaps the process at its other end.
 *
 * Reading and writing happen together, so that two ends with full buffers cannot wait for each
 * other for ever.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buffer.h"
#include "base/error.h"

typedef struct hs_rpc_client_io {
    int socket;    /* non-blocking, or -1 */
    pid_t process; /* the server that was started, or 0 */
    hs_buffer unsent;
} hs_rpc_client_io;

bool hs_rpc_client_io_connect(hs_rpc_client_io *io, const char *socket_path, hs_error *error);
bool hs_rpc_client_io_spawn(hs_rpc_client_io *io, char *const arguments[], hs_error *error);
void hs_rpc_client_io_finish(hs_rpc_client_io *io);

typedef enum hs_rpc_client_io_status {
    HS_RPC_CLIENT_IO_DONE,    /* something was read, or all was written */
    HS_RPC_CLIENT_IO_TIMEOUT, /* the deadline has passed */
    HS_RPC_CLIENT_IO_CLOSED,  /* the server closed the connection, or it failed */
} hs_rpc_client_io_status;

/* Moves bytes both ways once: waits until `deadline_ms` (hs_rpc_client_io_now; INT64_MAX = for
 * ever) for something to read, or for `unsent` to shrink. What was read is in bytes[0, *length). */
hs_rpc_client_io_status hs_rpc_client_io_step(hs_rpc_client_io *io, int64_t deadline_ms,
                                              char *bytes, size_t capacity, size_t *length);

int64_t hs_rpc_client_io_now(void); /* monotonic, milliseconds */
