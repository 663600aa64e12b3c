/* Jobs of the features on a pool of threads, shared fairly: libuv's, and the warm worker, which has
 * the first turn.
 *
 * The pool has two threads a core, and one client's jobs run on half of them at most: it can keep
 * all cores busy, and the next client still finds a thread. When a thread is free, the client with
 * the fewest jobs running comes first; among its jobs, and among equals, the oldest. Loop thread
 * only, but for what the jobs do.
 */
#pragma once

#include "features/host.h"
#include "server/warm_worker.h"

typedef struct hs_job_work hs_job_work;

typedef struct hs_job_pool {
    size_t threads;
    size_t per_session;
    hs_warm_worker warm;  /* one of the threads */
    size_t running;       /* handed to a thread, not done */
    size_t count;         /* submitted, not done */
    hs_job_work *waiting; /* oldest first */
    hs_job_work *started; /* in no order */
} hs_job_pool;

/* Before anything uses libuv's pool, whose size it sets. */
void hs_job_pool_init(hs_job_pool *pool, uv_loop_t *loop);

/* Runs the job on a worker, unless it is cancelled before its turn; then `done` on the loop. */
void hs_job_submit(hs_session *session, hs_job *job);

/* From the job's `run`: see hs_host. */
void hs_job_announce_end(const hs_job *job);

/* The session is going: its jobs, which the features have cancelled, need no turn any more. */
void hs_job_release(hs_session *session);
