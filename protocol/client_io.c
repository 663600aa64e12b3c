/* Moves the client's bytes: connects, starts a server process on a socket pair, polls, reads and
 * writes. Messages are client.c's matter.
 */
#include "protocol/client_io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "protocol/client.h"

/* How long a server may take to leave after its input is closed, before it is killed. It drains
 * for some seconds at most by itself. */
#define LEAVE_MS 8000

int64_t hs_rpc_client_io_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int hs_rpc_client_open_socket(const char *socket_path, hs_error *error)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    if (strlen(socket_path) >= sizeof address.sun_path) {
        hs_error_set(error, "%s: the path is too long for a socket", socket_path);
        return -1;
    }
    memcpy(address.sun_path, socket_path, strlen(socket_path) + 1);
    int connection = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connection < 0 || connect(connection, (struct sockaddr *)&address, sizeof address) != 0) {
        hs_error_set(error, "%s: %s", socket_path, strerror(errno));
        if (connection >= 0)
            close(connection);
        return -1;
    }
    return connection;
}

static bool make_nonblocking(int descriptor)
{
    int flags = fcntl(descriptor, F_GETFL);

    return flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0;
}

bool hs_rpc_client_io_connect(hs_rpc_client_io *io, const char *socket_path, hs_error *error)
{
    *io = (hs_rpc_client_io){.socket = hs_rpc_client_open_socket(socket_path, error)};
    if (io->socket < 0)
        return false;
    if (make_nonblocking(io->socket))
        return true;
    hs_rpc_client_io_finish(io);
    return hs_error_set(error, "%s: %s", socket_path, strerror(errno));
}

extern char **environ;

/* posix_spawnp with `end` as standard input and output; an errno value. */
static int start(pid_t *process, int end, char *const arguments[])
{
    posix_spawn_file_actions_t actions;
    int failure = posix_spawn_file_actions_init(&actions);

    if (failure)
        return failure;
    failure = posix_spawn_file_actions_adddup2(&actions, end, STDIN_FILENO);
    if (!failure)
        failure = posix_spawn_file_actions_adddup2(&actions, end, STDOUT_FILENO);
    if (!failure)
        failure = posix_spawnp(process, arguments[0], &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

bool hs_rpc_client_io_spawn(hs_rpc_client_io *io, char *const arguments[], hs_error *error)
{
    int ends[2];

    *io = (hs_rpc_client_io){.socket = -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return hs_error_set(error, "cannot make a socket pair: %s", strerror(errno));
    int failure = start(&io->process, ends[1], arguments);
    close(ends[1]);
    io->socket = ends[0];
    if (!failure && !make_nonblocking(io->socket))
        failure = errno;
    if (!failure)
        return true;
    hs_rpc_client_io_finish(io);
    return hs_error_set(error, "cannot start %s: %s", arguments[0], strerror(failure));
}

/* Waits for the process to leave; kills it when it stays. */
static void reap(pid_t process)
{
    int64_t deadline = hs_rpc_client_io_now() + LEAVE_MS;
    const struct timespec nap = {.tv_nsec = 2000000};

    while (waitpid(process, NULL, WNOHANG) == 0) {
        if (hs_rpc_client_io_now() > deadline) {
            kill(process, SIGKILL);
            waitpid(process, NULL, 0);
            return;
        }
        nanosleep(&nap, NULL);
    }
}

void hs_rpc_client_io_finish(hs_rpc_client_io *io)
{
    if (io->socket >= 0)
        close(io->socket);
    if (io->process > 0)
        reap(io->process);
    hs_buffer_finish(&io->unsent);
    *io = (hs_rpc_client_io){.socket = -1};
}

static bool is_temporary(int code)
{
    return code == EAGAIN || code == EWOULDBLOCK || code == EINTR;
}

static bool write_some(hs_rpc_client_io *io)
{
    ssize_t sent = send(io->socket, io->unsent.bytes, io->unsent.length, MSG_NOSIGNAL);

    if (sent < 0)
        return is_temporary(errno);
    hs_buffer_consume(&io->unsent, (size_t)sent);
    return true;
}

static bool read_some(hs_rpc_client_io *io, char *bytes, size_t capacity, size_t *length)
{
    ssize_t got = recv(io->socket, bytes, capacity, 0);

    if (got < 0)
        return is_temporary(errno);
    *length = (size_t)got;
    return got > 0;
}

static int poll_timeout(int64_t deadline_ms)
{
    int64_t left = deadline_ms - hs_rpc_client_io_now();

    if (deadline_ms == INT64_MAX)
        return -1;
    return left <= 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

hs_rpc_client_io_status hs_rpc_client_io_step(hs_rpc_client_io *io, int64_t deadline_ms,
                                              char *bytes, size_t capacity, size_t *length)
{
    size_t unsent = io->unsent.length;
    struct pollfd wait = {.fd = io->socket, .events = unsent > 0 ? POLLIN | POLLOUT : POLLIN};

    *length = 0;
    int ready = poll(&wait, 1, poll_timeout(deadline_ms));
    if (ready < 0 && errno != EINTR)
        return HS_RPC_CLIENT_IO_CLOSED;
    if (ready <= 0)
        return hs_rpc_client_io_now() >= deadline_ms ? HS_RPC_CLIENT_IO_TIMEOUT
                                                     : HS_RPC_CLIENT_IO_DONE;
    /* Read first: a server that hangs up may have said why before. */
    if ((wait.revents & (POLLIN | POLLHUP | POLLERR)) && !read_some(io, bytes, capacity, length))
        return HS_RPC_CLIENT_IO_CLOSED;
    if ((wait.revents & POLLOUT) && !write_some(io) && *length == 0)
        return HS_RPC_CLIENT_IO_CLOSED;
    return HS_RPC_CLIENT_IO_DONE;
}
