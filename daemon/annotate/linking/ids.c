/* Order and ids. Every keystroke pays for this: items come block by block, so that short runs are
 * sorted, by small keys, and the items moved once.
 */
#include "annotate/linking/ids.h"

#include <stdlib.h>

#include "base/memory.h"

typedef void change_party(hs_party *party, const void *by);

static void change_parties(hs_annotation *items, uint32_t count, change_party *change,
                           const void *by)
{
    for (uint32_t i = 0; i < count; i++) {
        hs_annotation *item = &items[i];
        switch (item->kind) {
        case HS_ANNOTATION_QUOTE:
            change(&item->quote.speaker, by);
            change(&item->quote.addressee, by);
            break;
        case HS_ANNOTATION_CLAIM:
            change(&item->claim.claimant, by);
            break;
        case HS_ANNOTATION_ACCUSATION:
            change(&item->accusation.accuser, by);
            for (size_t k = 0; k < item->accusation.accused_count; k++)
                change((hs_party *)&item->accusation.accused[k], by);
            break;
        case HS_ANNOTATION_ANSWER:
            change(&item->answer.by, by);
            break;
        }
    }
}

typedef struct replacement {
    uint32_t from, to;
} replacement;

static void replace(hs_party *party, const void *by)
{
    const replacement *it = by;
    if (party->known && !party->author && party->entity == it->from)
        party->entity = it->to;
}

void hs_ids_replace_entity(hs_annotation *items, uint32_t count, uint32_t from, uint32_t to)
{
    change_parties(items, count, replace, &(replacement){from, to});
}

typedef struct numbering {
    const uint32_t *number; /* of each entity */
    const hs_entity *entities;
} numbering;

static void renumber(hs_party *party, const void *by)
{
    const numbering *it = by;
    if (party->entity == HS_NONE || !party->known || party->author) {
        party->entity = HS_NONE;
        return;
    }
    party->entity = it->number[party->entity];
    if (party->entity != HS_NONE)
        party->name = it->entities[party->entity].name;
}

void hs_ids_renumber_entities(hs_annotation *items, uint32_t count, const uint32_t *number,
                              const hs_entity *entities)
{
    change_parties(items, count, renumber, &(numbering){number, entities});
}

static bool ends_before(hs_place a, hs_place b)
{
    return a.block != b.block ? a.block < b.block : a.span.end < b.span.end;
}

static void cover(hs_annotation *item, hs_place place)
{
    if (hs_place_none(place))
        return;
    if (hs_place_none(item->first) || hs_place_before(place, item->first))
        item->first = place;
    if (hs_place_none(item->last) || ends_before(item->last, place))
        item->last = place;
}

static void cover_all(hs_annotation *item)
{
    switch (item->kind) {
    case HS_ANNOTATION_QUOTE:
        for (size_t k = 0; k < item->quote.content_count; k++)
            cover(item, item->quote.content[k]);
        cover(item, item->quote.cue);
        cover(item, item->quote.source);
        break;
    case HS_ANNOTATION_CLAIM:
        cover(item, item->claim.place);
        break;
    case HS_ANNOTATION_ACCUSATION:
        cover(item, item->accusation.cue);
        cover(item, item->accusation.charge);
        break;
    case HS_ANNOTATION_ANSWER:
        cover(item, item->answer.cue);
        cover(item, item->answer.text);
        break;
    }
}

typedef struct sort_key {
    uint64_t place; /* block and start */
    uint32_t item;
    uint32_t kind;
} sort_key;

static int compare(const void *a, const void *b)
{
    const sort_key *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->item < y->item ? -1 : 1;
}

enum { SMALL_RUN = 64 };

/* Items come block by block, so that only those of one block are out of order. */
static void sort_run(sort_key *keys, uint32_t count)
{
    if (count > SMALL_RUN) {
        qsort(keys, count, sizeof *keys, compare);
        return;
    }
    for (uint32_t i = 1; i < count; i++) {
        sort_key key = keys[i];
        uint32_t at = i;
        for (; at > 0 && compare(&keys[at - 1], &key) > 0; at--)
            keys[at] = keys[at - 1];
        keys[at] = key;
    }
}

static sort_key *sorted_keys(const hs_annotation *items, uint32_t count)
{
    sort_key *keys = hs_alloc(count * sizeof *keys);
    uint32_t run = 0;
    for (uint32_t i = 0; i < count; i++) {
        keys[i] = (sort_key){(uint64_t)items[i].first.block << 32 | items[i].first.span.start, i,
                             (uint32_t)items[i].kind};
        if (items[i].first.block != items[run].first.block) {
            sort_run(keys + run, i - run);
            run = i;
        }
    }
    sort_run(keys + run, count - run);
    return keys;
}

/* They stand in the order of the text again. */
static void redirect_answers(uint32_t *answers, size_t count, const uint32_t *position)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t answer = position[answers[i]];
        size_t at = i;
        for (; at > 0 && answers[at - 1] > answer; at--)
            answers[at] = answers[at - 1];
        answers[at] = answer;
    }
}

static void redirect(hs_annotation *item, const uint32_t *position)
{
    switch (item->kind) {
    case HS_ANNOTATION_QUOTE:
        break;
    case HS_ANNOTATION_CLAIM:
        if (item->claim.quote != HS_NONE)
            item->claim.quote = position[item->claim.quote];
        break;
    case HS_ANNOTATION_ACCUSATION:
        if (item->accusation.quote != HS_NONE)
            item->accusation.quote = position[item->accusation.quote];
        redirect_answers((uint32_t *)item->accusation.answers, item->accusation.answer_count,
                         position);
        break;
    case HS_ANNOTATION_ANSWER:
        if (item->answer.to != HS_NONE)
            item->answer.to = position[item->answer.to];
        break;
    }
}

/* "Ana Ruiz said:" with nothing below it: a quote of no words is none. Nothing refers to it, nor to
 * an accusation or answer that is left out. */
static bool left_out(const hs_annotation *item)
{
    return item->kind == HS_ANNOTATION_QUOTE   ? item->quote.content_count == 0
           : item->kind == HS_ANNOTATION_CLAIM ? false
                                               : item->confidence == HS_LEFT_OUT;
}

/* Leaves out what is none and sets `count` to what is left. */
static hs_annotation *put_in_order(const hs_annotation *items, uint32_t *count, hs_arena *arena)
{
    sort_key *keys = sorted_keys(items, *count);
    uint32_t *position = hs_alloc(*count * sizeof *position);
    hs_annotation *ordered = hs_arena_new_array(arena, hs_annotation, *count);
    uint32_t used = 0;
    for (uint32_t i = 0; i < *count; i++) {
        const hs_annotation *item = &items[keys[i].item];
        position[keys[i].item] = left_out(item) ? HS_NONE : used;
        if (!left_out(item))
            ordered[used++] = *item;
    }
    for (uint32_t i = 0; i < used; i++)
        redirect(&ordered[i], position);
    free(position);
    free(keys);
    *count = used;
    return ordered;
}

static uint64_t mix(uint64_t value)
{
    value = (value ^ value >> 32) * UINT64_C(0xd6e8feb86659fd93);
    value = (value ^ value >> 32) * UINT64_C(0xd6e8feb86659fd93);
    return value ^ value >> 32;
}

/* Equal hashes are told apart by their order. */
static void number_equal(hs_annotation *items, uint32_t count, uint64_t salt)
{
    uint32_t capacity = 64;
    while (capacity < 2 * (uint64_t)count)
        capacity *= 2;
    struct {
        uint64_t hash;
        uint32_t seen;
    } *slots = hs_alloc_zeroed(capacity, sizeof *slots);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t hash = mix(items[i].id + items[i].kind + 1 + salt);
        uint32_t slot = (uint32_t)hash & (capacity - 1);
        while (slots[slot].seen && slots[slot].hash != hash)
            slot = (slot + 1) & (capacity - 1);
        slots[slot].hash = hash;
        items[i].id = slots[slot].seen ? mix(hash + slots[slot].seen) : hash;
        slots[slot].seen++;
    }
    free(slots);
}

hs_annotation *hs_ids_finish(hs_annotation *items, uint32_t *count, uint64_t salt, hs_arena *arena)
{
    for (uint32_t i = 0; i < *count; i++)
        cover_all(&items[i]);
    hs_annotation *ordered = put_in_order(items, count, arena);
    number_equal(ordered, *count, salt);
    return ordered;
}
