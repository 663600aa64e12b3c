/* The helper's thread, started by the first offer. It is detached and holds nothing but the work in
 * hand, so that a program may end without it.
 */
#include "annotate/helper.h"

#include <pthread.h>
#ifdef __linux__
#include <sched.h>
#endif
#include <unistd.h>

#include "base/spin.h"

#define LOOK_NS 3000000u /* at what is about to come */

static pthread_once_t started = PTHREAD_ONCE_INIT;
static bool running;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t helper_changed = PTHREAD_COND_INITIALIZER; /* for the helper */
static pthread_cond_t done_changed = PTHREAD_COND_INITIALIZER;   /* for those who take back */
static _Atomic(hs_helper_work *) offered; /* not begun; changes under the mutex, */
static bool busy;                         /* like this, */
static bool waiting;                      /* this: in hs_helper_await, */
static pthread_t offerer;                 /* and whose work it is at */

/* Under the mutex, which it leaves meanwhile. */
static void run_offered(void)
{
    hs_helper_work *work = offered;
    offered = NULL;
    pthread_mutex_unlock(&mutex);
    work->run(work);
    pthread_mutex_lock(&mutex);
    atomic_store_explicit(&work->done, true, memory_order_release); /* may be gone from here */
    pthread_cond_broadcast(&done_changed);
}

static void *help(void *unused)
{
    (void)unused;
    pthread_mutex_lock(&mutex);
    for (;;) {
        while (!offered)
            pthread_cond_wait(&helper_changed, &mutex);
        busy = true;
        run_offered();
        busy = false;
    }
    return NULL;
}

/* Whether the process may use more than one core: looking at each other on one helps nobody. */
static bool several_cores(void)
{
#ifdef __linux__
    cpu_set_t cores;
    if (sched_getaffinity(0, sizeof cores, &cores) == 0)
        return CPU_COUNT(&cores) > 1;
#endif
    return sysconf(_SC_NPROCESSORS_ONLN) > 1;
}

static void start(void)
{
    pthread_t thread;
    if (!several_cores() || pthread_create(&thread, NULL, help, NULL) != 0)
        return;
    pthread_detach(thread);
    running = true;
}

static bool offer(hs_helper_work *work, bool aside)
{
    pthread_mutex_lock(&mutex);
    bool free_hands =
        !offered && (aside ? waiting && pthread_equal(offerer, pthread_self()) : !busy);
    if (free_hands) {
        offered = work;
        offerer = pthread_self();
    }
    pthread_mutex_unlock(&mutex);
    if (free_hands)
        pthread_cond_signal(&helper_changed);
    return free_hands;
}

bool hs_helper_available(void)
{
    pthread_once(&started, start);
    return running;
}

bool hs_helper_offer(hs_helper_work *work)
{
    return hs_helper_available() && offer(work, false);
}

bool hs_helper_offer_aside(hs_helper_work *work)
{
    return offer(work, true);
}

static bool is_set(const atomic_bool *flag)
{
    return atomic_load_explicit(flag, memory_order_acquire);
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
    hs_spin spin = {0};
    while (!is_set(&work->done) && hs_spin_goes_on(&spin, LOOK_NS))
        ;
    if (is_set(&work->done))
        return true;
    pthread_mutex_lock(&mutex);
    while (!is_set(&work->done))
        pthread_cond_wait(&done_changed, &mutex);
    pthread_mutex_unlock(&mutex);
    return true;
}

void hs_helper_await(const atomic_bool *flag)
{
    pthread_mutex_lock(&mutex);
    waiting = true;
    while (!is_set(flag)) {
        pthread_mutex_unlock(&mutex);
        hs_spin spin = {0};
        while (!is_set(flag) && !offered && hs_spin_goes_on(&spin, LOOK_NS))
            ;
        pthread_mutex_lock(&mutex);
        if (offered)
            run_offered();
        else if (!is_set(flag))
            pthread_cond_wait(&helper_changed, &mutex);
    }
    waiting = false;
    pthread_mutex_unlock(&mutex);
}

void hs_helper_tell(atomic_bool *flag)
{
    pthread_mutex_lock(&mutex);
    atomic_store_explicit(flag, true, memory_order_release);
    pthread_mutex_unlock(&mutex);
    pthread_cond_signal(&helper_changed);
}
