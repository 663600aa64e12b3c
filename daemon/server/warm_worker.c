/* One place for work, one thread, which starts with the first work, and one signal back. */
#include "server/warm_worker.h"

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
        uv_mutex_unlock(&worker->mutex);
        uv_async_send(&worker->signal);
    }
}

static void on_signal(uv_async_t *signal)
{
    hs_warm_worker *worker = signal->data;
    uv_mutex_lock(&worker->mutex);
    void *work = worker->ended;
    worker->ended = NULL;
    uv_mutex_unlock(&worker->mutex);
    if (!work)
        return;
    worker->busy = false;
    worker->done(work);
}

void hs_warm_worker_init(hs_warm_worker *worker, uv_loop_t *loop, void (*run)(void *work),
                         void (*done)(void *work))
{
    *worker = (hs_warm_worker){.run = run, .done = done};
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
