/* Accusations and answers by the trained model: its spans become the reading's findings, each with
 * the mentions that may have a part in it. The rules for accusing and answering words have run
 * before: where both see the same words they are one finding, and what the rules alone find stays.
 * All have the model's likelihoods with them; linking judges (finding_features.h).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/accusations/accusation_found.h"
#include "annotate/accusations/accusation_roles.h"
#include "annotate/accusations/accusations.h"
#include "annotate/accusations/answer_views.h"
#include "annotate/accusations/charge.h"
#include "annotate/accusations/unsaid.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/syntax.h"

enum {
    SURE = 75, /* percent, of the rules' own scores */
};

/* What a sentence and a word of it are taken to be worth at least where a rule is sure of a word
 * that the network did not learn with. */
#define UNTAUGHT_SENTENCE 0.4f
#define UNTAUGHT_INSIDE 0.3f

void (*hs_accusations_given)(const hs_reading *reading, hs_found_accusations *found,
                             hs_found_answers *answers);

typedef struct learned {
    hs_reading *r;
    const hs_accusation_model *model;
    const hs_ranker *roles;
    const hs_accusation_word *words;
    hs_accusation_output output;
    hs_likelihoods accusing, answering;
    const hs_ranker_kept **role_sums; /* of hs_role_case */
} learned;

static hs_role_case case_of(const learned *l, hs_token_range cue, hs_token_range charge,
                            uint32_t anchor)
{
    return (hs_role_case){.model = l->roles,
                          .reading = l->r,
                          .words = l->words,
                          .output = &l->output,
                          .cue = cue,
                          .charge = hs_token_range_empty(charge) ? cue : charge,
                          .anchor = anchor,
                          .sums = l->role_sums};
}

static hs_signs signs_of(const learned *l, const hs_likelihoods *likelihoods, uint32_t anchor)
{
    const hs_accusation_word *head = &l->words[anchor];
    const hs_accusation_word *clause = head->governor == HS_NONE ? head : &l->words[head->governor];
    return (hs_signs){
        .negated = head->negated || clause->negated,
        .wrong_negated =
            head->negated && hs_meaning_get(head->meaning, HS_MEANING_FAULT) >= HS_MEANING_WRONG,
        .hypothetical = clause->hypothetical,
        .sentence = likelihoods->sentences[hs_syntax_sentence(l->r, anchor)],
        .inside = 1 - likelihoods->tokens[anchor][0],
        .in_marks = l->r->words.items[l->words[anchor].word].quotation != 0,
    };
}

/* The rules' finding at the same cue, or where there is none in the same charge, marked as taken;
 * NULL if there is none. */
static hs_accusing *take_rule(const hs_rule_accusations *rules, hs_span cue, hs_span charge)
{
    hs_nearby near = hs_near_look(&rules->near, hs_span_empty(cue) ? charge : cue);
    for (size_t i = 0; i < near.count; i++) {
        hs_accusing *rule = &rules->items[near.items[i]];
        bool same = hs_span_empty(cue)
                        ? hs_span_empty(rule->cue) && hs_span_overlap(rule->charge, charge)
                        : hs_span_overlap(rule->cue, cue);
        if (rule->learned || !same)
            continue;
        rule->learned = true;
        return rule;
    }
    return NULL;
}

static void note_rule(hs_signs *signs, unsigned score)
{
    signs->by_rule = true;
    signs->rule_sure = score >= SURE;
}

/* What a rule sees in the words of an accusation; of a word that the network did not learn with it
 * cannot know what a rule is sure of. */
static void note_accusing_rule(hs_signs *signs, const hs_accusing *rule)
{
    note_rule(signs, rule->score);
    if (!rule->untaught || !signs->rule_sure)
        return;
    signs->sentence = fmaxf(signs->sentence, UNTAUGHT_SENTENCE);
    signs->inside = fmaxf(signs->inside, UNTAUGHT_INSIDE);
}

static void add_accusation(const learned *l, const hs_found_accusation *found,
                           const hs_rule_accusations *rules)
{
    hs_reading *r = l->r;
    uint32_t word = l->words[found->anchor].word;
    hs_role_case it = case_of(l, found->cue, found->charge, found->anchor);
    it.rule = take_rule(rules, hs_found_span(r, found->cue), hs_found_span(r, found->charge));
    hs_accusing *added = hs_array_push(&r->accusing);
    *added = (hs_accusing){
        .cue = hs_found_span(r, found->cue),
        .charge = hs_found_span(r, found->charge),
        .accuser = HS_NONE,
        .attribution = r->attribution_at[word],
        .sentence = r->words.items[word].sentence,
        .form = found->explicit_form ? HS_ACCUSATION_EXPLICIT : HS_ACCUSATION_IMPLICIT,
        .learned = true,
        .roles = hs_roles_see(&it),
        .signs = signs_of(l, &l->accusing, found->anchor),
    };
    added->signs.by_model = true;
    if (it.rule)
        note_accusing_rule(&added->signs, it.rule);
}

static bool covers(const hs_accusing *other, const hs_accusing *rule)
{
    return hs_span_overlap(other->cue, rule->cue) || hs_span_overlap(other->charge, rule->cue) ||
           hs_span_overlap(other->charge, rule->charge);
}

/* What the rules' findings are compared with before they are kept. */
typedef struct keeping {
    const hs_reading *r;
    const hs_rule_accusations *rules;
    size_t learned;   /* of the reading's findings, by the model; those of rules follow */
    hs_near known;    /* these and behind them what their charges lost */
    hs_span *cut_off; /* which is here */
    uint32_t *kept;   /* a rule's finding among the reading's, or HS_NONE */
} keeping;

static keeping keeping_of(const hs_reading *r, const hs_rule_accusations *rules,
                          const hs_found_accusations *found)
{
    size_t count = r->accusing.count;
    hs_span *known = hs_arena_new_array(r->scratch, hs_span, count + found->count);
    uint32_t *kept = hs_arena_new_array(r->scratch, uint32_t, rules->count);
    for (size_t i = 0; i < count; i++)
        known[i] = hs_span_join(r->accusing.items[i].cue, r->accusing.items[i].charge);
    for (size_t i = 0; i < found->count; i++)
        known[count + i] = hs_found_span(r, found->items[i].cut_off);
    for (size_t i = 0; i < rules->count; i++)
        kept[i] = HS_NONE;
    return (keeping){.r = r,
                     .rules = rules,
                     .learned = count,
                     .known = hs_near_read(known, count + found->count, r->scratch),
                     .cut_off = known + count,
                     .kept = kept};
}

/* By the model, or as what a charge lost: "Who took £4,000 | has been jailed" is no other
 * accusation. */
static bool known_already(const keeping *k, const hs_accusing *rule)
{
    hs_nearby near = hs_near_look(&k->known, hs_span_join(rule->cue, rule->charge));
    for (size_t i = 0; i < near.count; i++) {
        uint32_t index = near.items[i];
        hs_span lost = index < k->learned ? (hs_span){0, 0} : k->cut_off[index - k->learned];
        if (index < k->learned
                ? covers(&k->r->accusing.items[index], rule)
                : hs_span_overlap(lost, rule->cue) || hs_span_overlap(lost, rule->charge))
            return true;
    }
    return false;
}

/* By an earlier rule, whose charge may have been mended within its sentence. */
static bool kept_already(const keeping *k, const hs_accusing *rule)
{
    hs_span sentence = hs_word_range_span(&k->r->words, k->r->words.sentences[rule->sentence]);
    hs_span around = hs_span_join(sentence, hs_span_join(rule->cue, rule->charge));
    hs_nearby near = hs_near_look(&k->rules->near, around);
    for (size_t i = 0; i < near.count; i++) {
        uint32_t kept = k->kept[near.items[i]];
        if (kept != HS_NONE && covers(&k->r->accusing.items[kept], rule))
            return true;
    }
    return false;
}

/* What the rules alone found: two ways of looking see more than one. */
static void keep_rules(const learned *l, const hs_rule_accusations *found_by_rule,
                       const hs_found_accusations *found)
{
    keeping k = keeping_of(l->r, found_by_rule, found);
    const hs_accusing *rules = found_by_rule->items;
    for (size_t i = 0; i < found_by_rule->count; i++) {
        hs_token_range cue = hs_accusation_tokens(l->r, rules[i].cue);
        hs_token_range charge = hs_accusation_tokens(l->r, rules[i].charge);
        hs_token_range about = hs_token_range_empty(cue) ? charge : cue;
        if (rules[i].learned || hs_token_range_empty(about) || known_already(&k, &rules[i]) ||
            kept_already(&k, &rules[i]))
            continue;
        uint32_t anchor = hs_syntax_range_head(l->r, about);
        if (hs_found_not_said(l->r, l->words, anchor, !hs_token_range_empty(cue)))
            continue;
        hs_found_accusation mended = {
            .cue = cue, .charge = charge, .anchor = anchor, .explicit_form = true};
        if (!hs_token_range_empty(charge))
            hs_charge_mend(l->r, l->words, &mended);
        if (!hs_token_range_empty(cue) && !mended.explicit_form)
            continue; /* "responsibility for an attack on X": done, not said */
        hs_role_case it = case_of(l, cue, mended.charge, anchor);
        it.rule = &rules[i];
        k.kept[i] = (uint32_t)l->r->accusing.count;
        hs_accusing *kept = hs_array_push(&l->r->accusing);
        *kept = rules[i];
        if (!hs_token_range_empty(charge))
            kept->charge = hs_found_span(l->r, mended.charge);
        kept->accused_count = 0;
        kept->accuser = HS_NONE;
        kept->learned = true;
        kept->roles = hs_roles_see(&it);
        kept->signs = signs_of(l, &l->accusing, anchor);
        note_accusing_rule(&kept->signs, &rules[i]);
    }
}

static void add_answer(const learned *l, const hs_found_answer *found)
{
    hs_reading *r = l->r;
    uint32_t word = l->words[found->anchor].word;
    hs_role_case it = case_of(l, found->cue, found->text, found->anchor);
    it.answer = true;
    hs_answering *added = hs_array_push(&r->answering);
    *added = (hs_answering){
        .cue = hs_found_span(r, found->cue),
        .text = hs_found_span(r, found->text),
        .by = HS_NONE,
        .attribution = r->attribution_at[word],
        .reported = HS_NONE,
        .sentence = r->words.items[word].sentence,
        .kind = found->kind,
        .learned = true,
        .roles = hs_roles_see(&it),
        .signs = signs_of(l, &l->answering, found->anchor),
    };
    added->signs.by_model = true;
}

/* "Denied | this": words behind a cue that can be what it is about, unlike "apologised after". */
static bool object_behind(const hs_reading *r, hs_span cue, hs_span text)
{
    if (text.start < cue.end)
        return false;
    switch ((hs_tag)hs_reading_tag(r, hs_reading_word_at(r, text.start))) {
    case HS_TAG_NOUN:
    case HS_TAG_NAME:
    case HS_TAG_PRONOUN:
    case HS_TAG_DETERMINER:
    case HS_TAG_THAT:
        return true;
    default:
        return false;
    }
}

/* What a rule sees in the words of an answer that was found: whose word it is says who answers, and
 * of what kind it is, before other answering words in it do. */
static void take_rule_answer(const hs_reading *r, hs_answering *answer, const hs_answering *rule)
{
    bool same_word = hs_span_overlap(answer->cue, rule->cue);
    if (same_word && rule->by != HS_NONE && answer->learned) {
        answer->by = rule->by;
        answer->learned = false;
    }
    if (same_word || !answer->signs.by_rule)
        answer->kind = rule->kind;
    bool cue_alone = answer->text.start == answer->cue.start && answer->text.end == answer->cue.end;
    bool told_before = !hs_span_empty(rule->text) && rule->text.end <= rule->cue.start;
    if (same_word && (told_before || (cue_alone && object_behind(r, answer->cue, rule->text))))
        answer->text = rule->text; /* "the claims" of "were denied by the firm" too */
    note_rule(&answer->signs, rule->score);
}

/* Gives an answer what the rules see in its words, and marks the rules' findings. */
static void take_rule_answers(const hs_reading *r, hs_answering *answer, const hs_answering *rules,
                              const hs_near *near, bool *known)
{
    hs_span reach = hs_span_join(answer->cue, answer->text);
    hs_nearby nearby = hs_near_look(near, reach);
    for (size_t i = 0; i < nearby.count; i++) /* one of their texts may become the answer's */
        reach = hs_span_join(reach, rules[nearby.items[i]].text);
    nearby = hs_near_look(near, reach);
    for (size_t i = 0; i < nearby.count; i++) {
        const hs_answering *rule = &rules[nearby.items[i]];
        if (!hs_span_overlap(answer->text, rule->text) && !hs_span_overlap(answer->cue, rule->cue))
            continue;
        take_rule_answer(r, answer, rule);
        known[nearby.items[i]] = true;
    }
}

/* Answering words say themselves of what kind they are; what the rules alone found stays, with the
 * party that they saw. */
static void keep_rule_answers(const learned *l, const hs_answering *rules, size_t count,
                              const hs_near *near)
{
    hs_reading *r = l->r;
    bool *known = hs_arena_new_array(r->scratch, bool, count);
    for (size_t i = 0; i < r->answering.count; i++)
        take_rule_answers(r, &r->answering.items[i], rules, near, known);
    for (size_t i = 0; i < count; i++) {
        hs_token_range cue = hs_accusation_tokens(r, rules[i].cue);
        if (known[i] || hs_token_range_empty(cue))
            continue;
        hs_answering *kept = hs_array_push(&r->answering);
        *kept = rules[i];
        kept->signs = signs_of(l, &l->answering, hs_syntax_range_head(r, cue));
        note_rule(&kept->signs, rules[i].score);
    }
}

/* "denied the charge": the words of an answer that name what it answers accuse nobody anew, unlike
 * "denied claims that she lied"; nor does "threatened to sue" accuse who does. */
static bool answered_words(const learned *l, const hs_found_accusation *found,
                           const hs_answering *answers, const hs_near *near)
{
    hs_span span = hs_found_span(l->r, found->charge);
    hs_nearby nearby = hs_near_look(near, span);
    for (size_t i = 0; i < nearby.count; i++) {
        const hs_answering *answer = &answers[nearby.items[i]];
        if (answer->kind == HS_ANSWER_COUNTER
                ? !found->explicit_form && answer->cue.start == span.start
                : !hs_span_empty(answer->cue) && hs_span_contains(answer->text, span) &&
                      !hs_found_told_first(l->r, l->words, found))
            return true;
    }
    return false;
}

static int in_text_order(const void *left, const void *right)
{
    const hs_accusing *a = left, *b = right;
    uint32_t x = hs_span_empty(a->cue) ? a->charge.start : a->cue.start;
    uint32_t y = hs_span_empty(b->cue) ? b->charge.start : b->cue.start;
    if (x != y)
        return x < y ? -1 : 1;
    return a->charge.start < b->charge.start ? -1 : a->charge.start > b->charge.start;
}

/* "A false report that he was arrested": whoever reports it may be accused, but not he. */
static bool falsely_told(const hs_reading *r, const hs_accusing *rule)
{
    hs_token_range cue = hs_accusation_tokens(r, rule->cue);
    return r->syntax && !hs_token_range_empty(cue) &&
           hs_unsaid_falsely_told(r, hs_syntax_range_head(r, cue));
}

static hs_rule_accusations take_rules(hs_reading *r)
{
    size_t count = 0;
    hs_accusing *items =
        hs_arena_copy(r->scratch, r->accusing.items, r->accusing.count * sizeof *items);
    for (size_t i = 0; i < r->accusing.count; i++)
        if (!falsely_told(r, &items[i]))
            items[count++] = items[i];
    hs_rule_accusations rules = {.items = items, .count = count};
    hs_span *spans = hs_arena_new_array(r->scratch, hs_span, count);
    for (size_t i = 0; i < count; i++)
        spans[i] = hs_span_join(rules.items[i].cue, rules.items[i].charge);
    rules.near = hs_near_read(spans, count, r->scratch);
    hs_array_clear(&r->accusing);
    return rules;
}

/* Accusations by the model and by the rules: where both see the same words they are one. */
static void merge_accusations(const learned *l, hs_found_accusations *found,
                              const hs_answering *answers, const hs_near *near_answers)
{
    hs_reading *r = l->r;
    hs_rule_accusations rules = take_rules(r);
    hs_found_order(found);
    if (!hs_accusations_given)
        hs_found_join_reports(r, l->words, found);
    for (size_t i = 0; i < found->count; i++) {
        hs_found_accusation *it = &found->items[i];
        if (!hs_accusations_given)
            hs_charge_leave_main_clause(r, l->words, it);
        if (!hs_accusations_given &&
            (hs_found_unsaid(r, l->words, it) || answered_words(l, it, answers, near_answers)))
            continue;
        if (!hs_accusations_given) {
            hs_found_take_words(r, l->words, it, &rules);
            hs_charge_mend(l->r, l->words, it);
        }
        add_accusation(l, it, &rules);
    }
    if (!hs_accusations_given)
        keep_rules(l, &rules, found);
    if (r->accusing.count > 0)
        qsort(r->accusing.items, r->accusing.count, sizeof r->accusing.items[0], in_text_order);
}

static void find(const learned *l, hs_found_accusations *found, hs_found_answers *answers)
{
    const float *settings = l->model->settings;
    if (hs_accusations_given) {
        hs_accusations_given(l->r, found, answers);
        return;
    }
    hs_accusation_find(l->model, l->r, &l->output, &l->accusing,
                       settings[HS_SETTING_ACCUSING_LEAST], found);
    hs_answer_find(l->model, l->r, &l->output, &l->answering, settings[HS_SETTING_ANSWERING_LEAST],
                   answers);
}

bool hs_read_learned_accusations(hs_reading *r)
{
    const hs_accusation_model *model = hs_accusation_model_shared();
    const hs_ranker *roles = model ? hs_role_model_shared() : NULL;
    if (!roles || !r->syntax || r->syntax->word_count == 0)
        return false;
    learned l = {
        .r = r, .model = model, .roles = roles, .words = hs_accusation_words(r, r->scratch)};
    l.role_sums = hs_arena_new_array(r->scratch, const hs_ranker_kept *, r->syntax->word_count + 1);
    const hs_accusation_rows *rows = hs_accusation_inputs(r, l.words, r->scratch);
    const hs_chain chains[] = {hs_accusation_chain(model), hs_answer_chain(model)};
    l.output = hs_accusation_run(model, r, rows, r->scratch);
    l.accusing = hs_likelihoods_read(&chains[0], r, &l.output);
    l.answering = hs_likelihoods_read(&chains[1], r, &l.output);
    hs_found_accusations found = {0};
    hs_found_answers answers = {0};
    find(&l, &found, &answers);
    size_t rule_count = r->answering.count;
    hs_answering *rules = hs_arena_copy(r->scratch, r->answering.items, rule_count * sizeof *rules);
    hs_array_clear(&r->answering);
    hs_near near_rules = hs_answering_near(rules, rule_count, r->scratch);
    merge_accusations(&l, &found, rules, &near_rules);
    for (size_t i = 0; i < answers.count; i++)
        add_answer(&l, &answers.items[i]);
    if (!hs_accusations_given)
        keep_rule_answers(&l, rules, rule_count, &near_rules);
    for (uint32_t i = 0; i < r->syntax->sentence_count; i++)
        r->accusing_most = fmaxf(r->accusing_most, l.accusing.sentences[i]);
    hs_answer_views_make(&(hs_answer_views){
        .reading = r, .words = l.words, .output = &l.output, .likelihoods = &l.answering});
    hs_array_finish(&found);
    hs_array_finish(&answers);
    return true;
}
