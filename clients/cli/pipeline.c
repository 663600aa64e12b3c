/* Keeps a window of requests on their way and hands the answers back in order. What a request asks
 * is left to the command.
 */
#include "cli/pipeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "cli/connection.h"

enum {
    TURNS_PER_JOB = 4,     /* answers that may wait for an earlier one, for each job */
    SILENT_SECONDS = 1,    /* before progress is shown */
    MOST_DEFAULT_JOBS = 16 /* without --jobs */
};

typedef struct hs_pipeline_window {
    const hs_pipeline *pipeline;
    hs_rpc_client_reply *replies; /* a ring: slot index % capacity; id 0 = not sent */
    bool *here;                   /* the reply has come, or never will */
    size_t capacity;
    size_t sent, delivered; /* documents before these are sent, delivered */
    size_t waiting;         /* for a reply */
    struct timespec started;
    bool shows_progress;
} hs_pipeline_window;

static void clear_progress(const hs_pipeline_window *window)
{
    if (window->shows_progress)
        fputs("\r\033[K", stderr);
}

static void show_progress(hs_pipeline_window *window)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (!isatty(STDERR_FILENO) || now.tv_sec - window->started.tv_sec <= SILENT_SECONDS)
        return;
    window->shows_progress = true;
    fprintf(stderr, "\r\033[K%zu of %zu documents", window->delivered, window->pipeline->count);
}

static bool send_one(hs_pipeline_window *window, hs_error *error)
{
    size_t slot = window->sent % window->capacity;
    json_int_t id = window->pipeline->send(window->sent, window->pipeline->data, error);
    if (id < 0)
        return false;
    window->replies[slot] = (hs_rpc_client_reply){.id = id};
    window->here[slot] = id == 0;
    window->waiting += id > 0;
    window->sent++;
    return true;
}

static void deliver(hs_pipeline_window *window)
{
    while (window->delivered < window->sent && window->here[window->delivered % window->capacity]) {
        size_t index = window->delivered++;
        hs_rpc_client_reply *reply = &window->replies[index % window->capacity];
        if (reply->id > 0) {
            clear_progress(window);
            window->pipeline->answered(index, reply, window->pipeline->data);
            hs_rpc_client_reply_finish(reply);
        }
    }
}

/* Waits for one reply and puts it where it belongs. */
static bool receive_one(hs_pipeline_window *window, hs_error *error)
{
    hs_rpc_client_reply reply;
    if (!hs_rpc_client_receive(window->pipeline->client, HS_CONNECTION_ANSWER_MS, &reply, error))
        return false;
    for (size_t i = window->delivered; i < window->sent; i++) {
        size_t slot = i % window->capacity;
        if (!window->here[slot] && window->replies[slot].id == reply.id) {
            window->replies[slot] = reply;
            window->here[slot] = true;
            window->waiting--;
            return true;
        }
    }
    hs_rpc_client_reply_finish(&reply);
    return hs_error_set(error, "the daemon answered what was not asked");
}

static bool run(hs_pipeline_window *window, hs_error *error)
{
    const hs_pipeline *pipeline = window->pipeline;
    while (window->delivered < pipeline->count) {
        if (window->sent < pipeline->count && window->waiting < pipeline->jobs &&
            window->sent - window->delivered < window->capacity) {
            if (!send_one(window, error))
                return false;
        } else if (!receive_one(window, error)) {
            return false;
        }
        deliver(window);
        show_progress(window);
    }
    return true;
}

bool hs_pipeline_run(const hs_pipeline *pipeline, hs_error *error)
{
    hs_pipeline_window window = {.pipeline = pipeline, .capacity = pipeline->jobs * TURNS_PER_JOB};
    clock_gettime(CLOCK_MONOTONIC, &window.started);
    window.replies = hs_alloc_zeroed(window.capacity, sizeof *window.replies);
    window.here = hs_alloc_zeroed(window.capacity, sizeof *window.here);
    hs_error cause;
    bool fine = run(&window, &cause);
    clear_progress(&window);
    if (!fine && window.delivered > 0)
        hs_error_set(error, "%s; only the first %zu of %zu are done", cause.text, window.delivered,
                     pipeline->count);
    else if (!fine)
        hs_error_set(error, "%s", cause.text);
    for (size_t i = 0; i < window.capacity; i++)
        hs_rpc_client_reply_finish(&window.replies[i]);
    free(window.replies);
    free(window.here);
    return fine;
}

size_t hs_pipeline_jobs(const hs_options *options)
{
    if (hs_options_has(options, HS_OPTION_JOBS))
        return (size_t)atol(hs_options_value(options, HS_OPTION_JOBS));
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 1                   ? 1
           : processors > MOST_DEFAULT_JOBS ? MOST_DEFAULT_JOBS
                                            : (size_t)processors;
}
