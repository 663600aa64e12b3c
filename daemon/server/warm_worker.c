/* One place for work, one thread, which starts with the first work, and one signal back. */
#include "server/warm_worker.h"

#include "base/spin.h"

#define LOOK_NS 300000u /* of the loop's thread, at work that is about to end */

static void *take(hs_warm_worker *worker)
{
    uv_mutex_lock(&worker->mutex);
    while (!worker->given && !worker->ending)
        uv_cond_wait(&worker->wake, &worker->mutex);
    void *work = worker->given;
    worker->given = NULL;
    uv_mutex_unlock(&worker->mutex);
    return work;
}

static void work_on(void *argument)
{
    hs_warm_worker *worker = argument;
    void *work;
    while ((work = take(worker))) {
        worker->run(work);
        uv_mutex_lock(&worker->mutex);
        worker->ended = work;
        worker->announced = false;
        bool seen = worker->looked_for;
        uv_mutex_unlock(&worker->mutex);
        if (!seen)
            uv_async_send(&worker->signal);
    }
}

void hs_warm_worker_announce(hs_warm_worker *worker)
{
    if (worker->alone)
        return;
    uv_mutex_lock(&worker->mutex);
    worker->announced = true;
    uv_mutex_unlock(&worker->mutex);
    uv_async_send(&worker->signal);
}

/* Looks for a while where the end is announced. */
static void *take_ended(hs_warm_worker *worker)
{
    uv_mutex_lock(&worker->mutex);
    worker->looked_for = !worker->ended && worker->announced;
    bool looks = worker->looked_for;
    uv_mutex_unlock(&worker->mutex);
    hs_spin spin = {0};
    while (looks && !worker->ended && hs_spin_goes_on(&spin, LOOK_NS))
        ;
    uv_mutex_lock(&worker->mutex);
    void *work = worker->ended;
    worker->ended = NULL;
    worker->looked_for = false;
    uv_mutex_unlock(&worker->mutex);
    return work;
}

static void on_signal(uv_async_t *signal)
{
    hs_warm_worker *worker = signal->data;
    void *work = take_ended(worker);
    if (!work)
        return;
    worker->busy = false;
    worker->done(work);
}

void hs_warm_worker_init(hs_warm_worker *worker, uv_loop_t *loop, void (*run)(void *work),
                         void (*done)(void *work))
{
    *worker = (hs_warm_worker){.run = run, .done = done, .alone = uv_available_parallelism() < 2};
    uv_mutex_init(&worker->mutex);
    uv_cond_init(&worker->wake);
    uv_async_init(loop, &worker->signal, on_signal);
    worker->signal.data = worker;
}

bool hs_warm_worker_give(hs_warm_worker *worker, void *work)
{
    if (worker->busy)
        return false;
    worker->started = worker->started || uv_thread_create(&worker->thread, work_on, worker) == 0;
    if (!worker->started)
        return false;
    worker->busy = true;
    uv_mutex_lock(&worker->mutex);
    worker->given = work;
    uv_mutex_unlock(&worker->mutex);
    uv_cond_signal(&worker->wake);
    return true;
}

static void on_closed(uv_handle_t *handle)
{
    (void)handle;
}

void hs_warm_worker_close(hs_warm_worker *worker)
{
    uv_mutex_lock(&worker->mutex);
    worker->ending = true;
    uv_mutex_unlock(&worker->mutex);
    uv_cond_signal(&worker->wake);
    if (worker->started)
        uv_thread_join(&worker->thread);
    uv_close((uv_handle_t *)&worker->signal, on_closed);
}

void hs_warm_worker_finish(hs_warm_worker *worker)
{
    uv_cond_destroy(&worker->wake);
    uv_mutex_destroy(&worker->mutex);
}
