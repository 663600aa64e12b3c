/* Hands jobs to the warm worker and to libuv, as many at a time as there are threads, so that the
 * order is ours and not that of libuv's queue. Cancelling is the job's own flag: uv_cancel stops
 * only work that has not begun, and the flag does that as well.
 */
#include "server/job.h"

#include <stdio.h>
#include <stdlib.h>

#include "server/server_private.h"

#define THREADS_MOST 64

struct hs_job_work {
    uv_work_t work; /* first: libuv hands this back */
    hs_server *server;
    hs_session *session; /* NULL once it is gone */
    hs_job *job;
    bool warm;         /* the warm worker has it */
    hs_job_work *next; /* in its list */
};

static void unlink_work(hs_job_work **list, hs_job_work *work)
{
    while (*list != work)
        list = &(*list)->next;
    *list = work->next;
}

static void run_work(void *data)
{
    hs_job *job = ((hs_job_work *)data)->job;

    if (!atomic_load(&job->cancel))
        job->run(job);
}

static void on_run(uv_work_t *work)
{
    run_work(work);
}

static void start_waiting(hs_server *server);

static void end_work(void *data)
{
    hs_job_work *work = data;
    hs_server *server = work->server;
    hs_job *job = work->job;

    unlink_work(&server->jobs.started, work);
    if (work->session)
        work->session->running_jobs--;
    free(work);
    job->server_data = NULL;
    job->done(job);
    server->jobs.running--;
    server->jobs.count--;
    start_waiting(server);
}

static void on_done(uv_work_t *work, int status)
{
    (void)status; /* nothing calls uv_cancel */
    end_work(work);
}

void hs_job_pool_init(hs_job_pool *pool, uv_loop_t *loop)
{
    char threads[16];
    size_t wanted = 2 * (size_t)uv_available_parallelism();

    *pool = (hs_job_pool){.threads = wanted < THREADS_MOST ? wanted : THREADS_MOST};
    pool->per_session = pool->threads / 2;
    snprintf(threads, sizeof threads, "%zu", pool->threads - 1); /* and the warm one */
    setenv("UV_THREADPOOL_SIZE", threads, 1);
    hs_warm_worker_init(&pool->warm, loop, run_work, end_work);
}

static void start(hs_job_work *work)
{
    hs_job_pool *pool = &work->server->jobs;

    unlink_work(&pool->waiting, work);
    work->next = pool->started;
    pool->started = work;
    pool->running++;
    if (work->session)
        work->session->running_jobs++;
    work->warm = true;
    if (hs_warm_worker_give(&pool->warm, work))
        return;
    work->warm = false;
    uv_queue_work(&work->server->loop, &work->work, on_run, on_done);
}

void hs_job_announce_end(const hs_job *job)
{
    const hs_job_work *work = job->server_data;

    if (work->warm)
        hs_warm_worker_announce(&work->server->jobs.warm);
}

/* The job whose turn it is, or NULL. Those of sessions that are gone are cancelled, hence quick. */
static hs_job_work *choose(const hs_job_pool *pool)
{
    hs_job_work *best = NULL;
    size_t fewest = pool->per_session;

    for (hs_job_work *work = pool->waiting; work && fewest > 0; work = work->next) {
        size_t running = work->session ? work->session->running_jobs : 0;
        if (running < fewest) {
            best = work;
            fewest = running;
        }
    }
    return best;
}

static void start_waiting(hs_server *server)
{
    hs_job_work *work;

    while (server->jobs.running < server->jobs.threads && (work = choose(&server->jobs)))
        start(work);
}

void hs_job_submit(hs_session *session, hs_job *job)
{
    hs_server *server = session->server;
    hs_job_work *work = hs_alloc_zeroed(1, sizeof *work);
    hs_job_work **last = &server->jobs.waiting;

    work->server = server;
    work->session = hs_session_is_open(session) ? session : NULL;
    work->job = job;
    job->server_data = work;
    while (*last)
        last = &(*last)->next;
    *last = work;
    server->jobs.count++;
    server->counters.values[HS_COUNTER_jobs]++;
    start_waiting(server);
}

void hs_job_release(hs_session *session)
{
    hs_job_pool *pool = &session->server->jobs;

    for (hs_job_work *work = pool->waiting; work; work = work->next)
        if (work->session == session)
            work->session = NULL;
    for (hs_job_work *work = pool->started; work; work = work->next)
        if (work->session == session)
            work->session = NULL;
    start_waiting(session->server);
}
