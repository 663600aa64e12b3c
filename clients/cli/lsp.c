/* hearsay lsp: an editor's language server on standard input and output. Bytes pass unread between
 * the editor and the running daemon; where none runs, one is started, which stays for the next
 * editor.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/connection.h"

enum {
    TRY_MS = 20,
    START_TRIES = 500, /* for a daemon to listen */
    ENDED_TRIES = 50,  /* for another's, when ours has ended */
    PIECE_BYTES = 64 * 1024,
};

/* A daemon that was started for an editor goes when none came for an hour. */
#define IDLE_TIMEOUT "--idle-timeout=3600"

extern char **environ;

/* Passes one piece on; false at the end of what comes, or when the other side takes no more. */
static bool pass(int from, int to)
{
    static char piece[PIECE_BYTES];
    ssize_t got = read(from, piece, sizeof piece);
    if (got < 0)
        return errno == EINTR || errno == EAGAIN;
    return got > 0 && hs_file_write_all(to, piece, (size_t)got);
}

/* Until the daemon hangs up. The editor's end of input is passed on, so that what it asked last is
 * still answered. */
static void bridge(int daemon)
{
    struct pollfd ends[] = {{.fd = daemon, .events = POLLIN},
                            {.fd = STDIN_FILENO, .events = POLLIN}};
    for (;;) {
        if (poll(ends, HS_COUNT(ends), -1) < 0 && errno != EINTR)
            return;
        if (ends[0].revents && !pass(daemon, STDOUT_FILENO))
            return;
        if (ends[1].revents && !pass(STDIN_FILENO, daemon)) {
            shutdown(daemon, SHUT_WR);
            ends[1].fd = -1;
            ends[1].revents = 0;
        }
    }
}

/* Starts a daemon of its own session, so that it outlives the editor. Its standard error is not
 * the editor's: an editor may wait for that to be closed. */
static bool start_daemon(const hs_options *options, const char *program, pid_t *process,
                         hs_error *error)
{
    hs_buffer option = {0};
    char *arguments[] = {(char *)program, IDLE_TIMEOUT, NULL, NULL};
    if (hs_options_has(options, HS_OPTION_SOCKET)) {
        hs_buffer_printf(&option, "--socket=%s", hs_options_value(options, HS_OPTION_SOCKET));
        arguments[2] = option.bytes;
    }
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_RDWR, 0);
    int failure = posix_spawnp(process, program, &actions, &attributes, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    hs_buffer_finish(&option);
    return failure == 0 || hs_error_set(error, "cannot start %s: %s; name it in $HEARSAYD", program,
                                        strerror(failure));
}

/* The daemon's socket, once it listens. A daemon that ends at once may have met another that was
 * faster: that one is waited for, but not long. */
static int await_daemon(pid_t process, const char *program, const char *socket_path,
                        hs_error *error)
{
    const struct timespec nap = {.tv_nsec = TRY_MS * 1000000L};
    bool ended = false;
    for (int tries = START_TRIES; tries > 0; tries--) {
        int daemon = hs_rpc_client_open_socket(socket_path, NULL);
        if (daemon >= 0)
            return daemon;
        if (!ended && waitpid(process, NULL, WNOHANG) == process) {
            ended = true;
            tries = tries < ENDED_TRIES ? tries : ENDED_TRIES;
        }
        nanosleep(&nap, NULL);
    }
    hs_error_set(error, "%s %s; run it by hand to see why", program,
                 ended ? "ended at once" : "was started but does not listen");
    return -1;
}

static int open_daemon(const hs_options *options, const char *socket_path, hs_error *error)
{
    int daemon = hs_rpc_client_open_socket(socket_path, error);
    if (daemon >= 0 || strcmp(hs_options_value(options, HS_OPTION_DAEMON), "always") == 0)
        return daemon;
    hs_buffer program = {0};
    pid_t process;
    hs_connection_daemon_program(&program);
    if (start_daemon(options, program.bytes, &process, error))
        daemon = await_daemon(process, program.bytes, socket_path, error);
    hs_buffer_finish(&program);
    return daemon;
}

/* Becomes the private daemon: the editor then speaks to it with nobody between. */
static hs_exit become_private_daemon(void)
{
    hs_buffer program = {0};
    hs_connection_daemon_program(&program);
    char *const arguments[] = {program.bytes, "--stdio", NULL};
    execvp(program.bytes, arguments);
    fprintf(stderr, "hearsay: cannot start %s: %s; name it in $HEARSAYD\n", program.bytes,
            strerror(errno));
    hs_buffer_finish(&program);
    return HS_EXIT_FAILURE;
}

hs_exit hs_lsp_run(const hs_options *options, const char *const *arguments, size_t count)
{
    (void)arguments;
    (void)count;
    if (strcmp(hs_options_value(options, HS_OPTION_DAEMON), "never") == 0)
        return become_private_daemon();
    hs_error error;
    hs_buffer socket_path = {0};
    hs_connection_socket(options, &socket_path);
    int daemon = open_daemon(options, socket_path.bytes, &error);
    hs_buffer_finish(&socket_path);
    if (daemon < 0) {
        fprintf(stderr, "hearsay: %s\n", error.text);
        return HS_EXIT_FAILURE;
    }
    bridge(daemon);
    close(daemon);
    return HS_EXIT_FINE;
}
