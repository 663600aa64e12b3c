/* Pronouns to entities: "he" and "she" by a score over the persons named lately, "I" and "you" by
 * whose words they stand in, "they" and "it" by the latest body or group.
 */
#include "annotate/linker.h"

/* Points of a candidate for "he" or "she"; set by hand and checked on annotated news. */
enum {
    POINTS_START = 100,
    POINTS_SENTENCE_AWAY = -14,
    POINTS_SUBJECT = 18,
    POINTS_LAST_SPEAKER = 22,
    POINTS_ENCLOSING_SPEAKER = 30,
    POINTS_GENDER_KNOWN = 12,
    POINTS_GENDER_UNKNOWN_NAME = -50, /* a name that nothing shows to be a person's */
    POINTS_LEAST = 20,
};

static int points(const hs_linker *linker, const hs_reference *reference, uint32_t candidate,
                  uint32_t enclosing)
{
    const hs_linked_entity *entity = &linker->entities.items.items[candidate];
    if (entity->gender && reference->gender && entity->gender != reference->gender)
        return -1;
    uint32_t now = linker->sentence_base + reference->sentence;
    uint32_t away = now - entity->sentence;
    int sum = POINTS_START + POINTS_SENTENCE_AWAY * (int)(away > 10 ? 10 : away);
    if (entity->subject)
        sum += POINTS_SUBJECT;
    if (candidate == linker->last_speaker)
        sum += POINTS_LAST_SPEAKER;
    if (candidate == enclosing)
        sum += POINTS_ENCLOSING_SPEAKER;
    if (entity->gender)
        sum += POINTS_GENDER_KNOWN;
    if (!entity->sure_person && !entity->gender)
        sum += POINTS_GENDER_UNKNOWN_NAME;
    return sum;
}

static uint32_t enclosing_speaker(hs_linker *linker, const hs_reference *reference)
{
    return reference->inside == HS_NONE ? linker->block_speaker
                                        : hs_resolve_speaker(linker, reference->inside);
}

uint32_t hs_resolve_person(hs_linker *linker, const hs_reference *reference, uint32_t except)
{
    uint32_t enclosing = reference->quoted ? HS_NONE : enclosing_speaker(linker, reference);
    uint32_t best = HS_NONE;
    int most = POINTS_LEAST;
    for (uint32_t i = 0; i < linker->recent_count; i++) {
        if (linker->recent[i] == except)
            continue;
        int sum = points(linker, reference, linker->recent[i], enclosing);
        if (sum > most) {
            most = sum;
            best = linker->recent[i];
        }
    }
    if (best != HS_NONE && reference->gender && !linker->entities.items.items[best].gender)
        linker->entities.items.items[best].gender = reference->gender;
    return best;
}

uint32_t hs_resolve_pronoun(hs_linker *linker, const hs_reference *reference)
{
    if (reference->apposed != HS_NONE) /* who */
        return hs_resolve_party(linker, reference->apposed);
    if (reference->gender)
        return hs_resolve_person(linker, reference, HS_NONE);
    if (reference->first_person)
        return enclosing_speaker(linker, reference);
    if (reference->second_person) {
        uint32_t speaker = enclosing_speaker(linker, reference);
        return linker->last_speaker != speaker ? linker->last_speaker : linker->previous_speaker;
    }
    return reference->plural ? linker->recent_group : linker->recent_body;
}
