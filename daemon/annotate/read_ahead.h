/* Reading a text that is opened from both ends at once.
 *
 * What a block yields depends on the block alone (block_findings.h), so a second thread can begin
 * at the last one while the first works from the front; where they meet, both are done. Nothing
 * comes out otherwise than without it, only sooner on a machine with several cores.
 */
#pragma once

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "text/block.h"

typedef struct hs_read_ahead {
    hs_block_list *blocks; /* borrowed */
    const atomic_bool *cancel;
    atomic_bool stop;
    bool running;
    pthread_t thread;
} hs_read_ahead;

/* Begins, unless the text is so short or the machine so small that it would not pay. `blocks` and
 * `cancel` (may be NULL) must stay until the end. */
void hs_read_ahead_start(hs_read_ahead *ahead, hs_block_list *blocks, const atomic_bool *cancel);

/* Ends it; waits for the block in hand. */
void hs_read_ahead_finish(hs_read_ahead *ahead);
