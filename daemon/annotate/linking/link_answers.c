/* Answers of a block to annotations: what answers by its words, what is said, and accusations that
 * are thrown back, as far as the model of answers takes them for answers (answer_features.h);
 * without one, the rules: answering words, what an accused party says soon after, and accusing
 * back.
 */
#include <math.h>
#include <stdlib.h>

#include "annotate/accusations/answer_model.h"
#include "annotate/linking/link_findings.h"
#include "annotate/reading/lexicon.h"
#include "annotate/resolution/resolve.h"

enum {
    DENIAL_REACH = 12,   /* sentences, for answers that no word marks */
    COUNTER_REACH = 40,  /* likewise, for accusing back, */
    COUNTER_SOON = 4,    /* which surely answers so soon, */
    COUNTER_AT_ONCE = 2, /* and right after, whatever its words look like */
    ANSWER_GOES_ON = 3,  /* sentences, for what is said after an answer */
    LOOK_BACK = 64,      /* answers, that may have words in common */
    SURE_ANSWER = 75,    /* percent: answers even when no accusation is found for it */
};

/* Where there are rules alone: of the answers that a word marks surely about six in ten are
 * annotated ones; of the others, fewer. */
#define WORD_CONFIDENCE 0.006f
#define SAID_CONFIDENCE 0.35f
#define COUNTER_CONFIDENCE 0.4f

/* Of words that say nothing else than that an accused party answers, or says nothing. */
#define SURE_CONFIDENCE 0.6f

/* From which likelihood of its words on what was said before counts as an answer. */
#define LIKELY 0.3f

/* Likewise, accusing somebody soon after having been accused, and admitting something, surely
 * answers. */
#define SEEN_LEAST 0.1f

void (*hs_answers_observer)(const hs_linker *linker, const hs_possible_answer *answer,
                            uint64_t features, bool holds);

/* The latest accusation against a party or its side, within `reach` sentences; made by `accuser`'s
 * side unless that is HS_NONE. */
static uint32_t accusation_against(const hs_linker *linker, uint32_t party, uint32_t accuser,
                                   uint32_t now, uint32_t reach)
{
    for (uint32_t back = 1; back <= hs_linker_known_back(linker); back++) {
        const hs_known_accusation *known = hs_linker_known(linker, back);
        uint32_t away = now > known->sentence ? now - known->sentence : 0;
        if (away > reach ||
            (accuser != HS_NONE && !hs_link_same_side(linker, known->accuser, accuser)))
            continue;
        for (uint32_t k = 0; k < known->accused_count; k++)
            if (hs_link_same_side(linker, known->accused[k], party))
                return known->item;
    }
    return HS_NONE;
}

/* Likewise, at whomever it is aimed: "blamed the weather service". */
static uint32_t accused_just_now(const hs_linker *linker, uint32_t party, uint32_t now,
                                 uint32_t reach)
{
    const hs_known_accusation *last =
        linker->accusation_count > 0 ? hs_linker_known(linker, 1) : NULL;
    return last && last->sentence < now ? accusation_against(linker, party, HS_NONE, now, reach)
                                        : HS_NONE;
}

/* What looks like an answer, for what is said later: whether it is shown or not, so that one
 * verdict does not lead to the next. */
static void note_likely(hs_linker *linker, const hs_possible_answer *it)
{
    uint32_t count = hs_linker_known_back(linker);
    for (uint32_t i = 0; i < count; i++)
        if (linker->accusations[i].item == it->to)
            linker->accusations[i].answered = true;
    if (it->by.entity != HS_NONE)
        hs_linker_entity(linker, it->by.entity)->answered = true;
    linker->last_answer.by = it->by.entity;
    linker->last_answer.to = it->to;
    linker->last_answer.kind = it->kind;
    linker->last_answer.sentence = it->sentence;
    linker->last_answer.any = true;
}

/* `at`: the item whose place it takes. */
static void enter_at(hs_linker *linker, uint32_t at, const hs_possible_answer *it, float confidence)
{
    linker->items[at] = (hs_annotation){
        .kind = HS_ANNOTATION_ANSWER,
        .id = it->text_hash,
        .confidence = confidence,
        .answer = {.kind = it->kind,
                   .by = hs_link_side_party(linker, it->by),
                   .cue = hs_linker_place(linker, it->cue),
                   .text = hs_linker_place(linker, it->text),
                   .to = it->to},
    };
}

static void enter(hs_linker *linker, const hs_possible_answer *it, float confidence)
{
    enter_at(linker, linker->item_count++, it, confidence);
}

/* "Were denied" of what was denied and of who did so, unlike "said" of two things. */
static bool same_word(const hs_linker *linker, hs_span a, hs_span b)
{
    if (!hs_span_overlap(a, b))
        return false;
    hs_span word = a.end - a.start < b.end - b.start ? a : b;
    return hs_lexicon_find(hs_linker_text(linker, word))->answer_weight > 0;
}

/* The answer of the block that is entered already, and not long before, and that has some of the
 * words; or HS_NONE. */
static uint32_t entered_here(const hs_linker *linker, const hs_possible_answer *it, uint32_t first)
{
    uint32_t looked =
        linker->item_count > first + LOOK_BACK ? linker->item_count - LOOK_BACK : first;
    for (uint32_t i = linker->item_count; i-- > looked;) {
        const hs_answer *answer = &linker->items[i].answer;
        if (hs_span_overlap(answer->text.span, it->text) ||
            hs_span_overlap(answer->cue.span, it->text) ||
            hs_span_overlap(answer->text.span, it->cue) ||
            same_word(linker, answer->cue.span, it->cue))
            return i;
    }
    return HS_NONE;
}

/* Where nobody is accused yet, one that is not sure enough to answer what the text does not tell of
 * waits for what follows, and gives way to a surer one of the same words. */
static bool waits(const hs_linker *linker, uint32_t item)
{
    return linker->accusation_count == 0 &&
           linker->items[item].confidence < HS_ANSWER_TO_NOTHING_LEAST;
}

/* "Declined to comment, citing the trial": no further answer. */
static bool only_cites(const hs_linker *linker, const hs_possible_answer *it)
{
    return it->said && linker->last_answer.any && linker->last_answer.sentence == it->sentence &&
           linker->last_answer.kind == HS_ANSWER_NO_COMMENT &&
           hs_str_equal(hs_linker_text(linker, it->cue), HS_STR("citing"));
}

/* "Denied all the allegations against her": they say nothing of what it is about. */
static bool says_no_wrong(const hs_accusation *accusation)
{
    return hs_span_contains(accusation->cue.span, accusation->charge.span);
}

/* "Rejected claims that she lied": the accusation that its own words name, or HS_NONE. */
static uint32_t named_by(const hs_linker *linker, const hs_possible_answer *it)
{
    for (uint32_t back = 1; back <= hs_linker_known_back(linker); back++) {
        const hs_known_accusation *known = hs_linker_known(linker, back);
        if (known->sentence < it->sentence)
            break;
        if (known->sentence > it->sentence) /* the block's accusations are all known */
            continue;
        hs_span cue = linker->items[known->item].accusation.cue.span;
        if (!hs_span_empty(cue) && hs_span_contains(it->text, cue))
            return known->item;
    }
    return HS_NONE;
}

/* "Varn has criticised the tax", "Orlo admitted that the soup was good": who is accused accuses
 * others and admits other things too, so that the words themselves must look like an answer, and
 * something accuse him that is no mere telling of what he did. */
static bool looks_like_one(const hs_linker *linker, const hs_possible_answer *it)
{
    bool other_matters = it->kind == HS_ANSWER_COUNTER || it->kind == HS_ANSWER_ADMISSION;
    return !other_matters || (linker->items[it->to].accusation.form == HS_ACCUSATION_EXPLICIT &&
                              (it->at_once || it->view->likely >= SEEN_LEAST));
}

/* "Denied this and called it a fairy tale": what is called names goes on denying. */
static bool calls_it_names(const hs_linker *linker, const hs_possible_answer *it)
{
    static const char *const calls[] = {"called",  "calling",  "described", "describing",
                                        "branded", "branding", "labelled",  "labelling"};
    hs_str cue = hs_linker_text(linker, it->cue);
    bool after_denial = it->goes_on && linker->last_answer.sentence == it->sentence &&
                        linker->last_answer.kind == HS_ANSWER_DENIAL;
    for (size_t i = 0; after_denial && i < HS_COUNT(calls); i++)
        if (hs_str_is(cue, calls[i]))
            return true;
    return false;
}

/* How it answers, and whether its word says so surely. */
static bool settle_kind(const hs_linker *linker, hs_possible_answer *it, unsigned by_model)
{
    bool sure = it->signs && it->signs->by_rule && it->signs->rule_sure;
    if (it->kind == HS_ANSWER_ADMISSION && it->view->told == HS_ANSWER_DENIAL)
        sure = false; /* "admitted no wrongdoing", "not until she admits it" */
    if (!sure)
        it->kind = it->view->told != HS_ANSWER_KINDS ? (hs_answer_kind)it->view->told
                                                     : (hs_answer_kind)by_model;
    if (it->kind == HS_ANSWER_ADMISSION && calls_it_names(linker, it))
        it->kind = HS_ANSWER_DENIAL;
    return sure;
}

/* "Criticised her", "a hypocrite", unlike "his criticism of her", which the text tells of. */
static bool accuses_anew(const hs_linker *linker, const hs_possible_answer *it)
{
    const hs_lexeme *lexeme = hs_lexicon_find(hs_linker_text(linker, it->cue));
    return lexeme->forms || lexeme->accuse_roles & HS_ACCUSE_EPITHET;
}

/* Whether what a word says surely answers the accusation: by the accused side, or what is asked of
 * it or thrown back. */
static bool plainly_answers(const hs_linker *linker, const hs_possible_answer *it)
{
    bool plain = it->thrown_back ? it->soon && it->related && accuses_anew(linker, it)
                 : it->kind == HS_ANSWER_NO_COMMENT || it->kind == HS_ANSWER_COUNTER
                     ? it->related
                     : it->of_accused;
    return it->to != HS_NONE && plain && looks_like_one(linker, it);
}

/* Enters what the model of answers takes for one. `first`: the block's first answer among the
 * items. */
static void judge(hs_linker *linker, hs_possible_answer *it, uint32_t first)
{
    if (!it->view || it->view->idle || only_cites(linker, it))
        return;
    uint32_t entered = entered_here(linker, it, first);
    if (entered != HS_NONE && !waits(linker, entered))
        return;
    const hs_answer_model *model = hs_answer_model_shared();
    it->goes_on = it->by.entity != HS_NONE && linker->last_answer.by == it->by.entity &&
                  it->sentence - linker->last_answer.sentence <= ANSWER_GOES_ON;
    uint64_t features = hs_link_answer_features(linker, it);
    hs_answer_verdict verdict = {0};
    if (model)
        verdict = hs_answer_weigh(model, it->view->sums, features);
    bool sure = settle_kind(linker, it, verdict.kind);
    if (it->kind == HS_ANSWER_NO_COMMENT && !it->related)
        it->to = HS_NONE; /* of many who say nothing, few are asked about the latest charge */
    if (sure && plainly_answers(linker, it))
        verdict.confidence = fmaxf(verdict.confidence, SURE_CONFIDENCE);
    float least = entered == HS_NONE ? hs_link_answer_least(linker, it, features)
                                     : HS_ANSWER_TO_NOTHING_LEAST;
    bool holds = verdict.confidence >= least && !hs_link_answer_barred(linker, it);

    if (hs_answers_observer)
        hs_answers_observer(linker, it, features, holds);
    bool names = !hs_span_empty(it->cue) && it->kind != HS_ANSWER_COUNTER;
    uint32_t named = names ? named_by(linker, it) : HS_NONE;
    if (named != HS_NONE && (it->to == HS_NONE || !says_no_wrong(&linker->items[named].accusation)))
        it->to = named;
    if (holds)
        enter_at(linker, entered == HS_NONE ? linker->item_count++ : entered, it,
                 verdict.confidence);
    if (it->view->likely >= LIKELY)
        note_likely(linker, it);
}

static hs_possible_answer possible_by_word(hs_linker *linker, const hs_answering *answering)
{
    return (hs_possible_answer){.by = hs_link_who_answers(linker, answering),
                                .to = HS_NONE,
                                .cue = answering->cue,
                                .text = answering->text,
                                .sentence = linker->sentence_base + answering->sentence,
                                .kind = (hs_answer_kind)answering->kind,
                                .text_hash = answering->text_hash,
                                .attribution = answering->attribution,
                                .signs = &answering->signs,
                                .view = answering->view};
}

static hs_possible_answer possible_by_saying(const hs_linker *linker, uint32_t index, hs_side by)
{
    const hs_attribution *attribution = &linker->findings->attributions[index];
    const hs_answer_view *view = attribution->view;
    return (hs_possible_answer){.by = by,
                                .to = HS_NONE,
                                .cue = attribution->cue,
                                .text = attribution->content[view ? view->best : 0],
                                .sentence = linker->sentence_base + attribution->sentence,
                                .text_hash = attribution->text_hash,
                                .attribution = index,
                                .view = view,
                                .said = true};
}

static hs_possible_answer possible_by_accusing(const hs_linker *linker, const hs_accusing *accusing,
                                               const hs_side *accuser)
{
    return (hs_possible_answer){.by = *accuser,
                                .to = HS_NONE,
                                .cue = accusing->cue,
                                .text = accusing->charge,
                                .sentence = linker->sentence_base + accusing->sentence,
                                .kind = HS_ANSWER_COUNTER,
                                .text_hash = accusing->text_hash,
                                .attribution = accusing->attribution,
                                .signs = &accusing->signs,
                                .view = accusing->view,
                                .thrown_back = true};
}

/* An accusation by the accused back at the side that accuses it. */
static void throw_back(const hs_linker *linker, hs_possible_answer *it, uint32_t accused)
{
    uint32_t by = it->by.entity;
    it->to = accusation_against(linker, by, accused, it->sentence, COUNTER_REACH);
    it->soon = accusation_against(linker, by, accused, it->sentence, COUNTER_SOON) != HS_NONE;
    it->at_once = accusation_against(linker, by, accused, it->sentence, COUNTER_AT_ONCE) != HS_NONE;
}

void hs_link_accused_back(hs_linker *linker, const hs_accusing *accusing, const hs_side *accuser,
                          const hs_side *accused, uint32_t count)
{
    enum { JUST = 2 };
    hs_possible_answer it = possible_by_accusing(linker, accusing, accuser);
    if (accuser->entity == HS_NONE)
        return;
    for (uint32_t k = 0; k < count && it.to == HS_NONE; k++)
        if (accused[k].entity != HS_NONE)
            throw_back(linker, &it, accused[k].entity);
    bool aimed = count > 0 && accused[0].entity != HS_NONE;
    if (it.to == HS_NONE && aimed && accusing->form == HS_ACCUSATION_EXPLICIT) {
        it.to = accused_just_now(linker, accuser->entity, it.sentence, JUST);
        it.soon = it.at_once = it.to != HS_NONE;
    }
    if (it.to != HS_NONE)
        *hs_array_push(&linker->possible) = it;
}

/* Of what shares words the first is taken: answering words, then all that is said rather than a
 * part of it. */
static int rank(const hs_possible_answer *it)
{
    return it->said ? 1 : it->thrown_back ? 3 : it->signs->by_rule ? 0 : 2;
}

static int in_order(const void *left, const void *right)
{
    const hs_possible_answer *a = left, *b = right;
    if (a->sentence != b->sentence)
        return a->sentence < b->sentence ? -1 : 1;
    if (rank(a) != rank(b))
        return rank(a) - rank(b);
    return a->text.start < b->text.start ? -1 : a->text.start > b->text.start;
}

/* What somebody says, after the `by_word` possible answers of the block's answering words. */
static void add_saying(hs_linker *linker, uint32_t attribution, size_t by_word)
{
    hs_possible_answer answer = possible_by_saying(
        linker, attribution, hs_link_who_says_known(linker, attribution, by_word));
    *hs_array_push(&linker->possible) = answer;
}

static void link_by_model(hs_linker *linker)
{
    const hs_block_findings *f = linker->findings;
    size_t by_word = linker->possible.count;
    for (uint32_t i = 0; i < f->answering_count; i++)
        *hs_array_push(&linker->possible) = possible_by_word(linker, &f->answering[i]);
    for (uint32_t i = 0; i < f->attribution_count; i++)
        if (f->attributions[i].content_count > 0 && linker->quote_of[i] != HS_NONE)
            add_saying(linker, i, by_word);
    if (linker->possible.count == 0)
        return;
    qsort(linker->possible.items, linker->possible.count, sizeof *linker->possible.items, in_order);
    uint32_t first = linker->item_count;
    for (size_t i = 0; i < linker->possible.count; i++)
        judge(linker, &linker->possible.items[i], first);
}

/* Whether an answering word already stands in the attribution's sentence. */
static bool answered_here(const hs_linker *linker, const hs_attribution *attribution)
{
    for (uint32_t i = 0; i < linker->findings->answering_count; i++)
        if (linker->findings->answering[i].sentence == attribution->sentence)
            return true;
    return false;
}

static bool may_answer(const hs_linker *linker, uint32_t index)
{
    const hs_attribution *attribution = &linker->findings->attributions[index];
    return attribution->act == HS_ACT_SPEECH && linker->quote_of[index] != HS_NONE &&
           linker->speakers[index] != HS_NONE && linker->speakers[index] != HS_UNRESOLVED &&
           attribution->content_count > 0 && attribution->pattern != HS_PATTERN_OBJECT &&
           !answered_here(linker, attribution);
}

static void enter_by_rule(hs_linker *linker, const hs_possible_answer *it, float confidence)
{
    enter(linker, it, confidence);
    note_likely(linker, it);
}

/* What an accused party says soon after, with "not" or "never" early in it, denies; what it says
 * right after an answer goes on answering. */
static void link_said_by_rule(hs_linker *linker, uint32_t index)
{
    hs_possible_answer it = possible_by_saying(linker, index, hs_link_who_says(linker, index));
    bool denies = linker->findings->attributions[index].denies;
    it.to = accusation_against(linker, it.by.entity, HS_NONE, it.sentence, DENIAL_REACH);
    it.goes_on = linker->last_answer.by == it.by.entity &&
                 it.sentence - linker->last_answer.sentence <= ANSWER_GOES_ON;
    it.kind = it.goes_on && !denies ? linker->last_answer.kind : HS_ANSWER_DENIAL;
    if (it.goes_on)
        it.to = linker->last_answer.to;
    if ((it.goes_on || (denies && it.to != HS_NONE)) && it.kind != HS_ANSWER_NO_COMMENT)
        enter_by_rule(linker, &it, SAID_CONFIDENCE);
}

/* What the accusation model alone found is as sure as what is only said. */
static float word_confidence(const hs_answering *answering)
{
    float confidence = WORD_CONFIDENCE * (float)answering->score;
    return confidence > SAID_CONFIDENCE ? confidence : SAID_CONFIDENCE;
}

static void link_by_rule(hs_linker *linker)
{
    const hs_block_findings *f = linker->findings;
    for (size_t i = 0; i < linker->possible.count; i++)
        enter_by_rule(linker, &linker->possible.items[i], COUNTER_CONFIDENCE);
    for (uint32_t i = 0; i < f->answering_count; i++) {
        hs_possible_answer it = possible_by_word(linker, &f->answering[i]);
        it.to = accusation_against(linker, it.by.entity, HS_NONE, it.sentence, UINT32_MAX);
        if (it.to != HS_NONE || f->answering[i].score >= SURE_ANSWER)
            enter_by_rule(linker, &it, word_confidence(&f->answering[i]));
    }
    for (uint32_t i = 0; i < f->attribution_count; i++)
        if (may_answer(linker, i))
            link_said_by_rule(linker, i);
}

void hs_link_answers(hs_linker *linker)
{
    bool may_judge = hs_answer_model_shared() || hs_answers_observer;
    if (linker->findings->learned_accusations && may_judge)
        link_by_model(linker);
    else
        link_by_rule(linker);
    hs_array_clear(&linker->possible);
}
