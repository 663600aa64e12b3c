/* Who owns the blocks of a list: runs of some dozens in a row, which versions of a document share.
 *
 * An edit makes a list of thousands of blocks anew of which all but one are the old list's.
 * Counting a reference of each would fetch every block from memory at every keystroke, twice; a
 * run's count stands for all of its blocks. Private to daemon/text.
 *
 * Runs are immutable and reference counted (atomic), any thread.
 */
#pragma once

#include "base/array.h"
#include "text/block.h"

struct hs_block_run {
    atomic_uint references;
    uint32_t count;     /* at least 1 */
    hs_block *blocks[]; /* one reference each */
};

/* The runs of a list while it is put together, in the order of its blocks. */
typedef struct hs_block_runs {
    HS_ARRAY(hs_block_run *) runs;
    HS_ARRAY(hs_block *) loose; /* for the next run; one reference each */
    const hs_block_list *old;   /* whose runs may be shared, or NULL */
    size_t old_run;             /* of it, the one reached, … */
    size_t old_start;           /* … and its first block */
} hs_block_runs;

/* The next block; takes over its reference. */
void hs_block_runs_add_take(hs_block_runs *runs, hs_block *block);

/* The next blocks: [from, to) of the old list, behind those that were taken from it before. */
void hs_block_runs_add_old(hs_block_runs *runs, size_t from, size_t to);

/* Gives the runs to the list. */
void hs_block_runs_end(hs_block_runs *runs, hs_block_list *list);

/* Lets go of the list's. */
void hs_block_runs_unref(hs_block_list *list);
