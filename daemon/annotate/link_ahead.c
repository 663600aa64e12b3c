/* Who links what, and whether the assumption held. The linking itself is in link.c. */
#include "annotate/link_ahead.h"

#include <stdlib.h>

#include "base/memory.h"

/* What stands before the block, in references: less is linked faster than a helper wakes up. */
enum { REFERENCES_LEAST = 40 };

static const hs_block *other_block(const hs_link_ahead *ahead)
{
    return ahead->stand_in.list->entries[ahead->stand_in.index].block;
}

static void link_before(hs_helper_work *work)
{
    hs_link_ahead *ahead = (hs_link_ahead *)work;
    hs_linking_begin(&ahead->linking, ahead->blocks, ahead->assumed, ahead->around,
                     &ahead->stand_in, ahead->cancel);
    hs_linking_walk(&ahead->linking, ahead->stand_in.block, &ahead->stop);
}

static bool pays(const hs_block_findings *const *findings, uint32_t block)
{
    uint32_t references = 0;
    for (uint32_t i = 0; i < block && references < REFERENCES_LEAST; i++)
        references += findings[i]->reference_count;
    return references >= REFERENCES_LEAST;
}

void hs_link_ahead_start(hs_link_ahead *ahead, hs_block_list *blocks,
                         const hs_block_findings *const *findings, const hs_link_around *around,
                         hs_link_stand_in stand_in, const atomic_bool *cancel)
{
    *ahead = (hs_link_ahead){.work = {.run = link_before},
                             .blocks = blocks,
                             .around = around,
                             .stand_in = stand_in,
                             .cancel = cancel};
    if (!pays(findings, stand_in.block))
        return;
    ahead->assumed = hs_alloc(blocks->count * sizeof *ahead->assumed);
    memcpy(ahead->assumed, findings, blocks->count * sizeof *ahead->assumed);
    ahead->assumed[stand_in.block] = hs_block_attachment(other_block(ahead));
    ahead->offered = hs_helper_offer(&ahead->work);
}

/* Whether the block shows those before it what the other showed them. */
static bool held(const hs_link_ahead *ahead, const hs_block_findings *const *findings)
{
    uint32_t block = ahead->stand_in.block;
    const hs_block *now = ahead->blocks->entries[block].block, *before = other_block(ahead);
    hs_str label = hs_str_slice(now->text, now->speaker_span.start, now->speaker_span.end);
    hs_str other = hs_str_slice(before->text, before->speaker_span.start, before->speaker_span.end);
    hs_link_outlook shown = hs_link_look_out(now, findings[block]);
    hs_link_outlook assumed = hs_link_look_out(before, ahead->assumed[block]);
    return hs_str_equal(label, other) && shown.names == assumed.names &&
           (shown.alone == assumed.alone || !ahead->linking.asked_alone);
}

hs_annotations *hs_link_ahead_finish(hs_link_ahead *ahead, const hs_block_findings *const *findings)
{
    hs_annotations *result = NULL;
    atomic_store_explicit(&ahead->stop, true, memory_order_relaxed);
    bool begun = ahead->offered && hs_helper_take_back(&ahead->work);
    ahead->kept = begun && held(ahead, findings);
    if (ahead->kept) {
        hs_linking_go_on(&ahead->linking, findings);
        result = hs_linking_finish(&ahead->linking);
    } else {
        if (begun)
            hs_linking_drop(&ahead->linking);
        result = hs_link(ahead->blocks, findings, ahead->around, ahead->cancel);
    }
    free(ahead->assumed);
    return result;
}
