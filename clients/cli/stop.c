/* hearsay stop: asks the running daemon to end, and waits until it has. */
#include <stdio.h>

#include "cli/command.h"
#include "cli/connection.h"

enum { ANSWER_MS = 10000 };

/* The daemon hangs up when it has drained: that is the sign, so a closed connection is success. */
static bool wait_for_end(hs_rpc_client *client, hs_error *error)
{
    json_t *result = hs_rpc_client_call_take(client, "hearsay/stop", NULL, ANSWER_MS, error);
    if (!result)
        return false;
    json_decref(result);
    hs_rpc_client_reply none;
    hs_error closed;
    if (hs_rpc_client_receive(client, ANSWER_MS, &none, &closed))
        hs_rpc_client_reply_finish(&none);
    return true;
}

hs_exit hs_stop_run(const hs_options *options, const char *const *arguments, size_t count)
{
    (void)arguments;
    (void)count;
    hs_buffer path = {0};
    hs_error error;
    hs_connection_socket(options, &path);
    hs_rpc_client *client = hs_rpc_client_connect(path.bytes, &error);
    bool fine = client && wait_for_end(client, &error);
    if (!fine)
        fprintf(stderr, "hearsay: %s%s\n", client ? "" : "no daemon is there to end: ", error.text);
    hs_rpc_client_destroy(client);
    hs_buffer_finish(&path);
    return fine ? HS_EXIT_FINE : HS_EXIT_FAILURE;
}
