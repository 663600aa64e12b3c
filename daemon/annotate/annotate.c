/* The two steps: findings of each block (kept with it), then linking over all of them. */
#include "annotate/annotate.h"

#include <stdlib.h>

#include "annotate/link.h"
#include "base/memory.h"

hs_annotations *hs_annotate(hs_block_list *blocks, const atomic_bool *cancel)
{
    hs_arena scratch = {0};
    const hs_block_findings **findings = hs_alloc_zeroed(blocks->count + 1, sizeof *findings);
    bool stopped = false;
    for (size_t i = 0; i < blocks->count && !stopped; i++) {
        findings[i] = hs_block_findings_of(blocks->entries[i].block, &scratch);
        stopped = cancel && atomic_load_explicit(cancel, memory_order_relaxed);
    }
    hs_arena_finish(&scratch);
    hs_annotations *result = stopped ? NULL : hs_link(blocks, findings, cancel);
    free(findings);
    return result;
}
