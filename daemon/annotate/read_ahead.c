/* The second thread of an opening. It lasts for one text, so that nothing waits for its turn in the
 * workers' queue while one of them waits for it.
 */
#include "annotate/read_ahead.h"

#include <unistd.h>

#include "annotate/block_findings.h"

enum { BLOCKS_LEAST = 4, BYTES_LEAST = 1024 }; /* under which a thread costs more than it wins */

static bool must_stop(const hs_read_ahead *ahead)
{
    return atomic_load_explicit(&ahead->stop, memory_order_relaxed) ||
           (ahead->cancel && atomic_load_explicit(ahead->cancel, memory_order_relaxed));
}

static void *read_backwards(void *argument)
{
    hs_read_ahead *ahead = argument;
    hs_arena scratch = {0};
    for (size_t i = ahead->blocks->count; i-- > 0 && !must_stop(ahead);) {
        hs_block *block = ahead->blocks->entries[i].block;
        if (hs_block_attachment(block))
            break; /* the other thread has come this far */
        hs_block_findings_make(block, HS_FINDINGS_ALL, &scratch);
    }
    hs_arena_finish(&scratch);
    return NULL;
}

static bool pays(const hs_block_list *blocks)
{
    return blocks->count >= BLOCKS_LEAST &&
           blocks->entries[blocks->count - 1].source_start >= BYTES_LEAST &&
           sysconf(_SC_NPROCESSORS_ONLN) > 1;
}

void hs_read_ahead_start(hs_read_ahead *ahead, hs_block_list *blocks, const atomic_bool *cancel)
{
    *ahead = (hs_read_ahead){.blocks = blocks, .cancel = cancel};
    ahead->running =
        pays(blocks) && pthread_create(&ahead->thread, NULL, read_backwards, ahead) == 0;
}

void hs_read_ahead_finish(hs_read_ahead *ahead)
{
    atomic_store_explicit(&ahead->stop, true, memory_order_relaxed);
    if (ahead->running)
        pthread_join(ahead->thread, NULL);
    ahead->running = false;
}
