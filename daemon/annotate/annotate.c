/* A whole document at once: its chapters, joined. */
#include "annotate/annotate.h"

#include "annotate/block_findings.h"
#include "annotate/linking/chapters.h"

hs_annotations *hs_annotate(hs_block_list *blocks, const atomic_bool *cancel)
{
    hs_chapters *chapters = hs_chapters_annotate(blocks, NULL, cancel);
    if (!chapters)
        return NULL;
    hs_annotations *result = hs_chapters_join(chapters);
    hs_chapters_unref(chapters);
    return result;
}

hs_annotations *hs_annotate_quotes(hs_block_list *blocks, const atomic_bool *cancel)
{
    hs_arena scratch = {0};
    for (size_t i = 0; i < blocks->count; i++) {
        if (cancel && atomic_load_explicit(cancel, memory_order_relaxed))
            break;
        hs_block_findings_make(blocks->entries[i].block, HS_FINDINGS_QUOTED, &scratch);
    }
    hs_arena_finish(&scratch);
    return hs_annotate(blocks, cancel);
}
