/* Any bytes yield annotations that keep their promises: places inside their blocks, in order, every
 * index among annotations and entities right, and the same again on a second linking.
 */
#include "annotate/annotate.h"
#include "fuzz.h"

static void check_place(const hs_annotations *found, hs_place place)
{
    if (hs_place_none(place))
        return;
    FUZZ_ASSERT(place.block < found->blocks->count);
    FUZZ_ASSERT(place.span.end <= found->blocks->entries[place.block].block->text.length);
}

static void check_party(const hs_annotations *found, const hs_party *party)
{
    check_place(found, party->mention);
    FUZZ_ASSERT(party->known || (party->name.length == 0 && !party->author));
    FUZZ_ASSERT(party->entity == UINT32_MAX || party->entity < found->entity_count);
}

static void check_index(const hs_annotations *found, uint32_t index, hs_annotation_kind kind)
{
    FUZZ_ASSERT(index == UINT32_MAX || (index < found->count && found->items[index].kind == kind));
}

static void check_item(const hs_annotations *found, const hs_annotation *item)
{
    FUZZ_ASSERT(item->confidence >= 0 && item->confidence <= 1);
    check_place(found, item->first);
    check_place(found, item->last);
    switch (item->kind) {
    case HS_ANNOTATION_QUOTE:
        FUZZ_ASSERT(item->quote.content_count > 0);
        for (size_t i = 0; i < item->quote.content_count; i++)
            check_place(found, item->quote.content[i]);
        check_party(found, &item->quote.speaker);
        check_party(found, &item->quote.addressee);
        break;
    case HS_ANNOTATION_CLAIM:
        check_place(found, item->claim.place);
        check_party(found, &item->claim.claimant);
        check_index(found, item->claim.quote, HS_ANNOTATION_QUOTE);
        break;
    case HS_ANNOTATION_ACCUSATION:
        check_party(found, &item->accusation.accuser);
        for (size_t i = 0; i < item->accusation.accused_count; i++)
            check_party(found, &item->accusation.accused[i]);
        for (size_t i = 0; i < item->accusation.answer_count; i++)
            check_index(found, item->accusation.answers[i], HS_ANNOTATION_ANSWER);
        check_index(found, item->accusation.quote, HS_ANNOTATION_QUOTE);
        break;
    case HS_ANNOTATION_ANSWER:
        check_party(found, &item->answer.by);
        check_place(found, item->answer.text);
        check_index(found, item->answer.to, HS_ANNOTATION_ACCUSATION);
        break;
    }
}

static bool ordered(const hs_annotation *a, const hs_annotation *b)
{
    if (a->first.block != b->first.block)
        return a->first.block < b->first.block;
    if (a->first.span.start != b->first.span.start)
        return a->first.span.start < b->first.span.start;
    return a->kind <= b->kind;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hs_block_list *blocks = hs_block_list_build(fuzz_input(data, size), HS_MARKUP_PLAIN);
    hs_annotations *found = hs_annotate(blocks, NULL);
    hs_annotations *again = hs_annotate(blocks, NULL);
    FUZZ_ASSERT(found->count == again->count);
    for (size_t i = 0; i < found->count; i++) {
        check_item(found, &found->items[i]);
        FUZZ_ASSERT(found->items[i].id == again->items[i].id);
        FUZZ_ASSERT(i == 0 || ordered(&found->items[i - 1], &found->items[i]));
    }
    for (size_t i = 0; i < found->entity_count; i++)
        for (size_t k = 0; k < found->entities[i].mention_count; k++)
            check_place(found, found->entities[i].mentions[k].place);
    hs_annotations_unref(again);
    hs_annotations_unref(found);
    hs_block_list_unref(blocks);
    return 0;
}
