/* hearsay stop: asks the running daemon to end, and waits until it has. */
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/connection.h"

enum { ANSWER_MS = 10000 };

/* Whether the process is the daemon, and not one that listens in its stead (systemd). */
static bool is_daemon(pid_t process)
{
    char path[64], name[16] = "";
    snprintf(path, sizeof path, "/proc/%d/comm", (int)process);
    FILE *file = fopen(path, "r");
    bool is = file && fgets(name, sizeof name, file) && strcmp(name, "hearsayd\n") == 0;
    if (file)
        fclose(file);
    return is;
}

/* A descriptor that can be read once the daemon behind the socket has ended; -1 where there is no
 * telling. It hangs up on us as soon as we have our answer, which is before others have theirs. */
static int watch_daemon(const char *socket_path)
{
    struct ucred peer = {0};
    socklen_t length = sizeof peer;
    int socket = hs_rpc_client_open_socket(socket_path, NULL);
    if (socket < 0)
        return -1;
    bool known = getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && peer.pid > 0;
    close(socket);
    return known && is_daemon(peer.pid) ? (int)syscall(SYS_pidfd_open, peer.pid, 0) : -1;
}

static bool wait_for_end(hs_rpc_client *client, int daemon, hs_error *error)
{
    json_t *result = hs_rpc_client_call_take(client, "hearsay/stop", NULL, ANSWER_MS, error);
    if (!result)
        return false;
    json_decref(result);
    hs_rpc_client_reply none;
    hs_error closed;
    if (hs_rpc_client_receive(client, ANSWER_MS, &none, &closed))
        hs_rpc_client_reply_finish(&none);
    struct pollfd ended = {.fd = daemon, .events = POLLIN};
    return daemon < 0 || poll(&ended, 1, ANSWER_MS) != 0 ||
           hs_error_set(error, "the daemon has not ended yet: it answers what it was asked before");
}

hs_exit hs_stop_run(const hs_options *options, const char *const *arguments, size_t count)
{
    (void)arguments;
    (void)count;
    hs_buffer path = {0};
    hs_error error;
    hs_connection_socket(options, &path);
    int daemon = watch_daemon(path.bytes);
    hs_rpc_client *client = hs_rpc_client_connect(path.bytes, &error);
    bool fine = client && wait_for_end(client, daemon, &error);
    if (!fine)
        fprintf(stderr, "hearsay: %s%s\n", client ? "" : "no daemon is there to end: ", error.text);
    hs_rpc_client_destroy(client);
    if (daemon >= 0)
        close(daemon);
    hs_buffer_finish(&path);
    return fine ? HS_EXIT_FINE : HS_EXIT_FAILURE;
}
