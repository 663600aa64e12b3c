/* Opens standard input and output for the loop. A thread copies to or from what cannot be polled:
 * reading from a file, `hearsayd --stdio <requests`, must end like any other input.
 */
#include "server/stdio_session.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "server/server_private.h"

typedef struct copier {
    int from;
    int to;
} copier;

static pthread_t output_thread;
static bool output_thread_runs;

static void *copy(void *data)
{
    copier ends = *(copier *)data;
    char bytes[16 * 1024];
    ssize_t length;

    free(data);
    do {
        length = read(ends.from, bytes, sizeof bytes);
    } while ((length > 0 && hs_file_write_all(ends.to, bytes, (size_t)length)) ||
             (length < 0 && errno == EINTR));
    close(ends.from);
    close(ends.to);
    return NULL;
}

/* Starts the thread that copies one to the other, both of which it then owns. */
static int start_copier(pthread_t *thread, int from, int to)
{
    copier *ends = hs_alloc(sizeof *ends);

    *ends = (copier){from, to};
    int failure = pthread_create(thread, NULL, copy, ends);
    if (failure)
        free(ends);
    return failure;
}

/* A pipe end for the loop, the other end of which a thread serves; -1 with errno on failure. The
 * reader of input is left alone at the end: it may hang in a read that nothing can end. */
static int pump(int descriptor)
{
    int ends[2], failure;
    bool is_input = descriptor == STDIN_FILENO;
    int copied = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    pthread_t thread;

    if (copied < 0 || pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    failure = is_input ? start_copier(&thread, copied, ends[1])
                       : start_copier(&output_thread, ends[0], copied);
    if (failure) {
        errno = failure;
        return -1;
    }
    if (is_input)
        pthread_detach(thread);
    output_thread_runs = output_thread_runs || !is_input;
    return is_input ? ends[0] : ends[1];
}

/* Opens one of the two as a stream; 0 or libuv's error code. */
static int open_stream(uv_loop_t *loop, hs_stream *stream, int descriptor)
{
    int status;

    switch (uv_guess_handle(descriptor)) {
    case UV_TTY:
        return uv_tty_init(loop, &stream->tty, descriptor, 0);
    case UV_TCP:
        uv_tcp_init(loop, &stream->tcp);
        return uv_tcp_open(&stream->tcp, descriptor);
    case UV_NAMED_PIPE:
        break;
    default:
        descriptor = pump(descriptor);
        break;
    }
    uv_pipe_init(loop, &stream->pipe, 0);
    status =
        descriptor < 0 ? uv_translate_sys_error(errno) : uv_pipe_open(&stream->pipe, descriptor);
    return status;
}

bool hs_stdio_open(hs_server *server, hs_error *error)
{
    hs_session *session = hs_session_create(server, HS_TRANSPORT_STDIO);
    int status = open_stream(&server->loop, &session->input, STDIN_FILENO);

    session->output_stream = &session->separate_output.stream;
    session->open_handles = 2;
    int output_status = open_stream(&server->loop, &session->separate_output, STDOUT_FILENO);
    server->counters.values[HS_COUNTER_clientsAccepted]++;
    hs_session_start(session);
    if (status == 0 && output_status == 0)
        return true;
    return hs_error_set(error, "standard %s: %s", status ? "input" : "output",
                        uv_strerror(status ? status : output_status));
}

void hs_stdio_finish(void)
{
    if (output_thread_runs)
        pthread_join(output_thread, NULL);
    output_thread_runs = false;
}
