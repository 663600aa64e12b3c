/* Who links what, and whether the assumption held. The linking itself is in link.c. */
#include "annotate/linking/link_ahead.h"
#include "annotate/linking/link_steps.h"

#include <stdlib.h>

#include "base/memory.h"

/* References of the chapter: so few are linked sooner than a helper wakes up. */
enum { REFERENCES_LEAST = 40 };

static const hs_block *other_block(const hs_link_ahead *ahead)
{
    return ahead->stand_in.list->entries[ahead->stand_in.index].block;
}

/* Whether of the names that are known from before the same may be meant as was assumed. */
static bool same_names_known(const hs_link_ahead *ahead)
{
    const hs_names_asked *assumed = &ahead->linking.asked;
    if (!ahead->around.document)
        return true;
    hs_names_asked asked = hs_link_names_asked(ahead->blocks, ahead->findings, NULL);
    return memcmp(&asked, assumed, sizeof asked) == 0 ||
           hs_link_asked_hash(&ahead->around, &asked) ==
               hs_link_asked_hash(&ahead->around, assumed);
}

/* Whether the block shows those before it what the other showed them. */
static bool held(const hs_link_ahead *ahead)
{
    uint32_t block = ahead->stand_in.block;
    uint64_t asked = ahead->linking.asked_alone;
    const hs_block *now = ahead->blocks->entries[block].block, *before = other_block(ahead);
    hs_str label = hs_str_slice(now->text, now->speaker_span.start, now->speaker_span.end);
    hs_str other = hs_str_slice(before->text, before->speaker_span.start, before->speaker_span.end);
    hs_link_outlook shown = hs_link_look_out(now, ahead->findings[block], asked);
    hs_link_outlook assumed = hs_link_look_out(before, ahead->assumed[block], asked);
    return hs_str_equal(label, other) && shown.names == assumed.names &&
           shown.alone == assumed.alone && same_names_known(ahead);
}

/* What is linked next is on its way to this core meanwhile. */
static void fetch_rest(const hs_link_ahead *ahead)
{
    for (size_t i = ahead->stand_in.block + 1; i < ahead->blocks->count; i++)
        if (!atomic_load_explicit(&ahead->read, memory_order_relaxed))
            hs_arena_fetch(&ahead->assumed[i]->arena);
}

static hs_annotations *link_all(const hs_link_ahead *ahead)
{
    return hs_link(ahead->blocks, ahead->findings, &ahead->around, ahead->cancel);
}

static void link_ahead(hs_link_ahead *ahead)
{
    hs_linking_begin(&ahead->linking, ahead->blocks, ahead->assumed, &ahead->around,
                     &ahead->stand_in, ahead->cancel);
    hs_linking_walk(&ahead->linking, ahead->stand_in.block);
    atomic_store(&ahead->walked, true);
    fetch_rest(ahead);
    hs_helper_await(&ahead->read);
    ahead->kept = ahead->linking.next == ahead->stand_in.block && held(ahead);
    if (ahead->kept) {
        hs_linking_go_on(&ahead->linking, ahead->findings);
        ahead->result = hs_linking_finish(&ahead->linking);
    } else {
        hs_linking_drop(&ahead->linking);
        ahead->result = link_all(ahead);
    }
}

static hs_helper_work no_more; /* stands where nothing can be added any longer; never run */

static void link_by_helper(hs_helper_work *work)
{
    hs_link_ahead *ahead = (hs_link_ahead *)work;
    link_ahead(ahead);
    hs_helper_work *more = atomic_exchange(&ahead->more, &no_more);
    if (more)
        more->run(more);
}

static bool pays(const hs_block_findings *const *findings, size_t count, uint32_t unread)
{
    uint32_t references = 0;
    for (size_t i = 0; i < count && references < REFERENCES_LEAST; i++)
        references += i == unread ? 0 : findings[i]->reference_count;
    return references >= REFERENCES_LEAST;
}

bool hs_link_ahead_start(hs_link_ahead *ahead, hs_block_list *blocks,
                         const hs_block_findings *const *findings, const hs_link_around *around,
                         hs_link_stand_in stand_in, const atomic_bool *cancel)
{
    *ahead = (hs_link_ahead){.work = {.run = link_by_helper},
                             .blocks = blocks,
                             .around = *around,
                             .stand_in = stand_in,
                             .cancel = cancel};
    if (!pays(findings, blocks->count, stand_in.block))
        return false;
    ahead->assumed = hs_alloc(blocks->count * sizeof *ahead->assumed);
    memcpy(ahead->assumed, findings, blocks->count * sizeof *ahead->assumed);
    ahead->assumed[stand_in.block] = hs_block_attachment(other_block(ahead));
    if (hs_helper_offer(&ahead->work))
        return true;
    free(ahead->assumed);
    return false;
}

void hs_link_ahead_tell(hs_link_ahead *ahead, const hs_block_findings *const *findings)
{
    ahead->findings = findings;
    hs_helper_tell(&ahead->read);
}

bool hs_link_ahead_add(hs_link_ahead *ahead, hs_helper_work *more)
{
    hs_helper_work *none = NULL;
    return atomic_compare_exchange_strong(&ahead->more, &none, more);
}

hs_annotations *hs_link_ahead_finish(hs_link_ahead *ahead)
{
    if (!hs_helper_take_back(&ahead->work))
        ahead->result = link_all(ahead);
    free(ahead->assumed);
    return ahead->result;
}
