/* What somebody says of himself, of his own people and of those for whom he speaks. */
#include "annotate/linking/role_own.h"

#include "annotate/accusations/role_bars.h"
#include "annotate/linking/link_findings.h"
#include "annotate/resolution/resolve.h"

/* For whom those speak for whom somebody does: for Ruiz the spokesman of Ruiz's campaign; 0:
 * nobody. */
static uint32_t client_beyond(const hs_linker *linker, uint32_t speaker)
{
    uint32_t client = hs_linker_entity(linker, speaker)->speaks_for;
    uint32_t beyond = client ? hs_linker_entity(linker, client - 1)->speaks_for : 0;
    return beyond == speaker + 1 ? 0 : beyond;
}

/* Somebody's spokesman or campaign accuses others. */
bool hs_own_spoken_for(const hs_role_sides *c, const hs_role_side *it)
{
    return c->accuser != HS_NONE && it->side.entity != HS_NONE &&
           (hs_linker_entity(c->linker, c->accuser)->speaks_for == it->side.entity + 1 ||
            client_beyond(c->linker, c->accuser) == it->side.entity + 1);
}

/* "The couple said that the shop was robbed": one of those who accuse. */
bool hs_own_member(const hs_role_sides *c, const hs_side *accuser, const hs_role_side *accused)
{
    if (accuser->entity == HS_NONE)
        return false;
    const hs_linked_entity *group = hs_linker_entity(c->linker, accuser->entity);
    for (uint32_t i = 0; i < group->member_count; i++)
        if (group->members[i] == accused->side.entity)
            return true;
    return false;
}

/* "Customers were cheated", the watchdog's head said: nothing of it names the watchdog. */
bool hs_own_body(const hs_role_sides *c, const hs_role_side *it)
{
#define SIGHT(name) (UINT64_C(1) << HS_SIGHT_##name)
    const uint64_t named = SIGHT(in_charge) | SIGHT(owner_in_charge) | SIGHT(charge_subject) |
                           SIGHT(charge_subject_far) | SIGHT(cue_object) | SIGHT(cue_passive) |
                           SIGHT(cue_against) | SIGHT(cue_of) | SIGHT(owner_of_cue);
#undef SIGHT
    return c->accuser != HS_NONE && it->side.entity != HS_NONE && !(it->sight & named) &&
           hs_linker_entity(c->linker, c->accuser)->side == it->side.entity + 1 &&
           hs_linker_entity(c->linker, it->side.entity)->kind == HS_ENTITY_ORGANISATION;
}

/* "He was ashamed of the findings", he said: what somebody says that he himself does or is accuses
 * nobody else whom the words do not name. */
bool hs_own_deed(const hs_role_sides *c, const hs_side *accuser, const hs_role_side *accused)
{
    const uint64_t subject = UINT64_C(1) << HS_SIGHT_charge_subject;
    const uint64_t named =
        (UINT64_C(1) << HS_SIGHT_in_charge) | (UINT64_C(1) << HS_SIGHT_owner_in_charge);
    if (accuser->entity == HS_NONE || accused->sight & named)
        return false;
    for (uint32_t i = 0; i < c->roles->count; i++) {
        const hs_role_mention *mention = &c->roles->mentions[i];
        if (mention->features & subject && !mention->owner && c->side_of[i] != HS_NONE &&
            c->sides[c->side_of[i]].side.entity == accuser->entity)
            return true;
    }
    return false;
}

/* "Our members are exhausted": what is told of the accuser's own people. */
bool hs_own_people(const hs_role_sides *c, const hs_side *accuser, const hs_role_side *accused)
{
    const hs_role_mention *mention =
        accused->mention == HS_NONE ? NULL : &c->roles->mentions[accused->mention];
    if (!mention || !(mention->bars & HS_OWN_PEOPLE) || accuser->entity == HS_NONE)
        return false;
    uint32_t owner = c->linker->findings->references[mention->reference].owner;
    return owner != HS_NONE && hs_link_referred(c->linker, owner).entity == accuser->entity;
}

/* "Orlo will close two plants, its chief executive said": what is told of the speaker's own side
 * accuses it of nothing where no word of it tells a wrong, or where the words do not name it. */
bool hs_own_side(const hs_role_sides *c, const hs_side *accuser, const hs_role_side *accused)
{
    const uint64_t named =
        (UINT64_C(1) << HS_SIGHT_in_charge) | (UINT64_C(1) << HS_SIGHT_owner_in_charge);
    uint32_t from = accuser->entity, to = accused->side.entity;
    if (from == HS_NONE)
        return false;
    const hs_linked_entity *speaker = hs_linker_entity(c->linker, from);
    const hs_linked_entity *other = hs_linker_entity(c->linker, to);
    bool kin = hs_link_relative(speaker) ||
               (other->kind == HS_ENTITY_PERSON && speaker->last_hash == other->last_hash);
    bool office = speaker->kind == HS_ENTITY_ORGANISATION || speaker->kind == HS_ENTITY_GROUP;
    bool own = speaker->kind == HS_ENTITY_PERSON
                   ? speaker->side == to + 1 && !kin
                   : office && speaker->owner == to + 1; /* "the president's office" */
    bool wrong = c->roles->situation & HS_SITUATION_WRONG;
    bool his = other->side == from + 1 && !wrong && !other->accused; /* "my father was confused" */
    return his || (own && (!wrong || !(accused->sight & named)));
}

/* Whether a mention surely means whom it is taken to: "they" and "the witness" are easily others.
 */
static bool surely_means(const hs_role_sides *c, const hs_role_mention *mention, uint32_t entity)
{
    const hs_reference *it = &c->linker->findings->references[mention->reference];
    const hs_linked_entity *meant = hs_linker_entity(c->linker, entity);
    switch ((hs_reference_kind)it->kind) {
    case HS_REFERENCE_NAME:
        return true;
    case HS_REFERENCE_PRONOUN:
        return it->gender;
    case HS_REFERENCE_DESCRIPTION:
        return hs_hashes_hold(meant->roles, meant->role_count, it->role_hash);
    }
    return false;
}

/* "The governor paid for her own ticket", her spokesman said: he accuses nobody of what she did for
 * whom he speaks. */
static bool client_acts(const hs_role_sides *c, uint32_t whose)
{
    const uint64_t acts =
        (UINT64_C(1) << HS_SIGHT_charge_subject) | (UINT64_C(1) << HS_SIGHT_charge_subject_far);
    uint32_t side = whose ? hs_role_sides_find(c, whose - 1) : HS_NONE;
    for (uint32_t i = 0; side != HS_NONE && i < c->roles->count; i++) {
        const hs_role_mention *mention = &c->roles->mentions[i];
        if (c->side_of[i] == side && !mention->owner && mention->features & acts &&
            surely_means(c, mention, whose - 1))
            return true;
    }
    return false;
}

bool hs_own_client(const hs_role_sides *c, const hs_side *accuser)
{
    return accuser->entity != HS_NONE &&
           (client_acts(c, hs_linker_entity(c->linker, accuser->entity)->speaks_for) ||
            client_acts(c, client_beyond(c->linker, accuser->entity)));
}
