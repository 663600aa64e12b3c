/* The client's half of the protocol, blocking: what the command line speaks to the daemon with.
 *
 *     hs_rpc_client *client = hs_rpc_client_connect(path, &error);
 *     json_t *result = hs_rpc_client_call_take(client, "hearsay/status", NULL, 5000, &error);
 *     …
 *     hs_rpc_client_destroy(client);
 *
 * Several requests may be on their way at once (send_take, then receive). Requests that the server
 * makes are answered here: creating a progress token with null, all else with MethodNotFound.
 * Times are in milliseconds; a timeout below 0 waits for ever. After a failure other than a
 * timeout or an error reply the connection is of no more use. One thread at a time.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"

typedef struct hs_rpc_client hs_rpc_client;

/* Bounds on what a server may send. */
#define HS_RPC_CLIENT_HEADER_LIMIT ((size_t)4096)
#define HS_RPC_CLIENT_MESSAGE_LIMIT ((size_t)256 * 1024 * 1024)
#define HS_RPC_CLIENT_DEPTH_LIMIT ((size_t)1024)
#define HS_RPC_CLIENT_VALUE_LIMIT ((size_t)1 << 24)

/* A server that takes none of our bytes for so long is given up. */
#define HS_RPC_CLIENT_STALL_MS 30000

/* Connects to a daemon's Unix socket. The plain descriptor is for those who pass bytes through. */
hs_rpc_client *hs_rpc_client_connect(const char *socket_path, hs_error *error);
int hs_rpc_client_open_socket(const char *socket_path, hs_error *error);

/* Starts a server that speaks on its standard input and output, e.g. {"hearsayd", "--stdio", NULL};
 * the program is looked for in $PATH unless its name holds a slash. Destroying the client closes
 * the server's input, and ends the server if it does not leave by itself. */
hs_rpc_client *hs_rpc_client_spawn(char *const arguments[], hs_error *error);

void hs_rpc_client_destroy(hs_rpc_client *client);

/* Called, within the calls below, for each notification ($/progress, diagnostics, …). */
typedef void hs_rpc_client_listener(const char *method, const json_t *params, void *data);
void hs_rpc_client_listen(hs_rpc_client *client, hs_rpc_client_listener *listener, void *data);

bool hs_rpc_client_notify_take(hs_rpc_client *client, const char *method, json_t *params,
                               hs_error *error);

/* Sends a request and returns its id (> 0), or -1. `params` may be NULL. */
json_int_t hs_rpc_client_send_take(hs_rpc_client *client, const char *method, json_t *params,
                                   hs_error *error);

/* The reply to one request. Its references are the holder's: finish it. */
typedef struct hs_rpc_client_reply {
    json_int_t id;
    json_t *result; /* NULL when the server answered with an error, which is then in code, text */
    int code;
    char *text;
} hs_rpc_client_reply;
void hs_rpc_client_reply_finish(hs_rpc_client_reply *reply);

/* Waits for the next reply, whichever request it answers. */
bool hs_rpc_client_receive(hs_rpc_client *client, int timeout_ms, hs_rpc_client_reply *reply,
                           hs_error *error);

/* Sends a request and waits for its reply: a new reference, or NULL. Replies to other requests
 * that come meanwhile are kept for hs_rpc_client_receive. */
json_t *hs_rpc_client_call_take(hs_rpc_client *client, const char *method, json_t *params,
                                int timeout_ms, hs_error *error);
