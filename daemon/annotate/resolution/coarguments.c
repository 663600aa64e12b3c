/* "The minister tells Ruiz", "Ruiz blamed the minister": two arguments of a word that are no
 * reflexive are two parties (the binding theory's disjoint reference; Chomsky 1981).
 */
#include "annotate/resolution/resolve.h"

static bool is_argument(const hs_reference *it)
{
    return it->relation == HS_PLACE_SUBJECT || it->relation == HS_PLACE_OBJECT ||
           it->relation == HS_PLACE_OBLIQUE;
}

/* "Germany's embassy accused it", "a German film accused it": whose the subject is, is not "it";
 * but "Orlo's deputy accused him" is of Orlo. */
static const hs_reference *other_party(const hs_linker *linker, const hs_reference *it,
                                       const hs_reference *mention)
{
    bool owned =
        mention->kind == HS_REFERENCE_PRONOUN && mention->relation == HS_PLACE_OBJECT &&
        it->kind == HS_REFERENCE_DESCRIPTION && it->owner != HS_NONE &&
        !(mention->gender && !hs_reference_is_voice(it) && hs_reference_has_genitive(linker, it));
    const hs_reference *party = owned ? &linker->findings->references[it->owner] : it;
    return party->kind == HS_REFERENCE_NAME ? party : NULL;
}

/* Who bears a name, as far as is known before the walk has come to it. */
static uint32_t bearer_of(const hs_linker *linker, const hs_reference *name)
{
    const hs_entities *entities = &linker->entities;
    if (name->country && !name->capital)
        return hs_entities_find(entities, HS_KEY_COUNTRY, name->country);
    if (name->word_count > 1)
        return hs_entities_find(entities, HS_KEY_NAME, name->name_hash);
    uint32_t bearer = hs_entities_find(entities, HS_KEY_LAST, name->head_hash);
    return bearer != HS_NONE ? bearer : hs_entities_find(entities, HS_KEY_SURNAME, name->head_hash);
}

/* Whom "they" or "the parents" were seen to mean, and of a group those whom the text names. */
static void add_known(const hs_linker *linker, uint32_t entity, uint32_t *beside, uint32_t *count)
{
    if (entity == HS_NONE || entity == HS_UNRESOLVED)
        return;
    const hs_linked_entity *it = &linker->entities.items.items[entity];
    beside[(*count)++] = entity;
    for (uint32_t i = 0; i < it->member_count && *count < HS_BESIDE_MOST; i++)
        beside[(*count)++] = it->members[i];
}

/* "She was rebuked by the deputy mayor": as much the verb's as a subject is. */
static bool is_agent(const hs_linker *linker, const hs_reference *it)
{
    hs_str before = hs_str_slice(hs_linker_block(linker)->text, 0, it->span.start);
    return it->kind == HS_REFERENCE_DESCRIPTION && hs_str_ends_with(before, HS_STR(" by "));
}

uint32_t hs_resolve_beside(const hs_linker *linker, const hs_reference *reference,
                           uint32_t beside[HS_BESIDE_MOST])
{
    enum { NEAR = 24 }; /* references; those of one word stand close together */
    const hs_block_findings *findings = linker->findings;
    uint32_t own = (uint32_t)(reference - findings->references), count = 0;
    if (reference->governor == HS_NONE || !is_argument(reference) ||
        (reference->relation == HS_PLACE_OBLIQUE && /* "Ruiz took it with her" */
         !is_agent(linker, reference)))
        return 0;
    uint32_t end = own + NEAR < findings->reference_count ? own + NEAR : findings->reference_count;
    for (uint32_t i = own > NEAR ? own - NEAR : 0; i < end && count < HS_BESIDE_MOST; i++) {
        const hs_reference *it = &findings->references[i];
        if (it->governor != reference->governor || !is_argument(it) ||
            it->relation == reference->relation || i == own)
            continue;
        const hs_reference *other = other_party(linker, it, reference);
        if (!other) {
            add_known(linker, linker->resolved[i], beside, &count);
            continue;
        }
        uint32_t bearer = bearer_of(linker, other);
        if (bearer != HS_NONE && bearer != HS_SEVERAL)
            beside[count++] = bearer;
    }
    return count;
}
