#include "workspace/has_say.h"

#include <string.h>

#include "base/sorted.h"

#define SURE_ENOUGH 0.5f /* confidence from which somebody else's answer counts */

/* Whether `entity` speaks for a party ("chief executive of …", "her lawyer"). */
static bool speaks_for(const hs_annotations *annotations, uint32_t entity, const hs_party *party)
{
    const hs_entity *speaker = &annotations->entities[entity];
    hs_str role = speaker->role, name = party->name;
    return (speaker->side != HS_NONE && speaker->side == party->entity) ||
           (name.length > 0 && role.length >= name.length &&
            memmem(role.bytes, role.length, name.bytes, name.length) != NULL);
}

bool hs_party_has_its_say(const hs_annotations *annotations, const bool *speaks,
                          const hs_party *accused)
{
    if (speaks[accused->entity])
        return true;
    for (uint32_t i = 0; i < annotations->entity_count; i++) {
        if (speaks[i] && speaks_for(annotations, i, accused))
            return true;
    }
    return false;
}

/* Of an entity's mentions the first that no earlier paragraph holds. */
static size_t first_mention(const hs_entity *entity, uint32_t block)
{
    return hs_sorted_first(entity->mentions, entity->mention_count, place.block, block);
}

/* Whether a party stands in front of an answer's words in its paragraph: "Orlo and Ana Ruiz deny".
 */
static bool answers_too(const hs_annotations *annotations, const hs_party *party,
                        const hs_answer *answer)
{
    enum { NEAR = 100 }; /* bytes */
    if (!party->known || party->entity == HS_NONE || hs_place_none(answer->by.mention))
        return false;
    const hs_entity *entity = &annotations->entities[party->entity];
    hs_place by = answer->by.mention;
    for (size_t i = first_mention(entity, by.block);
         i < entity->mention_count && entity->mentions[i].place.block == by.block; i++) {
        hs_span span = entity->mentions[i].place.span;
        if (span.end <= by.span.start && by.span.start - span.end <= NEAR)
            return true;
    }
    return false;
}

/* Whether an answer is of an accused party: what somebody else says may be none where the analysis
 * is unsure, and of several accused each answers for himself. */
static bool answers_for(const hs_annotations *annotations, const hs_annotation *answer,
                        const hs_accusation *accusation, const hs_party *accused)
{
    const hs_party *by = &answer->answer.by;
    if (!by->known || by->entity == HS_NONE || by->entity == accused->entity ||
        speaks_for(annotations, by->entity, accused))
        return true;
    for (size_t i = 0; i < accusation->accused_count; i++)
        if (accusation->accused[i].known && accusation->accused[i].entity == by->entity)
            return answers_too(annotations, accused, &answer->answer);
    return answer->confidence >= SURE_ENOUGH;
}

bool hs_party_answers(const hs_annotations *annotations, const hs_accusation *accusation,
                      const hs_party *accused)
{
    for (size_t i = 0; i < accusation->answer_count; i++)
        if (answers_for(annotations, &annotations->items[accusation->answers[i]], accusation,
                        accused))
            return true;
    return false;
}
