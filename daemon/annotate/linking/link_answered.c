/* Once all of the text is known: what in front of every accusation answers one that follows, what
 * answers none after all, and for each accusation the list of its answers.
 */
#include "annotate/linking/ids.h"
#include "annotate/linking/link_findings.h"
#include "annotate/resolution/resolve.h"

/* Whoever the text names later may turn out to have accused himself: nobody answers his own words.
 */
static bool answers_itself(const hs_linker *linker, const hs_answer *answer)
{
    if (answer->to == HS_NONE || !answer->by.known || answer->by.entity == HS_NONE)
        return false;
    const hs_party *accuser = &linker->items[answer->to].accusation.accuser;
    return accuser->known && accuser->entity == answer->by.entity;
}

/* "Orlo denies theft", says a heading, and the text below who accuses him of it: the first that
 * accuses whoever answers, among those that follow. */
static uint32_t accused_below(const hs_linker *linker, uint32_t answer)
{
    enum { AHEAD = 32 }; /* items */
    const hs_party *by = &linker->items[answer].answer.by;
    for (uint32_t i = answer + 1; i < linker->item_count && i <= answer + AHEAD; i++) {
        const hs_annotation *item = &linker->items[i];
        const hs_party *accuser = &item->accusation.accuser;
        if (item->kind != HS_ANNOTATION_ACCUSATION || item->confidence == HS_LEFT_OUT ||
            (accuser->known && hs_link_same_side(linker, accuser->entity, by->entity)))
            continue;
        for (uint32_t k = 0; k < item->accusation.accused_count; k++)
            if (item->accusation.accused[k].known &&
                hs_link_same_side(linker, item->accusation.accused[k].entity, by->entity))
                return i;
    }
    return HS_NONE;
}

/* What each answers, once all is known. Where nobody was accused before, it takes more to answer
 * what the text does not tell of. */
static void find_answered(hs_linker *linker)
{
    bool accused_before = false;
    for (uint32_t i = 0; i < linker->item_count; i++) {
        hs_annotation *item = &linker->items[i];
        hs_answer *answer = &item->answer;
        accused_before = accused_before || item->kind == HS_ANNOTATION_ACCUSATION;
        if (item->kind != HS_ANNOTATION_ANSWER || item->confidence == HS_LEFT_OUT)
            continue;
        if (answer->to == HS_NONE && answer->by.known && answer->by.entity != HS_NONE)
            answer->to = accused_below(linker, i);
        else if (answers_itself(linker, answer))
            answer->to = HS_NONE;
        if (answer->to == HS_NONE && !accused_before &&
            item->confidence < HS_ANSWER_TO_NOTHING_LEAST)
            item->confidence = HS_LEFT_OUT;
    }
}

/* The lists of answers, once all are known. */
void hs_link_finish_answers(hs_linker *linker)
{
    uint32_t answers = 0;
    find_answered(linker);
    for (uint32_t i = 0; i < linker->item_count; i++) {
        const hs_annotation *item = &linker->items[i];
        if (item->kind == HS_ANNOTATION_ANSWER && item->answer.to != HS_NONE) {
            linker->items[item->answer.to].accusation.answer_count++;
            answers++;
        }
    }
    uint32_t *lists = hs_arena_new_array(linker->arena, uint32_t, answers);
    for (uint32_t i = 0; i < linker->item_count; i++) {
        hs_annotation *item = &linker->items[i];
        if (item->kind != HS_ANNOTATION_ACCUSATION || item->accusation.answer_count == 0)
            continue;
        item->accusation.answers = lists;
        lists += item->accusation.answer_count;
        item->accusation.answer_count = 0;
    }
    for (uint32_t i = 0; i < linker->item_count; i++) {
        const hs_annotation *item = &linker->items[i];
        if (item->kind != HS_ANNOTATION_ANSWER || item->answer.to == HS_NONE)
            continue;
        hs_accusation *accusation = &linker->items[item->answer.to].accusation;
        ((uint32_t *)accusation->answers)[accusation->answer_count++] = i;
    }
}
