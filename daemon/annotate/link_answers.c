/* Answers of a block to annotations: by the words that answer, by what an accused party says soon
 * after, and by accusing back; which accusation each answers.
 */
#include "annotate/linker.h"

enum {
    DENIAL_REACH = 12,  /* sentences, for answers that no word marks */
    COUNTER_REACH = 40, /* likewise, for accusing back */
    ANSWER_GOES_ON = 3, /* sentences, for what is said after an answer */
    SURE_ANSWER = 75,   /* percent: answers even when no accusation is found for it */
};

/* Where there are rules alone: of the answers that a word marks surely about six in ten are
 * annotated ones; of the others, fewer. */
#define WORD_CONFIDENCE 0.006f
#define SAID_CONFIDENCE 0.35f
#define COUNTER_CONFIDENCE 0.4f

/* One party speaks for another: the same, or of the same country. */
static bool same_side(const hs_linker *linker, uint32_t a, uint32_t b)
{
    if (a == HS_NONE || b == HS_NONE)
        return false;
    const hs_linked_entity *x = &linker->entities.items.items[a];
    const hs_linked_entity *y = &linker->entities.items.items[b];
    return a == b || (x->country && x->country == y->country);
}

/* The latest accusation against a party, within `reach` sentences; made by `accuser` unless that is
 * HS_NONE. Sets how long ago it was. */
static uint32_t accusation_against(const hs_linker *linker, uint32_t party, uint32_t accuser,
                                   uint32_t now, uint32_t reach, uint32_t *ago)
{
    uint32_t room = (uint32_t)HS_COUNT(linker->accusations);
    uint32_t count = linker->accusation_count < room ? linker->accusation_count : room;
    *ago = HS_NONE;
    for (uint32_t back = 1; back <= count; back++) {
        uint32_t slot = (linker->accusation_count - back) % room;
        uint32_t sentence = linker->accusations[slot].sentence;
        uint32_t away = now > sentence ? now - sentence : 0;
        if (away > reach ||
            (accuser != HS_NONE && !same_side(linker, linker->accusations[slot].accuser, accuser)))
            continue;
        for (uint32_t k = 0; k < linker->accusations[slot].accused_count; k++)
            if (same_side(linker, linker->accusations[slot].accused[k], party)) {
                *ago = away;
                return linker->accusations[slot].item;
            }
    }
    return HS_NONE;
}

/* Enters what may be an answer, if it is one. */
static void judge(hs_linker *linker, const hs_possible_answer *it, float confidence)
{
    if (linker->findings->learned_accusations && !hs_verdict_on_answer(linker, it, &confidence))
        return;
    linker->items[linker->item_count++] = (hs_annotation){
        .kind = HS_ANNOTATION_ANSWER,
        .id = it->text_hash,
        .confidence = confidence,
        .answer = {.kind = it->kind,
                   .by = hs_link_side_party(linker, it->by),
                   .cue = hs_linker_place(linker, it->cue),
                   .text = hs_linker_place(linker, it->text),
                   .to = it->to},
    };
    if (it->by.entity != HS_NONE)
        linker->entities.items.items[it->by.entity].answered = true;
    linker->last_answer.by = it->by.entity;
    linker->last_answer.to = it->to;
    linker->last_answer.kind = it->kind;
    linker->last_answer.sentence = it->sentence;
}

/* Whether an answering word already stands in the attribution's sentence. */
static bool answered_here(const hs_linker *linker, const hs_attribution *attribution)
{
    for (uint32_t i = 0; i < linker->findings->answering_count; i++)
        if (linker->findings->answering[i].sentence == attribution->sentence)
            return true;
    return false;
}

void hs_link_counter(hs_linker *linker, const hs_accusing *accusing, const hs_side *accuser,
                     const hs_side *accused, uint32_t count)
{
    hs_possible_answer it = {.by = *accuser,
                             .to = HS_NONE,
                             .cue = accusing->cue,
                             .text = accusing->charge,
                             .sentence = linker->sentence_base + accusing->sentence,
                             .kind = HS_ANSWER_COUNTER,
                             .text_hash = accusing->text_hash,
                             .signs = &accusing->signs,
                             .thrown_back = true};
    for (uint32_t k = 0; k < count && it.to == HS_NONE; k++)
        if (accused[k].entity != HS_NONE)
            it.to = accusation_against(linker, accuser->entity, accused[k].entity, it.sentence,
                                       COUNTER_REACH, &it.ago);
    if (it.to != HS_NONE && accuser->entity != HS_NONE)
        judge(linker, &it, COUNTER_CONFIDENCE);
}

/* What an accused party says soon after, with "not" or "never" early in it, may deny; what it says
 * right after an answer may go on answering. */
static void link_said(hs_linker *linker, uint32_t index)
{
    const hs_attribution *attribution = &linker->findings->attributions[index];
    uint32_t speaker = linker->speakers[index];
    hs_possible_answer it = {
        .by = {.entity = speaker,
               .mention = linker->items[linker->quote_of[index]].quote.speaker.mention},
        .cue = attribution->cue,
        .text = attribution->content[0],
        .sentence = linker->sentence_base + attribution->sentence,
        .text_hash = attribution->text_hash,
        .attribution = attribution};
    it.goes_on = linker->last_answer.by == speaker &&
                 it.sentence - linker->last_answer.sentence <= ANSWER_GOES_ON;
    it.to = accusation_against(linker, speaker, HS_NONE, it.sentence, DENIAL_REACH, &it.ago);
    it.kind = it.goes_on && !attribution->denies ? linker->last_answer.kind : HS_ANSWER_DENIAL;
    bool by_rule = it.goes_on || (attribution->denies && it.to != HS_NONE);
    if (it.goes_on)
        it.to = linker->last_answer.to;
    bool may = linker->findings->learned_accusations ? it.to != HS_NONE || it.goes_on : by_rule;
    if (may && it.kind != HS_ANSWER_NO_COMMENT)
        judge(linker, &it, SAID_CONFIDENCE);
}

void hs_link_implied_answers(hs_linker *linker)
{
    for (uint32_t i = 0; i < linker->findings->attribution_count; i++) {
        const hs_attribution *attribution = &linker->findings->attributions[i];
        if (attribution->act == HS_ACT_SPEECH && linker->quote_of[i] != HS_NONE &&
            linker->speakers[i] != HS_NONE && linker->speakers[i] != HS_UNRESOLVED &&
            attribution->content_count > 0 && attribution->pattern != HS_PATTERN_OBJECT &&
            !answered_here(linker, attribution))
            link_said(linker, i);
    }
}

static hs_side find_answerer(hs_linker *linker, const hs_answering *answering)
{
    hs_role_subject subject = {.roles = &answering->roles,
                               .cue = answering->cue,
                               .charge = answering->text,
                               .attribution = answering->attribution,
                               .sentence = answering->sentence,
                               .by_word = true};
    if (answering->learned)
        return hs_link_answerer(linker, &subject);
    return answering->by == HS_NONE ? hs_link_voice(linker, answering->attribution)
                                    : hs_link_referred(linker, answering->by);
}

void hs_link_answering(hs_linker *linker, uint32_t index)
{
    const hs_answering *answering = &linker->findings->answering[index];
    hs_possible_answer it = {.by = find_answerer(linker, answering),
                             .cue = answering->cue,
                             .text = answering->text,
                             .sentence = linker->sentence_base + answering->sentence,
                             .kind = (hs_answer_kind)answering->kind,
                             .text_hash = answering->text_hash,
                             .signs = &answering->signs};
    it.to = accusation_against(linker, it.by.entity, HS_NONE, it.sentence, UINT32_MAX, &it.ago);
    it.goes_on = it.by.entity != HS_NONE && linker->last_answer.by == it.by.entity &&
                 it.sentence - linker->last_answer.sentence <= ANSWER_GOES_ON;
    if (linker->findings->learned_accusations || it.to != HS_NONE ||
        answering->score >= SURE_ANSWER)
        judge(linker, &it, WORD_CONFIDENCE * (float)answering->score);
}

/* The lists of answers, once all are known. */
void hs_link_finish_answers(hs_linker *linker)
{
    uint32_t answers = 0;
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
