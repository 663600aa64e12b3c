/* Descriptions that tell who somebody is by what he is to another: "his opponent", "the Quarrin
 * boss". They mean the one of whom the text has said so, in whatever words.
 */
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/resolve.h"

static bool is_one_of(uint64_t role, const char *const *words, size_t count)
{
    for (size_t i = 0; role && i < count; i++)
        if (role == hs_role_hash(hs_str_from(words[i])))
            return true;
    return false;
}

static bool called_one_of(const hs_linked_entity *entity, const char *const *words, size_t count)
{
    for (uint32_t i = 0; i < entity->role_count; i++)
        if (is_one_of(entity->roles[i], words, count))
            return true;
    return false;
}

static bool named_person(const hs_linked_entity *entity)
{
    return entity->kind == HS_ENTITY_PERSON && entity->sure_person && entity->full &&
           !entity->described && entity->mentions > 0;
}

/* Whether somebody speaks or works for another. */
static bool is_of(const hs_linked_entity *entity, uint32_t owner)
{
    return entity->owner == owner + 1 || entity->side == owner + 1 ||
           entity->speaks_for == owner + 1;
}

/* Whether somebody may stand against another: he is told of near, and is neither his man nor kin.
 */
static bool may_oppose(const hs_linker *linker, uint32_t entity, uint32_t owner)
{
    const hs_linked_entity *it = hs_linker_entity(linker, entity);
    return entity != owner && named_person(it) && !is_of(it, owner) && !hs_link_relative(it) &&
           !hs_link_loose_voice(it);
}

/* "Faces Ana Ruiz … accused his opponent": the only other person of whom the sentences before tell.
 */
static uint32_t rival_told(hs_linker *linker, const hs_reference *reference, uint32_t owner)
{
    enum { BACK = 4 }; /* sentences */
    static const char *const words[] = {"rival", "opponent", "challenger"};
    if (!is_one_of(reference->role_hash, words, HS_COUNT(words)) || reference->word_count != 1 ||
        !named_person(hs_linker_entity(linker, owner)))
        return HS_NONE;
    uint32_t now = linker->sentence_base + reference->sentence, only = HS_NONE;
    for (uint32_t i = 0; i < linker->recent_count; i++) {
        uint32_t entity = linker->recent[i];
        if (hs_linker_entity(linker, entity)->sentence + BACK < now ||
            !may_oppose(linker, entity, owner))
            continue;
        if (only != HS_NONE)
            return HS_NONE;
        only = entity;
    }
    return only;
}

/* "The Quarrin boss": whom the text calls its chief executive or the like. */
static uint32_t head_told(hs_linker *linker, const hs_reference *reference, uint32_t owner)
{
    static const char *const heads[] = {"boss", "chief", "head", "leader"};
    static const char *const offices[] = {"executive", "chairman",  "chairwoman", "director",
                                          "founder",   "manager",   "president",  "owner",
                                          "leader",    "secretary", "chief",      "head"};
    if (!is_one_of(reference->role_hash, heads, HS_COUNT(heads)) ||
        hs_linker_entity(linker, owner)->kind == HS_ENTITY_PERSON)
        return HS_NONE;
    uint32_t only = HS_NONE;
    for (uint32_t i = 0; i < linker->recent_count; i++) {
        uint32_t entity = linker->recent[i];
        const hs_linked_entity *it = hs_linker_entity(linker, entity);
        if (!named_person(it) || !is_of(it, owner) ||
            !called_one_of(it, offices, HS_COUNT(offices)))
            continue;
        if (only != HS_NONE)
            return HS_NONE;
        only = entity;
    }
    return only;
}

uint32_t hs_resolve_tied(hs_linker *linker, const hs_reference *reference)
{
    if (!reference->definite || reference->plural || reference->owner == HS_NONE ||
        hs_entities_find(&linker->entities, HS_KEY_DESCRIPTION,
                         hs_resolve_description_key(linker, reference)) != HS_NONE)
        return HS_NONE;
    uint32_t owner = hs_resolve_reference(linker, reference->owner);
    if (owner == HS_NONE)
        return HS_NONE;
    uint32_t rival = rival_told(linker, reference, owner);
    uint32_t entity = rival == HS_NONE ? head_told(linker, reference, owner) : rival;
    return entity != HS_NONE &&
                   !hs_genders_clash(hs_linker_entity(linker, entity)->gender, reference->gender)
               ? entity
               : HS_NONE;
}
