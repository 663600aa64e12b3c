/* Blocks that are in no whole run of the old list gather until one comes that is shared. */
#include "text/block_runs.h"

#include <stdlib.h>
#include <string.h>

enum {
    RUN_LEAST = 16, /* shorter ones are joined to what stands loose beside them, …  */
    RUN_MOST = 64,  /* … of which runs of at most this length are made */
};

static void add_run(hs_block_runs *runs, hs_block *const *blocks, size_t count)
{
    hs_block_run *run = hs_alloc(sizeof *run + count * sizeof *blocks);
    atomic_init(&run->references, 1);
    run->count = (uint32_t)count;
    memcpy(run->blocks, blocks, count * sizeof *blocks);
    *hs_array_push(&runs->runs) = run;
}

/* Makes runs of what is loose, all about as long. */
static void gather(hs_block_runs *runs)
{
    size_t count = runs->loose.count, parts = (count + RUN_MOST - 1) / RUN_MOST;
    for (size_t i = 0; i < parts; i++) {
        size_t from = i * count / parts, to = (i + 1) * count / parts;
        add_run(runs, runs->loose.items + from, to - from);
    }
    hs_array_clear(&runs->loose);
}

void hs_block_runs_add_take(hs_block_runs *runs, hs_block *block)
{
    *hs_array_push(&runs->loose) = block;
}

static void share(hs_block_runs *runs, hs_block_run *run)
{
    gather(runs);
    atomic_fetch_add_explicit(&run->references, 1, memory_order_relaxed);
    *hs_array_push(&runs->runs) = run;
}

/* Of the old run in hand the blocks [from, to), counted from its first. */
static void add_some(hs_block_runs *runs, hs_block_run *run, size_t from, size_t to)
{
    if (to - from == run->count && run->count >= RUN_LEAST) {
        share(runs, run);
        return;
    }
    for (size_t i = from; i < to; i++)
        hs_block_runs_add_take(runs, hs_block_ref(run->blocks[i]));
}

void hs_block_runs_add_old(hs_block_runs *runs, size_t from, size_t to)
{
    while (from < to) {
        hs_block_run *run = runs->old->runs[runs->old_run];
        size_t end = runs->old_start + run->count, last = end < to ? end : to;
        if (from < end) {
            add_some(runs, run, from - runs->old_start, last - runs->old_start);
            from = last;
        }
        if (from >= end) {
            runs->old_start = end;
            runs->old_run++;
        }
    }
}

void hs_block_runs_end(hs_block_runs *runs, hs_block_list *list)
{
    gather(runs);
    hs_array_finish(&runs->loose);
    list->runs = runs->runs.items;
    list->run_count = runs->runs.count;
}

static void unref(hs_block_run *run)
{
    if (atomic_fetch_sub_explicit(&run->references, 1, memory_order_acq_rel) > 1)
        return;
    for (size_t i = 0; i < run->count; i++)
        __builtin_prefetch(run->blocks[i], 1);
    for (size_t i = 0; i < run->count; i++)
        hs_block_unref(run->blocks[i]);
    free(run);
}

void hs_block_runs_unref(hs_block_list *list)
{
    for (size_t i = 0; i < list->run_count; i++)
        unref(list->runs[i]);
    free(list->runs);
}
