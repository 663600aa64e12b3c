/* Chapters to one result: places moved behind the chapters before, indices too, and parties of one
 * name made one.
 */
#include "annotate/linking/chapters.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/map.h"
#include "base/memory.h"

typedef struct joiner {
    hs_annotations *result;
    hs_annotation *items;
    hs_map by_name; /* to a slot of `entities`, as index + 1 */
    HS_ARRAY(hs_entity) entities;
    uint32_t *number; /* of the chapter in hand: its entities' indices in the result */
    const hs_chapter *chapter;
} joiner;

static hs_place move_place(const joiner *join, hs_place place)
{
    place.block += join->chapter->first_block;
    return place;
}

static hs_party move_party(const joiner *join, hs_party party)
{
    party.mention = move_place(join, party.mention);
    if (party.entity == HS_NONE) { /* known by a name that no mention bears, or nobody */
        party.name = hs_arena_copy_str(&join->result->arena, party.name);
        return party;
    }
    party.entity = join->number[party.entity];
    party.name = join->entities.items[party.entity].name; /* the chapter's own may end with it */
    return party;
}

static uint32_t move_index(const joiner *join, uint32_t index)
{
    return index == HS_NONE ? index : index + join->chapter->first_item;
}

static void move_quote(const joiner *join, hs_quote *quote)
{
    hs_place *content = hs_arena_new_array(&join->result->arena, hs_place, quote->content_count);
    for (size_t i = 0; i < quote->content_count; i++)
        content[i] = move_place(join, quote->content[i]);
    quote->content = content;
    quote->cue = move_place(join, quote->cue);
    quote->source = move_place(join, quote->source);
    quote->speaker = move_party(join, quote->speaker);
    quote->addressee = move_party(join, quote->addressee);
}

static void move_claim(const joiner *join, hs_claim *claim)
{
    hs_quantity *quantities = hs_arena_copy(&join->result->arena, claim->quantities,
                                            claim->quantity_count * sizeof *quantities);
    for (size_t i = 0; i < claim->quantity_count; i++)
        quantities[i].place = move_place(join, quantities[i].place);
    claim->quantities = quantities;
    claim->place = move_place(join, claim->place);
    claim->claimant = move_party(join, claim->claimant);
    claim->quote = move_index(join, claim->quote);
}

static void move_accusation(const joiner *join, hs_accusation *accusation)
{
    hs_arena *arena = &join->result->arena;
    hs_party *accused = hs_arena_new_array(arena, hs_party, accusation->accused_count);
    uint32_t *answers = hs_arena_new_array(arena, uint32_t, accusation->answer_count);
    for (size_t i = 0; i < accusation->accused_count; i++)
        accused[i] = move_party(join, accusation->accused[i]);
    for (size_t i = 0; i < accusation->answer_count; i++)
        answers[i] = move_index(join, accusation->answers[i]);
    accusation->accused = accused;
    accusation->answers = answers;
    accusation->accuser = move_party(join, accusation->accuser);
    accusation->cue = move_place(join, accusation->cue);
    accusation->charge = move_place(join, accusation->charge);
    accusation->quote = move_index(join, accusation->quote);
}

static void move_answer(const joiner *join, hs_answer *answer)
{
    answer->by = move_party(join, answer->by);
    answer->cue = move_place(join, answer->cue);
    answer->text = move_place(join, answer->text);
    answer->to = move_index(join, answer->to);
}

static hs_annotation move_item(const joiner *join, hs_annotation item)
{
    item.first = move_place(join, item.first);
    item.last = move_place(join, item.last);
    switch (item.kind) {
    case HS_ANNOTATION_QUOTE:
        move_quote(join, &item.quote);
        break;
    case HS_ANNOTATION_CLAIM:
        move_claim(join, &item.claim);
        break;
    case HS_ANNOTATION_ACCUSATION:
        move_accusation(join, &item.accusation);
        break;
    case HS_ANNOTATION_ANSWER:
        move_answer(join, &item.answer);
        break;
    }
    return item;
}

/* The party of that name, with what a later chapter adds; its mentions only counted so far. */
static uint32_t enter_entity(joiner *join, const hs_entity *entity)
{
    uintptr_t slot = (uintptr_t)hs_map_get(&join->by_name, entity->name);
    if (slot == 0) {
        hs_entity *added = hs_array_push(&join->entities);
        *added = *entity;
        added->name = hs_arena_copy_str(&join->result->arena, entity->name);
        added->side = HS_NONE;
        slot = join->entities.count;
        hs_map_set(&join->by_name, added->name, (void *)slot);
        return (uint32_t)slot - 1;
    }
    hs_entity *known = &join->entities.items[slot - 1];
    known->mention_count += entity->mention_count;
    if (known->role.length == 0)
        known->role = entity->role;
    if (known->gender == HS_GENDER_UNKNOWN)
        known->gender = entity->gender;
    if (known->kind == HS_ENTITY_OTHER)
        known->kind = entity->kind;
    return (uint32_t)slot - 1;
}

static void join_items(joiner *join)
{
    const hs_annotations *annotations = join->chapter->annotations;
    for (size_t i = 0; i < annotations->count; i++)
        join->items[join->chapter->first_item + i] = move_item(join, annotations->items[i]);
}

/* `room[e]` is where the next mention of an entity goes. */
static void join_mentions(const joiner *join, hs_mention **room)
{
    const hs_annotations *annotations = join->chapter->annotations;
    for (size_t i = 0; i < annotations->entity_count; i++) {
        const hs_entity *entity = &annotations->entities[i];
        for (size_t k = 0; k < entity->mention_count; k++) {
            hs_mention mention = entity->mentions[k];
            mention.place = move_place(join, mention.place);
            *room[join->number[i]]++ = mention;
        }
    }
}

/* Gives every party its stretch of the mentions. */
static hs_mention **make_room(joiner *join)
{
    hs_mention **room = hs_alloc_zeroed(join->entities.count + 1, sizeof *room);
    for (size_t i = 0; i < join->entities.count; i++) {
        hs_entity *entity = &join->entities.items[i];
        room[i] = hs_arena_new_array(&join->result->arena, hs_mention, entity->mention_count);
        entity->mentions = room[i];
    }
    return room;
}

static void join_all(joiner *join, const hs_chapters *chapters)
{
    uint32_t **numbers = hs_alloc_zeroed(chapters->count, sizeof *numbers);
    for (size_t c = 0; c < chapters->count; c++) {
        const hs_annotations *annotations = chapters->items[c].annotations;
        join->chapter = &chapters->items[c];
        join->number = numbers[c] =
            hs_alloc_zeroed(annotations->entity_count + 1, sizeof *numbers[c]);
        for (size_t i = 0; i < annotations->entity_count; i++)
            numbers[c][i] = enter_entity(join, &annotations->entities[i]);
        join_items(join);
    }
    hs_mention **room = make_room(join);
    for (size_t c = 0; c < chapters->count; c++) {
        join->chapter = &chapters->items[c];
        join->number = numbers[c];
        join_mentions(join, room);
        free(numbers[c]);
    }
    free(room);
    free(numbers);
}

hs_annotations *hs_chapters_join(const hs_chapters *chapters)
{
    if (chapters->count == 1)
        return hs_annotations_ref(chapters->items[0].annotations);
    const hs_chapter *last = &chapters->items[chapters->count - 1];
    hs_annotations *result = hs_alloc_zeroed(1, sizeof *result);
    atomic_init(&result->references, 1);
    result->blocks = hs_block_list_ref(chapters->blocks);
    result->count = last->first_item + last->annotations->count;
    joiner join = {.result = result,
                   .items = hs_arena_new_array(&result->arena, hs_annotation, result->count)};
    join_all(&join, chapters);
    result->items = join.items;
    result->entities = hs_arena_copy(&result->arena, join.entities.items,
                                     join.entities.count * sizeof *join.entities.items);
    result->entity_count = join.entities.count;
    hs_map_finish(&join.by_name);
    hs_array_finish(&join.entities);
    return result;
}
