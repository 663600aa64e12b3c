/* A whole document at once: its chapters, joined. */
#include "annotate/annotate.h"

#include "annotate/chapters.h"

hs_annotations *hs_annotate(hs_block_list *blocks, const atomic_bool *cancel)
{
    hs_chapters *chapters = hs_chapters_annotate(blocks, NULL, cancel);
    if (!chapters)
        return NULL;
    hs_annotations *result = hs_chapters_join(chapters);
    hs_chapters_unref(chapters);
    return result;
}
