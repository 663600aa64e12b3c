/* Starts a daemon and waits until it listens. Which program that is, connection.c says. */
#include "cli/start.h"

#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/connection.h"

enum {
    TRY_MS = 20,
    START_TRIES = 500, /* for a daemon to listen */
    ENDED_TRIES = 50,  /* for another's, when ours has ended */
};

/* A daemon that was started for a client goes when none came for an hour. */
#define IDLE_TIMEOUT "--idle-timeout=3600"

extern char **environ;

/* Starts a daemon of its own session, so that it outlives the client. Its standard error is not
 * the client's: an editor may wait for that to be closed. */
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
static int await_daemon(const hs_options *options, pid_t process, const char *program,
                        const char *socket_path, hs_error *error)
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
    hs_buffer command = {0};
    hs_connection_daemon_command(options, program, &command);
    hs_error_set(error, "%s %s; to see why, run: %s", program,
                 ended ? "ended at once" : "was started but does not listen", command.bytes);
    hs_buffer_finish(&command);
    return -1;
}

int hs_start_open(const hs_options *options, hs_error *error)
{
    hs_buffer socket_path = {0}, program = {0};
    pid_t process;
    hs_error cause;
    bool running_only = strcmp(hs_options_value(options, HS_OPTION_DAEMON), "always") == 0;
    hs_connection_socket(options, &socket_path);
    int daemon = hs_rpc_client_open_socket(socket_path.bytes, &cause);
    if (daemon < 0 && running_only) {
        hs_connection_no_daemon(options, &cause, error);
    } else if (daemon < 0) {
        hs_connection_daemon_program(&program);
        if (start_daemon(options, program.bytes, &process, error))
            daemon = await_daemon(options, process, program.bytes, socket_path.bytes, error);
    }
    hs_buffer_finish(&socket_path);
    hs_buffer_finish(&program);
    return daemon;
}
