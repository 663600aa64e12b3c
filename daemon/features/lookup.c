/* Searching annotations by place. Places are compared inside their block, without a look at the
 * source, so a search over a large document is a pass over small integers.
 */
#include "features/lookup.h"

#include "base/memory.h"

hs_spot hs_spot_at(const hs_view *view, uint32_t source_offset)
{
    const hs_block_list *blocks = hs_snapshot_blocks(view->snapshot);
    size_t block;
    uint32_t offset;
    if (!hs_block_list_find(blocks, source_offset, &block, &offset) ||
        (blocks->entries[block].source_start > source_offset && block == 0))
        return (hs_spot){0};
    /* A cursor at a block's end is found in front of the next one. */
    if (blocks->entries[block].source_start > source_offset) {
        block--;
        offset = (uint32_t)blocks->entries[block].block->text.length;
        hs_span last = hs_block_source_span(&blocks->entries[block], (hs_span){0, offset});
        if (last.end != source_offset)
            return (hs_spot){0};
    }
    return (hs_spot){true, (uint32_t)block, offset};
}

/* Whether a place holds the spot; its end counts, as a cursor behind a word belongs to it. */
static bool holds(hs_place place, hs_spot spot)
{
    return spot.inside && place.block == spot.block && !hs_place_none(place) &&
           place.span.start <= spot.offset && spot.offset <= place.span.end;
}

uint32_t hs_entity_at(const hs_view *view, hs_spot spot, hs_place *mention)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    uint32_t found = HS_NONE, shortest = UINT32_MAX;
    for (uint32_t i = 0; i < annotations->entity_count; i++) {
        const hs_entity *entity = &annotations->entities[i];
        for (size_t j = 0; j < entity->mention_count; j++) {
            hs_place place = entity->mentions[j].place;
            uint32_t length = place.span.end - place.span.start;
            if (!holds(place, spot) || length >= shortest)
                continue;
            found = i;
            shortest = length;
            if (mention)
                *mention = place;
        }
    }
    return found;
}

uint32_t hs_entity_named(const hs_view *view, hs_str name)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    for (uint32_t i = 0; i < annotations->entity_count; i++) {
        if (hs_str_equal(annotations->entities[i].name, name))
            return i;
    }
    return HS_NONE;
}

static bool same_place(hs_place a, hs_place b)
{
    return a.block == b.block && a.span.start == b.span.start && a.span.end == b.span.end;
}

bool hs_party_is_pronoun(const hs_annotations *annotations, const hs_party *party)
{
    if (!party->known || party->entity == HS_NONE)
        return false;
    const hs_entity *entity = &annotations->entities[party->entity];
    size_t low = 0, high = entity->mention_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hs_place_before(entity->mentions[middle].place, party->mention))
            low = middle + 1;
        else
            high = middle;
    }
    return low < entity->mention_count && same_place(entity->mentions[low].place, party->mention) &&
           entity->mentions[low].pronoun;
}

bool hs_annotation_holds(const hs_annotation *annotation, hs_spot spot, hs_place *place)
{
    switch (annotation->kind) {
    case HS_ANNOTATION_QUOTE:
        for (size_t i = 0; i < annotation->quote.content_count; i++) {
            *place = annotation->quote.content[i];
            if (holds(*place, spot))
                return true;
        }
        return false;
    case HS_ANNOTATION_CLAIM:
        *place = annotation->claim.place;
        break;
    case HS_ANNOTATION_ACCUSATION:
        *place = annotation->accusation.charge;
        if (holds(annotation->accusation.cue, spot))
            *place = annotation->accusation.cue;
        break;
    case HS_ANNOTATION_ANSWER:
        *place = annotation->answer.text;
        break;
    }
    return holds(*place, spot);
}

static hs_part *part_of(hs_part *parts, hs_part *nobody, const hs_party *party)
{
    return party->known && party->entity != HS_NONE ? &parts[party->entity] : nobody;
}

hs_part *hs_parts_count(const hs_snapshot *snapshot)
{
    const hs_annotations *annotations = hs_snapshot_annotations(snapshot);
    hs_part *parts = hs_alloc_zeroed(annotations->entity_count + 1, sizeof *parts);
    hs_part nobody = {0};
    for (size_t i = 0; i < annotations->count; i++) {
        const hs_annotation *annotation = &annotations->items[i];
        if (!hs_snapshot_shows(snapshot, annotation))
            continue;
        if (annotation->kind == HS_ANNOTATION_QUOTE)
            part_of(parts, &nobody, &annotation->quote.speaker)->quotes++;
        if (annotation->kind == HS_ANNOTATION_ANSWER)
            part_of(parts, &nobody, &annotation->answer.by)->answers++;
        if (annotation->kind != HS_ANNOTATION_ACCUSATION)
            continue;
        part_of(parts, &nobody, &annotation->accusation.accuser)->accuses++;
        for (size_t j = 0; j < annotation->accusation.accused_count; j++)
            part_of(parts, &nobody, &annotation->accusation.accused[j])->accused++;
    }
    return parts;
}
