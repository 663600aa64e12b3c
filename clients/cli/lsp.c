/* hearsay lsp: an editor's language server on standard input and output. Bytes pass unread between
 * the editor and the running daemon; where none runs, one is started, which stays for the next
 * editor.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/connection.h"
#include "cli/start.h"

enum { PIECE_BYTES = 64 * 1024 };

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
    int daemon = hs_start_open(options, &error);
    if (daemon < 0) {
        fprintf(stderr, "hearsay: %s\n", error.text);
        return HS_EXIT_FAILURE;
    }
    bridge(daemon);
    close(daemon);
    return HS_EXIT_FINE;
}
