/* Pronouns to entities: "he", "she", "they" and "it" by rank among who was named lately
 * (candidates.h), "I" and "you" by whose words they stand in.
 */
#include "annotate/candidates.h"

uint32_t hs_resolve_enclosing(hs_linker *linker, const hs_reference *reference)
{
    return reference->inside == HS_NONE ? linker->block_speaker
                                        : hs_resolve_speaker(linker, reference->inside);
}

uint32_t hs_resolve_person(hs_linker *linker, const hs_reference *reference, uint32_t except)
{
    hs_mention_kind kind =
        reference->kind == HS_REFERENCE_PRONOUN ? HS_MENTION_HE : HS_MENTION_PERSON;
    uint32_t best = hs_candidates_choose(linker, reference, kind, except);
    if (best != HS_NONE && reference->gender && !linker->entities.items.items[best].gender)
        linker->entities.items.items[best].gender = reference->gender;
    return best;
}

/* "Mrs Doyle was relieved. “At last,” she said.": the one person who is the subject of the sentence
 * before, in the paragraph of the pronoun that speaks. HS_NONE where there is none, or two. */
static uint32_t subject_before(hs_linker *linker, const hs_reference *pronoun)
{
    uint32_t found = HS_NONE;
    uint32_t behind = (uint32_t)(pronoun - linker->findings->references);
    for (uint32_t i = behind; i-- > 0;) {
        const hs_reference *it = &linker->findings->references[i];
        if (it->sentence + 1 < pronoun->sentence)
            break;
        bool person = it->kind == HS_REFERENCE_NAME && it->entity_kind == HS_ENTITY_PERSON;
        if (it->sentence + 1 != pronoun->sentence || !person || it->quoted || !it->subject ||
            (it->gender && it->gender != pronoun->gender))
            continue;
        if (found != HS_NONE)
            return HS_NONE;
        found = i;
    }
    return found;
}

/* Whoever speaks the words of a turn or statement in which "he" stands: it is another. */
static uint32_t speaks_here(hs_linker *linker, const hs_reference *reference)
{
    const hs_block_findings *findings = linker->findings;
    bool verbatim = reference->inside == HS_NONE ||
                    findings->attributions[reference->inside].form == HS_FORM_BLOCK;
    return verbatim && !reference->quoted ? hs_resolve_enclosing(linker, reference) : HS_NONE;
}

uint32_t hs_resolve_said_of(const hs_linker *linker, const hs_reference *mention)
{
    enum { NEAR = 8 };
    static const hs_str of = {" of ", 4};
    const hs_block_findings *findings = linker->findings;
    if (mention->inside == HS_NONE)
        return HS_NONE;
    hs_span cue = findings->attributions[mention->inside].cue;
    hs_span behind = {cue.end, cue.end + (uint32_t)of.length};
    uint32_t first = (uint32_t)(mention - findings->references) + 1;
    for (uint32_t i = first; i < findings->reference_count && i < first + NEAR; i++) {
        const hs_reference *it = &findings->references[i];
        if (hs_span_empty(cue) || it->span.start != behind.end || it->kind != HS_REFERENCE_NAME ||
            !hs_str_equal(hs_linker_text(linker, behind), of))
            continue;
        bool person = it->entity_kind == HS_ENTITY_PERSON || it->entity_kind == HS_ENTITY_OTHER;
        bool same = !it->gender || !mention->gender || it->gender == mention->gender;
        bool somebody = mention->gender || mention->kind != HS_REFERENCE_PRONOUN;
        bool fits = somebody ? person && same : !it->sure_person;
        return fits ? i : HS_NONE;
    }
    return HS_NONE;
}

uint32_t hs_resolve_pronoun(hs_linker *linker, const hs_reference *reference)
{
    if (reference->apposed != HS_NONE) /* who */
        return hs_resolve_party(linker, reference->apposed);
    uint32_t topic = reference->first_person || reference->second_person
                         ? HS_NONE
                         : hs_resolve_said_of(linker, reference);
    if (topic != HS_NONE)
        return hs_resolve_reference(linker, topic);
    uint32_t subject = reference->gender && reference->speaks && !reference->quoted
                           ? subject_before(linker, reference)
                           : HS_NONE;
    if (subject != HS_NONE)
        return hs_resolve_reference(linker, subject);
    if (reference->gender)
        return hs_resolve_person(linker, reference, speaks_here(linker, reference));
    if (reference->first_person)
        return hs_resolve_enclosing(linker, reference);
    if (reference->second_person) {
        uint32_t speaker = hs_resolve_enclosing(linker, reference);
        uint32_t other =
            linker->last_speaker != speaker ? linker->last_speaker : linker->previous_speaker;
        bool asks = hs_linker_block(linker)->kind == HS_BLOCK_TRANSCRIPT_TURN;
        return other == HS_NONE && asks ? hs_link_interviewee(linker) : other;
    }
    return hs_candidates_choose(linker, reference,
                                reference->plural ? HS_MENTION_THEY : HS_MENTION_IT, HS_NONE);
}
