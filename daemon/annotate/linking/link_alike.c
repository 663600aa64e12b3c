#include "annotate/linking/link_alike.h"

#include "annotate/linking/link_findings.h"

enum {
    LEAD = 3,   /* blocks, headings counted */
    BEHIND = 4, /* blocks in which the like is looked for */
    ALIKE = 2,  /* words in common */
};

static const hs_party *voice(const hs_annotation *item)
{
    return item->kind == HS_ANNOTATION_QUOTE        ? &item->quote.speaker
           : item->kind == HS_ANNOTATION_ACCUSATION ? &item->accusation.accuser
                                                    : NULL;
}

static bool voiced_by(const hs_annotation *item, uint32_t entity)
{
    const hs_party *party = voice(item);
    return party && party->known && !party->author && party->entity == entity;
}

static hs_place words_of(const hs_annotation *item)
{
    if (item->kind == HS_ANNOTATION_ACCUSATION)
        return hs_place_none(item->accusation.charge) ? item->accusation.cue
                                                      : item->accusation.charge;
    bool quote = item->kind == HS_ANNOTATION_QUOTE && item->quote.content_count > 0;
    return quote ? item->quote.content[0] : (hs_place){0, {0, 0}};
}

/* What the block showed of an item's words, or NULL. */
static const hs_answer_view *view_of(const hs_linker *linker, const hs_annotation *item)
{
    hs_place place = words_of(item);
    if (hs_place_none(place))
        return NULL;
    const hs_block_findings *findings = linker->all_findings[place.block];
    if (item->kind == HS_ANNOTATION_ACCUSATION) {
        for (uint32_t i = 0; i < findings->accusing_count; i++)
            if (hs_span_equal(findings->accusing[i].charge, place.span))
                return findings->accusing[i].view;
        return NULL;
    }
    for (uint32_t i = 0; i < findings->attribution_count; i++) {
        const hs_attribution *it = &findings->attributions[i];
        if (it->content_count > 0 && hs_span_equal(it->content[0], place.span))
            return it->view;
    }
    return NULL;
}

/* Whether both accuse, and the same party. */
static bool accuse_one(const hs_annotation *a, const hs_annotation *b)
{
    if (a->kind != HS_ANNOTATION_ACCUSATION || b->kind != HS_ANNOTATION_ACCUSATION ||
        a->accusation.accused_count == 0 || b->accusation.accused_count == 0)
        return false;
    const hs_party *one = &a->accusation.accused[0], *other = &b->accusation.accused[0];
    return one->known && other->known && one->entity == other->entity;
}

/* The first item behind another, and near, that somebody known says in about the same words,
 * `least` of them; whom it accuses counts like a word. */
static const hs_annotation *said_again(const hs_linker *linker, uint32_t index, unsigned least)
{
    const hs_annotation *item = &linker->items[index];
    const hs_answer_view *view = view_of(linker, item);
    uint32_t block = words_of(item).block;
    for (uint32_t i = index + 1; view && i < linker->item_count; i++) {
        const hs_annotation *other = &linker->items[i];
        const hs_party *party = voice(other);
        hs_place place = party ? words_of(other) : (hs_place){0, {0, 0}};
        if (!party || hs_place_none(place) || place.block <= block)
            continue;
        if (place.block > block + BEHIND)
            return NULL;
        if (party->known && !party->author && party->entity != HS_NONE &&
            hs_link_shared_words(view, view_of(linker, other)) + accuse_one(item, other) >= least)
            return other;
    }
    return NULL;
}

uint32_t hs_link_says_alike(const hs_linker *linker, uint32_t entity)
{
    for (uint32_t i = 0; i < linker->item_count; i++) {
        const hs_annotation *item = &linker->items[i];
        hs_place place = words_of(item);
        if (!hs_place_none(place) && place.block >= LEAD)
            break;
        if (!voiced_by(item, entity))
            continue;
        const hs_annotation *again = said_again(linker, i, ALIKE);
        if (again && !voiced_by(again, entity))
            return voice(again)->entity;
    }
    return HS_NONE;
}

/* Gives what is accused in a quote's words to whoever speaks them. */
static void accuse_by_speaker(hs_linker *linker, uint32_t quote)
{
    for (uint32_t i = quote + 1; i < linker->item_count; i++) {
        hs_annotation *item = &linker->items[i];
        if (item->kind == HS_ANNOTATION_ACCUSATION && item->accusation.quote == quote &&
            !item->accusation.accuser.known)
            item->accusation.accuser = linker->items[quote].quote.speaker;
        if (!hs_place_none(words_of(item)) && words_of(item).block >= LEAD)
            return;
    }
}

void hs_link_name_heard(hs_linker *linker)
{
    for (uint32_t i = 0; linker->opens_text && i < linker->item_count; i++) {
        hs_annotation *item = &linker->items[i];
        hs_place place = words_of(item);
        if (!hs_place_none(place) && place.block >= LEAD)
            return;
        if (item->kind != HS_ANNOTATION_QUOTE || item->quote.speaker.known ||
            hs_place_none(place) ||
            linker->blocks->entries[place.block].block->kind != HS_BLOCK_HEADING)
            continue;
        bool heard = !hs_place_none(item->quote.cue); /* "…, court told" */
        const hs_annotation *again = said_again(linker, i, heard ? 1 : ALIKE);
        if (!again || (heard && words_of(again).block != place.block + 1))
            continue;
        item->quote.speaker = *voice(again);
        accuse_by_speaker(linker, i);
    }
}
