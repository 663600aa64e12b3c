/* The helper's thread, started by the first offer. It is detached and holds nothing but the work in
 * hand, so that a program may end without it.
 */
#include "annotate/helper.h"

#include <pthread.h>
#include <unistd.h>

enum { SPINS = 20000 }; /* looks at work that is about to be done: waking up costs as much */

static pthread_once_t started = PTHREAD_ONCE_INIT;
static bool running;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t offered_changed = PTHREAD_COND_INITIALIZER;
static pthread_cond_t done_changed = PTHREAD_COND_INITIALIZER;
static hs_helper_work *offered; /* not begun; under the mutex, */
static bool busy;               /* like this */

static void *help(void *unused)
{
    (void)unused;
    pthread_mutex_lock(&mutex);
    for (;;) {
        while (!offered)
            pthread_cond_wait(&offered_changed, &mutex);
        hs_helper_work *work = offered;
        offered = NULL;
        busy = true;
        pthread_mutex_unlock(&mutex);
        work->run(work);
        pthread_mutex_lock(&mutex);
        busy = false;
        atomic_store_explicit(&work->done, true, memory_order_release); /* may be gone from here */
        pthread_cond_broadcast(&done_changed);
    }
    return NULL;
}

static void start(void)
{
    pthread_t thread;
    if (sysconf(_SC_NPROCESSORS_ONLN) < 2 || pthread_create(&thread, NULL, help, NULL) != 0)
        return;
    pthread_detach(thread);
    running = true;
}

bool hs_helper_offer(hs_helper_work *work)
{
    pthread_once(&started, start);
    if (!running)
        return false;
    pthread_mutex_lock(&mutex);
    bool free_hands = !busy && !offered;
    if (free_hands)
        offered = work;
    pthread_mutex_unlock(&mutex);
    if (free_hands)
        pthread_cond_signal(&offered_changed);
    return free_hands;
}

static bool is_done(const hs_helper_work *work)
{
    return atomic_load_explicit(&work->done, memory_order_acquire);
}

bool hs_helper_take_back(hs_helper_work *work)
{
    pthread_mutex_lock(&mutex);
    bool begun = offered != work;
    if (!begun)
        offered = NULL;
    pthread_mutex_unlock(&mutex);
    if (!begun)
        return false;
    for (int i = 0; i < SPINS && !is_done(work); i++)
        atomic_signal_fence(memory_order_seq_cst);
    if (is_done(work))
        return true;
    pthread_mutex_lock(&mutex);
    while (!is_done(work))
        pthread_cond_wait(&done_changed, &mutex);
    pthread_mutex_unlock(&mutex);
    return true;
}
