/* Jobs that may wait for a disk or a database server, on threads of their own.
 *
 * libuv's pool belongs to keystrokes: a job that waits for a lock, or for a server that is gone,
 * must not take a thread from them. Two lanes: questions (verification, search), several at once;
 * and lasting jobs (imports), one after the other. Threads start with the first job of their lane.
 * Loop thread only, but for what the jobs do.
 */
#pragma once

#include <stdbool.h>
#include <uv.h>

#include "features/host.h"

typedef struct hs_server hs_server;
typedef struct hs_slow_work hs_slow_work;

typedef enum hs_slow_lane_id {
    HS_LANE_QUESTIONS,
    HS_LANE_LASTING,
    HS_LANE_COUNT,
} hs_slow_lane_id;

#define HS_SLOW_THREADS_MOST 2

typedef struct hs_slow_lane {
    struct hs_slow_jobs *jobs;
    hs_slow_work *waiting; /* oldest first */
    uv_thread_t threads[HS_SLOW_THREADS_MOST];
    size_t thread_count, threads_most;
    uv_cond_t wake;
} hs_slow_lane;

typedef struct hs_slow_jobs {
    hs_server *server;
    uv_mutex_t mutex;      /* guards the lists and `ending` */
    hs_slow_work *ended;   /* run, not yet done */
    hs_slow_work *ticking; /* under way with a tick; loop thread only */
    bool ending;
    hs_slow_lane lanes[HS_LANE_COUNT];
    uv_async_t signal; /* a job has ended */
    uv_timer_t tick;   /* on while a job wants its ticks */
} hs_slow_jobs;

void hs_slow_jobs_init(hs_slow_jobs *jobs, hs_server *server);

/* Runs the job on its lane, unless it is cancelled before its turn; then `done` on the loop. */
void hs_slow_job_submit(hs_slow_jobs *jobs, hs_job *job);

/* Ends the threads and closes the handles; no job is left. */
void hs_slow_jobs_close(hs_slow_jobs *jobs);

/* After the loop has run dry. */
void hs_slow_jobs_finish(hs_slow_jobs *jobs);
