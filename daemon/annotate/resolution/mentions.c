/* What is noted of each mention once it is known who is meant: where the party was last spoken of
 * and how, who was named lately, and whom the text speaks of most. Later mentions are judged by it.
 */
#include "annotate/resolution/resolve.h"

enum { LEAD_BLOCKS = 2 }; /* headline and first paragraph */

/* Keeps the two that the text speaks of most. */
static void note_leading(hs_linker *linker, uint32_t index)
{
    uint32_t *leading = linker->leading;
    uint32_t mentions = hs_linker_entity(linker, index)->mentions;
    if (leading[0] == index)
        return;
    if (leading[0] == HS_NONE || mentions > hs_linker_entity(linker, leading[0])->mentions) {
        leading[1] = leading[0];
        leading[0] = index;
    } else if (leading[1] == HS_NONE || mentions > hs_linker_entity(linker, leading[1])->mentions) {
        leading[1] = index;
    }
}

/* Puts an entity first of a list of the latest. */
static void move_to_front(uint32_t *list, uint32_t *count, uint32_t most, uint32_t entity)
{
    uint32_t at = 0;
    while (at < *count && list[at] != entity)
        at++;
    if (at == *count && *count < most)
        ++*count;
    if (at == most)
        at--;
    for (; at > 0; at--)
        list[at] = list[at - 1];
    list[0] = entity;
}

static void take_out(uint32_t *list, uint32_t *count, uint32_t entity)
{
    uint32_t at = 0;
    while (at < *count && list[at] != entity)
        at++;
    if (at == *count)
        return;
    --*count;
    for (; at < *count; at++)
        list[at] = list[at + 1];
}

/* Things that no word calls a person, body or group ("the chair") crowd nobody out. */
static void note_recent(hs_linker *linker, uint32_t index)
{
    const hs_linked_entity *entity = hs_linker_entity(linker, index);
    if (entity->described && entity->kind == HS_ENTITY_OTHER && !entity->sure_person)
        move_to_front(linker->recent_things, &linker->recent_thing_count, HS_RECENT_THINGS_MAX,
                      index);
    else {
        if (entity->described) /* it may have been no more than a thing so far */
            take_out(linker->recent_things, &linker->recent_thing_count, index);
        move_to_front(linker->recent, &linker->recent_count, HS_RECENT_MAX, index);
    }
}

void hs_link_mention(hs_linker *linker, uint32_t index, uint32_t entity_index)
{
    const hs_reference *reference = &linker->findings->references[index];
    hs_linked_entity *entity = hs_linker_entity(linker, entity_index);
    bool pronoun = reference->kind == HS_REFERENCE_PRONOUN;
    entity->sentence = linker->sentence_base + reference->sentence;
    if (entity->mentions == 0 || entity->sentence < entity->first)
        entity->first = entity->sentence;
    entity->here = entity->mentions > 0 && entity->block == linker->block ? entity->here + 1 : 1;
    entity->block = linker->block;
    entity->governor = reference->governor;
    entity->inside = reference->inside;
    entity->relation = reference->relation;
    if (!pronoun)
        entity->named_in = linker->block;
    else if (!reference->first_person && !reference->second_person)
        linker->latest_by_pronoun[reference->quoted][hs_pronoun_number(reference)] = entity_index;
    entity->subject = reference->subject;
    entity->quoted = reference->quoted;
    entity->by_pronoun = pronoun;
    entity->mentions++;
    entity->in_heading |= hs_linker_block(linker)->kind == HS_BLOCK_HEADING;
    entity->in_lead |= linker->opens_text && linker->block < LEAD_BLOCKS;
    if (reference->kind == HS_REFERENCE_NAME || (!pronoun && !entity->named)) {
        entity->sums = reference->as_option;
        entity->named = reference->kind == HS_REFERENCE_NAME;
    }
    note_leading(linker, entity_index);
    hs_span span = reference->kind == HS_REFERENCE_NAME ? reference->name : reference->span;
    *hs_array_push(&linker->mentions) =
        (hs_linked_mention){entity_index, index, {hs_linker_place(linker, span), pronoun}};
    note_recent(linker, entity_index);
}
