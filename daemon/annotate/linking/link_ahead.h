/* Linking a chapter while one of its blocks is still being read.
 *
 * Whoever edits changes one paragraph of a chapter; what stands before it is linked as it was,
 * unless the paragraph says something now that reaches ahead: another full name, mostly. So the
 * helper (helper.h) links what stands before it on the assumption that this is not so, with the
 * version before for the block, while the caller reads the block. Then the helper links the rest as
 * well, or all again if the assumption failed: it has the chapter in its core's caches, where the
 * caller has the models that read. The result is that of hs_link. Meanwhile the caller may link
 * what else there is, and have the helper go on with that (link_several.h).
 */
#pragma once

#include "annotate/helper.h"
#include "annotate/linking/link_steps.h"

typedef struct hs_link_ahead {
    hs_helper_work work; /* first */
    hs_block_list *blocks;
    const hs_block_findings **assumed; /* by block, with the other's in the block's place */
    hs_link_around around;
    hs_link_stand_in stand_in;
    const atomic_bool *cancel;
    hs_linking linking;
    atomic_bool walked;                       /* what stands before is linked */
    atomic_bool read;                         /* the block is: */
    const hs_block_findings *const *findings; /* all, from then on */
    _Atomic(hs_helper_work *) more;           /* for the helper when it has linked */
    bool kept;                                /* once finished: the assumption held */
    hs_annotations *result;
} hs_link_ahead;

/* Begins, if it pays and the helper is free; false: it does not, and there is nothing to end.
 * `findings` has all but the block's; the block that stands in has findings. What is given, but for
 * `around`, must stay until the end. */
bool hs_link_ahead_start(hs_link_ahead *ahead, hs_block_list *blocks,
                         const hs_block_findings *const *findings, const hs_link_around *around,
                         hs_link_stand_in stand_in, const atomic_bool *cancel);

/* All findings are known. They must stay until the end. */
void hs_link_ahead_tell(hs_link_ahead *ahead, const hs_block_findings *const *findings);

/* Has the helper go on with `more` when it has linked; false: it has linked already. Once, between
 * telling and finishing; finishing waits for that too, if it is begun. */
bool hs_link_ahead_add(hs_link_ahead *ahead, hs_helper_work *more);

/* Ends it. NULL when cancelled. */
hs_annotations *hs_link_ahead_finish(hs_link_ahead *ahead);
