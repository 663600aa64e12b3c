/* Claims: every sentence, or the clause that a reporting frame surrounds, with what the trained
 * model says of it (claim_model.h). Where there is no model, the weights here, of a logistic
 * regression on annotated news and debate sentences (docs/ENGINE.md), give the score.
 */
#include "annotate/claims/checkable.h"

#include <math.h>

#include "annotate/claims/claim_model.h"
#include "annotate/claims/claim_parts.h"
#include "annotate/claims/claim_saying.h"
#include "annotate/claims/claim_span.h"
#include "annotate/claims/claim_superlative.h"
#include "annotate/claims/claim_type.h"
#include "annotate/reading/edges.h"
#include "base/memory.h"

enum { SHORT_WORDS = 6, LONG_WORDS = 20, LEAST_WORDS = 3 };

static const float for_superlative = 1.5f; /* on the logit */

static const float weights[HS_CHECK_FEATURES] = {
    [HS_CHECK_BIAS] = -1.39f,
    [HS_CHECK_DIGIT] = 1.42f,
    [HS_CHECK_NUMBER_WORD] = 0.67f,
    [HS_CHECK_UNIT] = 0.19f,
    [HS_CHECK_COMPARISON] = 0.43f,
    [HS_CHECK_SUPERLATIVE] = 0.30f,
    [HS_CHECK_CAUSE] = 1.37f,
    [HS_CHECK_RULE] = 0.49f,
    [HS_CHECK_VOTE] = 0.95f,
    [HS_CHECK_STATISTIC] = 1.06f,
    [HS_CHECK_CRIME] = 1.36f,
    [HS_CHECK_HARM] = 0.16f,
    [HS_CHECK_OPINION] = -1.12f,
    [HS_CHECK_VAGUE] = -0.50f,
    [HS_CHECK_FIRST_PERSON] = -0.91f,
    [HS_CHECK_SECOND_PERSON] = -0.53f,
    [HS_CHECK_QUESTION] = -1.71f,
    [HS_CHECK_HYPOTHETICAL] = -0.47f,
    [HS_CHECK_FUTURE] = -1.08f,
    [HS_CHECK_PAST] = 0.63f,
    [HS_CHECK_PARTICIPLE] = 0.57f,
    [HS_CHECK_NAMES] = 0.22f,
    [HS_CHECK_NAMES_MANY] = 0.34f,
    [HS_CHECK_COUNTRY] = 0.44f,
    [HS_CHECK_SHORT] = -1.48f,
    [HS_CHECK_LONG] = 0.67f,
    [HS_CHECK_DIRECT] = -0.06f,
    [HS_CHECK_INDIRECT] = 0.68f,
    [HS_CHECK_FRAGMENT_BLOCK] = -0.81f,
    [HS_CHECK_NEGATION] = 0.01f,
};

static const struct {
    uint64_t classes;
    hs_feature_index feature;
} class_features[] = {
    {HS_LEX(UNIT), HS_CHECK_UNIT},
    {HS_LEX(COMPARISON), HS_CHECK_COMPARISON},
    {HS_LEX(SUPERLATIVE), HS_CHECK_SUPERLATIVE},
    {HS_LEX(CAUSE), HS_CHECK_CAUSE},
    {HS_LEX(RULE), HS_CHECK_RULE},
    {HS_LEX(VOTE), HS_CHECK_VOTE},
    {HS_LEX(STATISTIC), HS_CHECK_STATISTIC},
    {HS_LEX(CRIME), HS_CHECK_CRIME},
    {HS_LEX(OPINION), HS_CHECK_OPINION},
    {HS_LEX(VAGUE), HS_CHECK_VAGUE},
    {HS_LEX(FIRST_PERSON), HS_CHECK_FIRST_PERSON},
    {HS_LEX(SECOND_PERSON), HS_CHECK_SECOND_PERSON},
    {HS_LEX(HYPOTHETICAL), HS_CHECK_HYPOTHETICAL},
    {HS_LEX(FUTURE), HS_CHECK_FUTURE},
    {HS_LEX(COUNTRY) | HS_LEX(DEMONYM), HS_CHECK_COUNTRY},
    {HS_LEX(NEGATION), HS_CHECK_NEGATION},
};

static void note_word(const hs_reading *r, uint32_t i, hs_check_features *features)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    for (size_t k = 0; k < HS_COUNT(class_features); k++)
        if (hs_word_is(word, class_features[k].classes))
            features->on[class_features[k].feature] = 1;
    if (word->shape == HS_TOKEN_NUMBER)
        features->on[HS_CHECK_DIGIT] = 1;
    else if (word->lexeme->number_kind)
        features->on[HS_CHECK_NUMBER_WORD] = 1;
    if (word->lexeme->harm_weight >= 4)
        features->on[HS_CHECK_HARM] = 1;
    if (word->tag == HS_TAG_VERB && word->lexeme->forms & HS_LEX_FORM_PAST)
        features->on[HS_CHECK_PAST] = 1;
    if (word->tag == HS_TAG_VERB && word->lexeme->forms == HS_LEX_FORM_PARTICIPLE)
        features->on[HS_CHECK_PARTICIPLE] = 1;
    if (word->tag == HS_TAG_NAME && features->on[HS_CHECK_NAMES] < 9)
        features->on[HS_CHECK_NAMES]++;
    if (word->tag == HS_TAG_STOP && hs_str_equal(hs_word_text(&r->words, i), HS_STR("?")))
        features->on[HS_CHECK_QUESTION] = 1;
}

hs_check_features hs_checkable_features(const hs_reading *r, uint32_t first, uint32_t end)
{
    hs_check_features features = {.on = {[HS_CHECK_BIAS] = 1}};
    for (uint32_t i = first; i < end; i++)
        note_word(r, i, &features);
    features.on[HS_CHECK_NAMES_MANY] = features.on[HS_CHECK_NAMES] >= 3;
    features.on[HS_CHECK_NAMES] = features.on[HS_CHECK_NAMES] > 0;
    features.on[HS_CHECK_SHORT] = end - first <= SHORT_WORDS;
    features.on[HS_CHECK_LONG] = end - first > LONG_WORDS;
    uint32_t attribution = r->attribution_at[first];
    bool direct =
        hs_reading_word(r, first)->quotation ||
        (attribution != HS_NONE && r->attributions.items[attribution].form == HS_FORM_BLOCK);
    features.on[HS_CHECK_DIRECT] = direct;
    features.on[HS_CHECK_INDIRECT] = !direct && attribution != HS_NONE;
    features.on[HS_CHECK_FRAGMENT_BLOCK] = r->block->kind != HS_BLOCK_PARAGRAPH &&
                                           r->block->kind != HS_BLOCK_TRANSCRIPT_TURN &&
                                           r->block->kind != HS_BLOCK_QUOTE;
    return features;
}

static float score(const hs_check_features *features)
{
    float sum = 0;
    for (size_t i = 0; i < HS_CHECK_FEATURES; i++)
        sum += weights[i] * (float)features->on[i];
    return 1.0f / (1.0f + expf(-sum));
}

/* The figures that lie in a span, of the block's ascending list; `*next` moves on. */
static void take_figures(const hs_reading *r, hs_span span, uint32_t *next, hs_checkable *checkable)
{
    while (*next < r->figures.count && r->figures.items[*next].span.start < span.start)
        (*next)++;
    checkable->first_figure = *next;
    while (*next < r->figures.count && r->figures.items[*next].span.end <= span.end) {
        (*next)++;
        checkable->figure_count++;
    }
}

typedef struct judge {
    hs_reading *r;
    const hs_claim_model *model; /* or NULL */
    hs_claim_run run;
    uint32_t next_figure;
} judge;

/* What the model says of a part: scores that linking finishes, and the type. */
static void apply_model(const judge *j, hs_word_range part, hs_claim_signs signs,
                        hs_checkable *checkable)
{
    float features[HS_CLAIM_FEATURES], outputs[HS_CLAIM_OUTPUTS];
    const hs_shallow_word *last = hs_reading_word(j->r, part.end - 1);
    hs_claim_features(j->r, checkable->sentence, part, features);
    hs_claim_outputs(&j->run, hs_reading_word(j->r, part.first)->first_token,
                     last->first_token + last->lexeme->word_count, features, outputs);
    checkable->logit = outputs[HS_CLAIM_OUTPUT_ANY];
    checkable->turn_logit = hs_claim_turn_logit(outputs);
    checkable->worth = 1.0f / (1.0f + expf(-outputs[HS_CLAIM_OUTPUT_WORTH]));
    checkable->type = (uint8_t)hs_claim_type_of(outputs + HS_CLAIM_OUTPUT_TYPE, signs);
}

/* Not worth checking, whatever else its words are like. */
static void lower(hs_checkable *checkable)
{
    static const float logit = -3, score = 0.05f;
    checkable->logit = fminf(checkable->logit, logit);
    checkable->turn_logit = fminf(checkable->turn_logit, logit);
    checkable->score = fminf(checkable->score, score);
}

static hs_checkable read_part(const judge *j, uint32_t sentence, hs_claim_part part)
{
    hs_check_features features = hs_checkable_features(j->r, part.words.first, part.words.end);
    hs_word_range words = hs_claim_bare(j->r, part.words);
    bool open = false;
    hs_word_range shown = hs_edges_mend(j->r, hs_claim_shown(j->r, words, &open));
    hs_claim_signs signs = hs_claim_signs_of(j->r, words.first, words.end);
    hs_checkable checkable = {
        .span = hs_reading_span(j->r, shown.first, shown.end),
        .attribution = part.attribution,
        .open = open,
        .sentence = sentence,
        .score = score(&features),
        .type = (uint8_t)hs_claim_type_by_signs(signs),
    };
    if (j->model)
        apply_model(j, words, signs, &checkable);
    if (hs_claim_superlative(j->r, words)) {
        checkable.logit += for_superlative;
        checkable.turn_logit += for_superlative;
    }
    if (part.attribution == HS_NONE ? hs_claim_only_says(j->r, words)
                                    : hs_claim_denied(j->r, part.attribution))
        lower(&checkable);
    return checkable;
}

static bool likely(const judge *j, const hs_checkable *checkable)
{
    return j->model ? checkable->logit > 0 : checkable->score >= 0.5f;
}

/* Whether nothing that a sentence reports is a claim, but what it says beside that is one. */
static bool all_in_aside(const judge *j, uint32_t sentence, const hs_claim_parts *parts,
                         const hs_checkable *read)
{
    for (uint32_t k = 0; k < parts->count; k++)
        if (likely(j, &read[k]))
            return false;
    if (parts->aside.end < parts->aside.first + LEAST_WORDS)
        return false;
    hs_checkable aside = read_part(j, sentence, (hs_claim_part){parts->aside, HS_NONE});
    return likely(j, &aside);
}

static void read_sentence(judge *j, const hs_claim_cuts *cuts, uint32_t sentence)
{
    hs_checkable read[HS_CLAIM_PARTS_MAX];
    hs_claim_parts parts = hs_claim_cut(cuts, j->r->words.sentences[sentence]);
    for (uint32_t k = 0; k < parts.count; k++)
        read[k] = read_part(j, sentence, parts.items[k]);
    if (all_in_aside(j, sentence, &parts, read)) {
        read[0] = read_part(j, sentence, parts.whole);
        parts.count = 1;
    }
    for (uint32_t k = 0; k < parts.count; k++) {
        take_figures(j->r, read[k].span, &j->next_figure, &read[k]);
        *hs_array_push(&j->r->checkable) = read[k];
    }
}

void hs_read_checkable(hs_reading *r)
{
    bool weighs = r->states && r->scope != HS_FINDINGS_QUOTED;
    judge j = {.r = r, .model = weighs ? hs_claim_model_shared() : NULL};
    hs_claim_cuts cuts = hs_claim_cuts_begin(r);
    if (j.model)
        j.run = hs_claim_begin(j.model, hs_claim_tokens(r, r->scratch), r->states, r->state_width,
                               (uint32_t)r->block->token_count, r->scratch);
    for (uint32_t s = 0; s < r->words.sentence_count; s++) {
        hs_word_range sentence = r->words.sentences[s];
        if (sentence.end - sentence.first >= LEAST_WORDS)
            read_sentence(&j, &cuts, s);
    }
}
