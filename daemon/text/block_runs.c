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

static bool has_all(const hs_block_run *run, const hs_block_entry *entries)
{
    for (size_t i = 0; i < run->count; i++)
        if (entries[i].block != run->blocks[i])
            return false;
    return true;
}

static void share(hs_block_runs *runs, hs_block_run *run)
{
    gather(runs);
    atomic_fetch_add_explicit(&run->references, 1, memory_order_relaxed);
    *hs_array_push(&runs->runs) = run;
}

static void keep_some(hs_block_runs *runs, const hs_block_entry *entries,
                      hs_block *const *old_blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        hs_block *block = entries[i].block;
        hs_block_runs_add_take(runs, block == old_blocks[i] ? hs_block_ref(block) : block);
    }
}

void hs_block_runs_keep(hs_block_runs *runs, const hs_block_entry *entries,
                        const hs_block_list *old, size_t from, size_t to)
{
    size_t start = 0;
    for (size_t i = 0; i < old->run_count && start < to; i++) {
        hs_block_run *run = old->runs[i];
        size_t end = start + run->count;
        size_t first = start > from ? start : from, last = end < to ? end : to;
        if (first < last) {
            const hs_block_entry *here = entries + (first - from);
            bool whole = last - first == run->count && run->count >= RUN_LEAST;
            if (whole && has_all(run, here))
                share(runs, run);
            else
                keep_some(runs, here, run->blocks + (first - start), last - first);
        }
        start = end;
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
