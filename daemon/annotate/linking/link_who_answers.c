/* Who gives an answer: by its words, by whom they are said, and by who was accused. */
#include "annotate/linking/link_findings.h"
#include "annotate/resolution/body_kinds.h"
#include "annotate/resolution/resolve.h"

/* Whether the accused of an accusation may be whom "he", "it" or "the company" says. */
static bool may_mean(const hs_linker *linker, const hs_reference *reference, uint32_t entity)
{
    const hs_linked_entity *accused = hs_linker_entity(linker, entity);
    bool person = reference->entity_kind == HS_ENTITY_PERSON;
    if (reference->gender && accused->gender && reference->gender != accused->gender)
        return false;
    return person ? accused->kind == HS_ENTITY_PERSON || accused->kind == HS_ENTITY_OTHER
                  : !accused->sure_person;
}

/* "The governor" where the text has called the accuser so, and not the accused: it is no other. */
static bool called_so(const hs_linker *linker, const hs_reference *reference, uint32_t entity,
                      uint32_t accused)
{
    const hs_linked_entity *it = hs_linker_entity(linker, entity);
    const hs_linked_entity *other = hs_linker_entity(linker, accused);
    return reference->kind == HS_REFERENCE_DESCRIPTION && reference->role_hash &&
           reference->entity_kind == HS_ENTITY_PERSON &&
           hs_hashes_hold(it->roles, it->role_count, reference->role_hash) &&
           !hs_hashes_hold(other->roles, other->role_count, reference->role_hash);
}

/* "A accused B. It denied the claim": nobody answers what he says himself, so that words which name
 * no one, taken for the accuser, mean the accused; and so does "the company", whoever it is taken
 * for. "The regulator" means none of them. In one sentence, "it denied the claim and accused B", he
 * does both. */
static hs_side not_the_accuser(const hs_linker *linker, const hs_answering *answering, hs_side by)
{
    enum { SOON = 2 };
    const hs_known_accusation *last =
        linker->accusation_count > 0 ? hs_linker_known(linker, 1) : NULL;
    const hs_reference *reference = &linker->findings->references[answering->by];
    uint32_t now = linker->sentence_base + answering->sentence;
    bool other = last && by.entity != HS_NONE && by.entity != last->accuser &&
                 !(reference->enterprise &&
                   !hs_entities_hold(last->accused, last->accused_count, by.entity));
    if (!last || other || by.entity == HS_NONE || last->accused_count == 0 ||
        now > last->sentence + SOON || now == last->sentence ||
        reference->kind == HS_REFERENCE_NAME || hs_body_looks_on(reference) ||
        answering->kind == HS_ANSWER_COUNTER || last->accused[0] == HS_NONE ||
        !may_mean(linker, reference, last->accused[0]) ||
        called_so(linker, reference, by.entity, last->accused[0]))
        return by;
    by.entity = last->accused[0];
    return by;
}

/* "A accused B and C. They denied it": one of them for both. */
static bool several_were_accused(const hs_linker *linker, const hs_answering *answering, hs_side by)
{
    enum { NEXT = 1 };
    const hs_reference *reference = &linker->findings->references[answering->by];
    if (!reference->plural || reference->kind != HS_REFERENCE_PRONOUN ||
        linker->accusation_count == 0)
        return false;
    const hs_known_accusation *last = hs_linker_known(linker, 1);
    uint32_t now = linker->sentence_base + answering->sentence;
    return last->accused_count > 1 && last->accused[0] != HS_NONE && now <= last->sentence + NEXT &&
           (by.entity == HS_NONE ||
            !hs_entities_hold(last->accused, last->accused_count, by.entity));
}

/* “It was a choice,” she said: what is quoted with no answering word of its own is the speaker's
 * answer, or that of whom the speaker is of the side of. */
static hs_side who_says_it(const hs_linker *linker, const hs_answering *answering,
                           uint32_t attribution, hs_side by)
{
    hs_side voice = hs_link_voice(linker, attribution);
    if (attribution == HS_NONE || voice.entity == HS_NONE || by.entity == HS_NONE ||
        hs_link_same_side(linker, voice.entity, by.entity))
        return by;
    const hs_attribution *said = &linker->findings->attributions[attribution];
    bool own_word = !hs_span_empty(answering->cue) && !hs_span_overlap(answering->cue, said->cue);
    return own_word ? by : voice;
}

/* "The firm said it would not comment". */
static bool says_it_is_silent(const hs_linker *linker, const hs_answering *answering)
{
    return answering->kind == HS_ANSWER_NO_COMMENT && answering->attribution != HS_NONE &&
           hs_link_voice(linker, answering->attribution).entity != HS_NONE &&
           (answering->by == HS_NONE ||
            linker->findings->references[answering->by].kind == HS_REFERENCE_PRONOUN);
}

hs_side hs_link_who_answers(hs_linker *linker, const hs_answering *answering)
{
    hs_role_subject subject = {.roles = &answering->roles,
                               .cue = answering->cue,
                               .charge = answering->text,
                               .attribution = answering->attribution,
                               .sentence = answering->sentence,
                               .by_word = true};
    uint32_t said =
        answering->attribution == HS_NONE ? answering->reported : answering->attribution;
    if (says_it_is_silent(linker, answering))
        return hs_link_voice(linker, answering->attribution);
    if (answering->learned)
        return who_says_it(linker, answering, said, hs_link_answerer(linker, &subject));
    if (answering->by == HS_NONE)
        return hs_link_voice(linker, answering->attribution);
    hs_side by = hs_link_referred(linker, answering->by);
    if (several_were_accused(linker, answering, by))
        by.entity = hs_linker_known(linker, 1)->accused[0];
    return not_the_accuser(linker, answering, by);
}

hs_side hs_link_who_says(hs_linker *linker, uint32_t index)
{
    const hs_block_findings *f = linker->findings;
    const hs_answer_view *view = f->attributions[index].view;
    if (!view || view->found == HS_NONE || !f->answering[view->found].learned)
        return hs_link_voice(linker, index);
    const hs_answering *found = &f->answering[view->found];
    return who_says_it(linker, found, index, hs_link_who_answers(linker, found));
}

/* Who listens to choices hears of each. */
hs_side hs_link_who_says_known(hs_linker *linker, uint32_t index, size_t by_word)
{
    const hs_block_findings *f = linker->findings;
    const hs_answer_view *view = f->attributions[index].view;
    bool found = view && view->found != HS_NONE && f->answering[view->found].learned;
    return found && !hs_roles_observer
               ? who_says_it(linker, &f->answering[view->found], index,
                             linker->possible.items[by_word + view->found].by)
               : hs_link_who_says(linker, index);
}
