/* "Drug firm hid risk of pill" in a heading, and paragraphs later who the firm is: whoever a text
 * describes at its beginning and names later becomes one party at the end, if the text calls the
 * named one so, accuses both of the like, accuses nobody else of the kind, or names no other body.
 */
#include <stdlib.h>
#include <string.h>

#include "annotate/ids.h"
#include "annotate/linker.h"

enum {
    LEAD = 3,       /* blocks, headings counted */
    ALIKE = 2,      /* words that two charges have in common */
    LOOKED_AT = 32, /* descriptions, so that a long first paragraph costs a bounded time */
};

static const hs_linked_entity *entity_at(const hs_linker *linker, uint32_t entity)
{
    return &linker->entities.items.items[entity];
}

/* Whether an entity is no more than a description that a text begins with. */
static bool only_described(const hs_linker *linker, const hs_linked_entity *entity)
{
    return linker->opens_text && entity->described && !entity->composed && !entity->country &&
           entity->member_count == 0 &&
           (entity->kind == HS_ENTITY_PERSON || entity->kind == HS_ENTITY_ORGANISATION);
}

static bool may_be(const hs_linked_entity *described, const hs_linked_entity *named)
{
    return !named->described && named->kind == described->kind && !named->country &&
           !named->in_heading &&
           !(named->gender && described->gender && named->gender != described->gender);
}

void hs_link_note_foretold(hs_linker *linker, const hs_accusing *accusing, uint32_t accused)
{
    if (accused == HS_NONE || !accusing->view || !linker->opens_text)
        return;
    const hs_linked_entity *entity = entity_at(linker, accused);
    if (linker->block < LEAD && only_described(linker, entity) &&
        linker->foretold_count < HS_FORETOLD_MAX) {
        linker->foretold[linker->foretold_count++] =
            (hs_foretold){.described = accused, .named = HS_NONE, .view = accusing->view};
        return;
    }
    for (uint32_t i = 0; i < linker->foretold_count; i++) {
        hs_foretold *it = &linker->foretold[i];
        uint32_t common = hs_link_shared_words(it->view, accusing->view);
        if (common > it->common && may_be(entity_at(linker, it->described), entity))
            it->named = accused, it->common = common;
    }
}

static bool called_alike(const hs_linked_entity *a, const hs_linked_entity *b)
{
    for (uint32_t i = 0; i < a->role_count; i++)
        for (uint32_t k = 0; k < b->role_count; k++)
            if (a->roles[i] == b->roles[k])
                return true;
    return false;
}

/* The only party named behind a description that the text calls so too, or HS_NONE. */
static uint32_t called_so(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    uint32_t found = HS_NONE;
    for (uint32_t i = 0; i < linker->entities.items.count; i++) {
        if (i == described || first[i] == HS_NONE || first[i] < first[described] ||
            !may_be(entity_at(linker, described), entity_at(linker, i)) ||
            !called_alike(entity_at(linker, described), entity_at(linker, i)))
            continue;
        if (found != HS_NONE)
            return HS_NONE;
        found = i;
    }
    return found;
}

static uint32_t accused_alike(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    const hs_foretold *best = NULL;
    for (uint32_t i = 0; i < linker->foretold_count; i++) {
        const hs_foretold *it = &linker->foretold[i];
        if (it->described == described && it->named != HS_NONE &&
            first[it->named] > first[described] && it->common >= ALIKE &&
            (!best || it->common > best->common))
            best = it;
    }
    return best ? best->named : HS_NONE;
}

static bool rather_accused(const hs_linked_entity *entity)
{
    return entity->accused > entity->accuses;
}

static uint32_t block_of(const hs_linker *linker, uint32_t mention)
{
    return linker->mentions.items[mention].mention.place.block;
}

/* "Ferry firm sold tickets for leaking boat", and further down "Orlo Lines lied to them": the only
 * party named in the paragraphs behind that is accused as whoever was described is, or HS_NONE. */
static uint32_t accused_alone(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    uint32_t found = HS_NONE;
    if (!rather_accused(entity_at(linker, described)))
        return HS_NONE;
    for (uint32_t i = 0; i < linker->entities.items.count; i++) {
        if (i == described || first[i] == HS_NONE || !rather_accused(entity_at(linker, i)) ||
            block_of(linker, first[i]) <= block_of(linker, first[described]) ||
            !may_be(entity_at(linker, described), entity_at(linker, i)))
            continue;
        if (found != HS_NONE)
            return HS_NONE;
        found = i;
    }
    return found;
}

/* "The board" is one that a reader knows, where "Hospital chain" and "a chain" wait for a name. */
static bool awaits_name(const hs_linked_entity *entity)
{
    return !hs_str_starts_with(entity->name, HS_STR("the "));
}

/* The only body named behind one that is accused, where it accuses nobody, or HS_NONE. */
static uint32_t only_body(const hs_linker *linker, uint32_t described, const uint32_t *first)
{
    const hs_linked_entity *body = entity_at(linker, described);
    uint32_t found = HS_NONE;
    if (body->kind != HS_ENTITY_ORGANISATION || !rather_accused(body) || !awaits_name(body))
        return HS_NONE;
    for (uint32_t i = 0; i < linker->entities.items.count; i++) {
        const hs_linked_entity *entity = entity_at(linker, i);
        if (i == described || first[i] == HS_NONE || entity->accuses > 0 ||
            block_of(linker, first[i]) <= block_of(linker, first[described]) ||
            !may_be(body, entity))
            continue;
        if (found != HS_NONE)
            return HS_NONE;
        found = i;
    }
    return found;
}

/* By entity: the number of its first mention, or HS_NONE. */
static void find_first_mentions(const hs_linker *linker, uint32_t *first)
{
    memset(first, 0xff, linker->entities.items.count * sizeof *first);
    for (size_t i = linker->mentions.count; i-- > 0;)
        first[linker->mentions.items[i].entity] = (uint32_t)i;
}

static void join(hs_linker *linker, uint32_t from, uint32_t to)
{
    for (size_t i = 0; i < linker->mentions.count; i++)
        if (linker->mentions.items[i].entity == from)
            linker->mentions.items[i].entity = to;
    hs_linked_entity *entities = linker->entities.items.items;
    entities[to].mentions += entities[from].mentions;
    entities[from].mentions = 0;
    hs_ids_replace_entity(linker->items, linker->item_count, from, to);
}

void hs_link_join_foretold(hs_linker *linker)
{
    static uint32_t (*const ways[])(const hs_linker *, uint32_t, const uint32_t *) = {
        accused_alike, called_so, accused_alone, only_body};
    size_t count = linker->entities.items.count;
    if (!linker->opens_text)
        return;
    uint32_t *first = hs_alloc(count * sizeof *first + 1);
    find_first_mentions(linker, first);
    for (uint32_t i = 0, looked_at = 0; i < count && looked_at < LOOKED_AT; i++) {
        if (first[i] == HS_NONE || block_of(linker, first[i]) >= LEAD ||
            !only_described(linker, entity_at(linker, i)))
            continue;
        looked_at++;
        uint32_t named = HS_NONE;
        for (size_t k = 0; k < HS_COUNT(ways) && named == HS_NONE; k++)
            named = ways[k](linker, i, first);
        if (named != HS_NONE)
            join(linker, i, named);
    }
    free(first);
}
