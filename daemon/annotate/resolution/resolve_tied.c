/* Descriptions that tell who somebody is by what he is to another: "his opponent", "the Quarrin
 * boss". They mean the one of whom the text has said so, in whatever words.
 */
#include "annotate/reading/name_hash.h"
#include "annotate/resolution/resolve.h"

static bool called_one_of(const hs_linked_entity *entity, const char *const *words)
{
    for (uint32_t i = 0; i < entity->role_count; i++)
        if (hs_role_among(entity->roles[i], words))
            return true;
    return false;
}

static bool named_person(const hs_linked_entity *entity)
{
    return entity->kind == HS_ENTITY_PERSON && entity->sure_person && entity->full &&
           !entity->described && entity->mentions > 0;
}

/* Whether somebody may stand against another: he is told of near, and is neither his man nor kin.
 */
static bool may_oppose(const hs_linker *linker, uint32_t entity, uint32_t owner)
{
    const hs_linked_entity *it = hs_linker_entity(linker, entity);
    return entity != owner && named_person(it) && !hs_entity_is_of(it, owner) &&
           !hs_link_relative(it) && !hs_link_loose_voice(it);
}

/* "Faces Ana Ruiz … accused his opponent": the only other person of whom the sentences before tell.
 */
static uint32_t rival_told(hs_linker *linker, const hs_reference *reference, uint32_t owner)
{
    enum { BACK = 4 }; /* sentences */
    if (!hs_reference_is_rival(reference) || reference->word_count != 1 ||
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
    static const char *const offices[] = {
        "executive", "chairman", "chairwoman", "director", "founder", "manager", "president",
        "owner",     "leader",   "secretary",  "chief",    "head",    NULL};
    if (!hs_reference_is_head(reference) ||
        hs_linker_entity(linker, owner)->kind == HS_ENTITY_PERSON)
        return HS_NONE;
    uint32_t only = HS_NONE;
    for (uint32_t i = 0; i < linker->recent_count; i++) {
        uint32_t entity = linker->recent[i];
        const hs_linked_entity *it = hs_linker_entity(linker, entity);
        if (!named_person(it) || !hs_entity_is_of(it, owner) || !called_one_of(it, offices))
            continue;
        if (only != HS_NONE)
            return HS_NONE;
        only = entity;
    }
    return only;
}

/* Whether a mention's sentence says that somebody speaks for the defence. */
static bool defends_here(const hs_linker *linker, const hs_reference *reference)
{
    static const char *const words[] = {"defending", "mitigating", "mitigation", "defence",
                                        "defense"};
    enum { NEAR = 64 }; /* tokens from where it begins */
    const hs_block *block = hs_linker_block(linker);
    const hs_sentence *sentence = &block->sentences[reference->sentence];
    for (uint32_t i = 0; i < sentence->token_count && i < NEAR; i++) {
        hs_span span = block->tokens[sentence->first_token + i].span;
        hs_str word = hs_linker_text(linker, span);
        for (size_t k = 0; k < HS_COUNT(words); k++)
            if (hs_str_is_ignoring_case(word, words[k]))
                return true;
    }
    return false;
}

/* "Tom Hale, defending, said his client was sorry": whoever is accused; "her solicitor, Ana Ruiz,
 * said her client": whose solicitor she is. */
static uint32_t client_told(const hs_linker *linker, const hs_reference *reference, uint32_t owner)
{
    static const char *const words[] = {"client", NULL};
    const hs_linked_entity *lawyer = hs_linker_entity(linker, owner);
    if (!hs_role_among(reference->role_hash, words) || lawyer->kind != HS_ENTITY_PERSON)
        return HS_NONE;
    if (lawyer->side)
        return lawyer->side - 1;
    if (lawyer->owner)
        return lawyer->owner - 1;
    uint32_t accused = linker->most_accused;
    return accused != HS_NONE && accused != owner &&
                   hs_linker_entity(linker, accused)->kind == HS_ENTITY_PERSON &&
                   defends_here(linker, reference)
               ? accused
               : HS_NONE;
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
    entity = entity == HS_NONE ? client_told(linker, reference, owner) : entity;
    return entity != HS_NONE &&
                   !hs_genders_clash(hs_linker_entity(linker, entity)->gender, reference->gender)
               ? entity
               : HS_NONE;
}
