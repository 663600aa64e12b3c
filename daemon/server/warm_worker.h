/* The worker that gets a job before libuv's pool does.
 *
 * libuv's threads take turns, so that with edits one after the other each would find its own stack,
 * its part of the heap and the processor's caches cold. This one gets every job that comes while it
 * has none: keystroke after keystroke is worked on where the last one was. Loop thread only, but
 * for `run` and what it calls.
 */
#pragma once

#include <stdbool.h>
#include <uv.h>

typedef struct hs_warm_worker {
    uv_thread_t thread;
    bool started;
    bool alone; /* on one core with the loop's thread: neither looks out for the other */
    bool busy;  /* from give to `done` */
    void (*run)(void *work);
    void (*done)(void *work);
    uv_mutex_t mutex; /* guards what follows */
    uv_cond_t wake;
    void *given;           /* not begun, or NULL */
    _Atomic(void *) ended; /* run and not told of, or NULL */
    bool announced;        /* what runs is about to end */
    bool looked_for;       /* the loop's thread is looking at `ended` */
    bool ending;
    uv_async_t signal; /* it has ended */
} hs_warm_worker;

/* `run` is called on the worker, then `done` on the loop's thread. */
void hs_warm_worker_init(hs_warm_worker *worker, uv_loop_t *loop, void (*run)(void *work),
                         void (*done)(void *work));

/* Has the work done, unless the worker has some already or there is no thread for it: false. */
bool hs_warm_worker_give(hs_warm_worker *worker, void *work);

/* For `run`, a tenth of a millisecond before it ends: the loop's thread gets up meanwhile, which
 * takes as long, and looks out for the end. */
void hs_warm_worker_announce(hs_warm_worker *worker);

/* Ends the thread and closes the handle; there is no work left. */
void hs_warm_worker_close(hs_warm_worker *worker);

/* After the loop has run dry. */
void hs_warm_worker_finish(hs_warm_worker *worker);
