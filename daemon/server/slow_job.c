/* A queue a lane, its threads, and one signal back to the loop. */
#include "server/slow_job.h"

#include <stdlib.h>

#include "server/server_private.h"

enum { TICK_MS = 200 };

struct hs_slow_work {
    hs_job *job;
    hs_slow_work *next;    /* in its queue */
    hs_slow_work *ticking; /* in the list of those with a tick */
};

static void append(hs_slow_work **list, hs_slow_work *work)
{
    while (*list)
        list = &(*list)->next;
    work->next = NULL;
    *list = work;
}

/* ---------------------------------------------------------------- the threads */

static hs_slow_work *take(hs_slow_lane *lane)
{
    hs_slow_jobs *jobs = lane->jobs;
    hs_slow_work *work;
    uv_mutex_lock(&jobs->mutex);
    while (!lane->waiting && !jobs->ending)
        uv_cond_wait(&lane->wake, &jobs->mutex);
    work = lane->waiting;
    if (work)
        lane->waiting = work->next;
    uv_mutex_unlock(&jobs->mutex);
    return work;
}

static void run_lane(void *argument)
{
    hs_slow_lane *lane = argument;
    hs_slow_jobs *jobs = lane->jobs;
    hs_slow_work *work;
    while ((work = take(lane))) {
        if (!atomic_load(&work->job->cancel))
            work->job->run(work->job);
        uv_mutex_lock(&jobs->mutex);
        append(&jobs->ended, work);
        uv_mutex_unlock(&jobs->mutex);
        uv_async_send(&jobs->signal);
    }
}

/* ---------------------------------------------------------------- the loop */

static void stop_ticking(hs_slow_jobs *jobs, hs_slow_work *work)
{
    hs_slow_work **at = &jobs->ticking;
    while (*at && *at != work)
        at = &(*at)->ticking;
    if (*at)
        *at = work->ticking;
    if (!jobs->ticking)
        uv_timer_stop(&jobs->tick);
}

static void on_signal(uv_async_t *signal)
{
    hs_slow_jobs *jobs = signal->data;
    uv_mutex_lock(&jobs->mutex);
    hs_slow_work *ended = jobs->ended;
    jobs->ended = NULL;
    uv_mutex_unlock(&jobs->mutex);
    while (ended) {
        hs_slow_work *work = ended;
        hs_job *job = work->job;
        ended = work->next;
        stop_ticking(jobs, work);
        free(work);
        job->server_data = NULL;
        job->done(job);
        jobs->server->jobs.count--;
    }
}

static void on_tick(uv_timer_t *timer)
{
    hs_slow_jobs *jobs = timer->data;
    for (hs_slow_work *work = jobs->ticking; work; work = work->ticking)
        work->job->tick(work->job);
}

void hs_slow_jobs_init(hs_slow_jobs *jobs, hs_server *server)
{
    *jobs = (hs_slow_jobs){.server = server};
    uv_mutex_init(&jobs->mutex);
    for (size_t i = 0; i < HS_LANE_COUNT; i++) {
        jobs->lanes[i].jobs = jobs;
        jobs->lanes[i].threads_most = i == HS_LANE_LASTING ? 1 : HS_SLOW_THREADS_MOST;
        uv_cond_init(&jobs->lanes[i].wake);
    }
    uv_async_init(&server->loop, &jobs->signal, on_signal);
    uv_timer_init(&server->loop, &jobs->tick);
    jobs->signal.data = jobs->tick.data = jobs;
}

void hs_slow_job_submit(hs_slow_jobs *jobs, hs_job *job)
{
    hs_slow_lane *lane = &jobs->lanes[job->lasting ? HS_LANE_LASTING : HS_LANE_QUESTIONS];
    hs_slow_work *work = hs_alloc_zeroed(1, sizeof *work);
    work->job = job;
    job->server_data = work;
    jobs->server->jobs.count++;
    jobs->server->counters.values[HS_COUNTER_jobs]++;
    if (job->tick) {
        work->ticking = jobs->ticking;
        jobs->ticking = work;
        if (!uv_is_active((uv_handle_t *)&jobs->tick))
            uv_timer_start(&jobs->tick, on_tick, TICK_MS, TICK_MS);
    }
    if (lane->thread_count < lane->threads_most &&
        uv_thread_create(&lane->threads[lane->thread_count], run_lane, lane) == 0)
        lane->thread_count++;
    uv_mutex_lock(&jobs->mutex);
    append(&lane->waiting, work);
    uv_cond_signal(&lane->wake);
    uv_mutex_unlock(&jobs->mutex);
}

static void on_closed(uv_handle_t *handle)
{
    (void)handle;
}

void hs_slow_jobs_close(hs_slow_jobs *jobs)
{
    uv_mutex_lock(&jobs->mutex);
    jobs->ending = true;
    for (size_t i = 0; i < HS_LANE_COUNT; i++)
        uv_cond_broadcast(&jobs->lanes[i].wake);
    uv_mutex_unlock(&jobs->mutex);
    for (size_t i = 0; i < HS_LANE_COUNT; i++)
        for (size_t k = 0; k < jobs->lanes[i].thread_count; k++)
            uv_thread_join(&jobs->lanes[i].threads[k]);
    uv_close((uv_handle_t *)&jobs->signal, on_closed);
    uv_close((uv_handle_t *)&jobs->tick, on_closed);
}

void hs_slow_jobs_finish(hs_slow_jobs *jobs)
{
    for (size_t i = 0; i < HS_LANE_COUNT; i++)
        uv_cond_destroy(&jobs->lanes[i].wake);
    uv_mutex_destroy(&jobs->mutex);
}
