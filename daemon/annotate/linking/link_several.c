/* Both take the next chapter that nobody has taken. */
#include "annotate/linking/link_several.h"

typedef struct queue {
    hs_helper_work work; /* first */
    hs_link_task *tasks;
    size_t count;
    atomic_size_t next;
    const atomic_bool *cancel;
} queue;

static bool cancelled(const queue *left)
{
    return left->cancel && atomic_load_explicit(left->cancel, memory_order_relaxed);
}

static void link_next(hs_helper_work *work)
{
    queue *left = (queue *)work;
    size_t at;
    while (!cancelled(left) &&
           (at = atomic_fetch_add_explicit(&left->next, 1, memory_order_relaxed)) < left->count) {
        hs_link_task *task = &left->tasks[at];
        if (!task->ahead)
            *task->result = hs_link(task->blocks, task->findings, &task->around, left->cancel);
    }
}

static hs_link_task *find_begun(hs_link_task *tasks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (tasks[i].ahead)
            return &tasks[i];
    return NULL;
}

void hs_link_several(hs_link_task *tasks, size_t count, const atomic_bool *cancel)
{
    queue left = {
        .work = {.run = link_next}, .tasks = tasks, .count = count, .next = 0, .cancel = cancel};
    hs_link_task *begun = find_begun(tasks, count);
    size_t open = count - (begun != NULL);
    bool added = open > 0 && begun && hs_link_ahead_add(begun->ahead, &left.work);
    bool offered = open > 1 && !added && hs_helper_offer(&left.work);
    link_next(&left.work);
    if (begun)
        *begun->result = hs_link_ahead_finish(begun->ahead);
    if (offered)
        hs_helper_take_back(&left.work);
}
