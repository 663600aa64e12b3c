#include "annotate/linking/role_accuser.h"

/* "Another said", "the report says": where the network takes the text for the accuser, since no
 * noun tells a party, whoever speaks is it. */
static uint32_t rather_speaker(const hs_role_sides *c, uint32_t from)
{
    uint32_t speaker = c->voice.entity;
    const hs_linked_entity *voice =
        speaker == HS_NONE ? NULL : hs_linker_entity(c->linker, speaker);
    if (!c->sides[from].side.author || !voice || voice->kind != HS_ENTITY_OTHER ||
        !voice->described || voice->thing)
        return from;
    uint32_t side = hs_role_sides_find(c, speaker);
    return side == HS_NONE ? from : side;
}

static bool is_evidence(const hs_role_sides *c, uint32_t entity)
{
    return entity != HS_NONE && hs_linker_entity(c->linker, entity)->described &&
           hs_linker_entity(c->linker, entity)->evidence;
}

static uint32_t author_among(const hs_role_sides *c)
{
    uint32_t i = 0;
    while (i < c->count && !c->sides[i].side.author)
        i++;
    return i;
}

/* "Records show that she lied": it is the text that says so by them. */
static uint32_t rather_author(const hs_role_sides *c, uint32_t from)
{
    return is_evidence(c, c->sides[from].side.entity) ? author_among(c) : from;
}

/* "The controversy over her emails": the text tells of others who hold them against her. */
static uint32_t rather_open(const hs_role_sides *c, uint32_t from)
{
    if (!c->sides[from].side.author || !(c->roles->situation & HS_SITUATION_TOLD))
        return from;
    uint32_t i = 0;
    while (i < c->count && !c->sides[i].open)
        i++;
    return i;
}

uint32_t hs_accuser_settled(const hs_role_sides *c, uint32_t from, bool by_word)
{
    return rather_open(c, rather_author(c, by_word ? from : rather_speaker(c, from)));
}
