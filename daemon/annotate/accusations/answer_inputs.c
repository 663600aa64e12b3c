/* Rows, states and numbers of what may answer: its cue, its words, and the words around it that
 * say whose they are ("in response", "a spokesman").
 */
#include "annotate/accusations/answer_inputs.h"

#include <math.h>
#include <string.h>

#include "annotate/networks/log_odds.h"
#include "annotate/reading/syntax.h"

enum {
    CONTENT_WORDS = 40,
    FRAME_WORDS = 20,
    FIRST_WORDS = 4,
};

/* What a row stands for: part of its hash. */
enum row_kind {
    ROW_CUE,
    ROW_CUE_ANSWERS,
    ROW_CUE_CLAUSE,
    ROW_WORD,
    ROW_FIRST,
    ROW_NEGATED,
    ROW_FRAME,
    ROW_FRAME_ANSWERS,
    ROW_ROOT,
    ROW_ROOT_SUBJECT,
    ROW_FORM,
    ROW_SENSE,
    ROW_SPEECH,
    ROW_PERSON,
    ROW_LENGTH,
    ROW_BLOCK,
};

typedef struct maker {
    const hs_answer_case *it;
    const hs_reading *r;
    const hs_word *tree;
    hs_answer_inputs *inputs;
} maker;

static void add(maker *m, enum row_kind kind, uint64_t value)
{
    hs_answer_inputs *inputs = m->inputs;
    if (inputs->row_count == HS_ANSWER_ROWS_MOST)
        return;
    uint32_t row = hs_accusation_hash((uint32_t)kind, value) % HS_ANSWER_ROWS;
    for (uint32_t i = 0; i < inputs->row_count; i++)
        if (inputs->rows[i] == row)
            return;
    inputs->rows[inputs->row_count++] = row;
}

static bool punctuation(const maker *m, uint32_t token)
{
    return m->tree[token].upos == HS_UPOS_PUNCT || m->tree[token].upos == HS_UPOS_SYM;
}

static void add_cue(maker *m)
{
    hs_token_range cue = m->it->cue;
    if (hs_token_range_empty(cue)) {
        add(m, ROW_CUE, 0);
        return;
    }
    uint32_t head = hs_syntax_range_head(m->r, cue);
    for (uint32_t t = cue.first; t < cue.end && t < cue.first + FIRST_WORDS; t++) {
        const hs_accusation_word *word = &m->it->words[t];
        add(m, ROW_CUE, hs_accusation_lemma(&m->tree[t]));
        if (word->lexeme->answer_weight)
            add(m, ROW_CUE_ANSWERS, 1u + word->lexeme->answer_kind);
        add(m, ROW_SENSE, 1000u + word->wrong);
    }
    const hs_accusation_word *word = &m->it->words[head];
    add(m, ROW_CUE_CLAUSE,
        word->negated + 2u * word->hypothetical + 4u * word->passive +
            8u * hs_accusation_party_kind(m->r, m->it->words, word->subject));
}

/* Of words that speak of a fault, and of those by which something is said. */
static void add_meaning(maker *m, uint32_t token)
{
    hs_meaning meaning = m->it->words[token].meaning;
    unsigned part = m->tree[token].upos, fault = hs_meaning_get(meaning, HS_MEANING_FAULT);
    unsigned speech = hs_meaning_get(meaning, HS_MEANING_SPEECH);
    if (fault >= 2)
        add(m, ROW_SENSE, (part * 16u + hs_meaning_get(meaning, HS_MEANING_KIND)) * 4u + fault / 3);
    if (speech > HS_SPEECH_NONE)
        add(m, ROW_SPEECH,
            (part * 16u + speech) * 4u + hs_meaning_get(meaning, HS_MEANING_TONE) / 4);
}

static void add_word(maker *m, uint32_t token, uint32_t number)
{
    const hs_accusation_word *word = &m->it->words[token];
    uint64_t lemma = hs_accusation_lemma(&m->tree[token]);
    add(m, ROW_WORD, lemma);
    if (number < FIRST_WORDS)
        add(m, ROW_FIRST, lemma * FIRST_WORDS + number);
    if (word->negated)
        add(m, ROW_NEGATED, lemma);
    add_meaning(m, token);
    unsigned party = hs_accusation_party_kind(m->r, m->it->words, token);
    if (m->tree[token].upos == HS_UPOS_PRON)
        add(m, ROW_PERSON, party);
}

static void add_root(maker *m, uint32_t root)
{
    const hs_accusation_word *word = &m->it->words[root];
    unsigned subject = hs_accusation_party_kind(m->r, m->it->words, word->subject);
    add(m, ROW_ROOT,
        word->negated + 2u * word->hypothetical + 4u * word->passive + 8u * word->copula +
            16u * word->question + 32u * word->wrong);
    add(m, ROW_ROOT_SUBJECT, subject * 2u + word->negated);
}

static void add_content(maker *m)
{
    uint32_t count = 0, length = 0;
    for (uint32_t k = 0; k < m->it->content_count; k++) {
        hs_token_range content = m->it->contents[k];
        for (uint32_t t = content.first; t < content.end; t++) {
            length++;
            if (!punctuation(m, t) && count < CONTENT_WORDS)
                add_word(m, t, count++);
        }
    }
    add_root(m, hs_syntax_range_head(m->r, m->it->contents[0]));
    add(m, ROW_LENGTH, length > 40 ? 4 : length > 20 ? 3 : length > 10 ? 2 : length > 4);
}

static bool in_contents(const maker *m, uint32_t token)
{
    for (uint32_t k = 0; k < m->it->content_count; k++)
        if (hs_token_range_holds(m->it->contents[k], token))
            return true;
    return false;
}

/* The words of its sentence that are neither cue nor content. */
static void add_frame(maker *m)
{
    hs_token_range about = hs_token_range_empty(m->it->cue) ? m->it->contents[0] : m->it->cue;
    hs_word_span sentence = m->r->syntax->sentences[hs_syntax_sentence(m->r, about.first)];
    uint32_t count = 0;
    for (uint32_t t = sentence.first; t < sentence.end && count < FRAME_WORDS; t++) {
        if (punctuation(m, t) || hs_token_range_holds(m->it->cue, t) || in_contents(m, t))
            continue;
        count++;
        add(m, ROW_FRAME, hs_accusation_lemma(&m->tree[t]));
        if (m->it->words[t].lexeme->answer_weight)
            add(m, ROW_FRAME_ANSWERS, m->it->words[t].lexeme->answer_kind);
    }
}

static void add_form(maker *m)
{
    const hs_attribution *attribution = m->it->attribution;
    add(m, ROW_BLOCK, (uint64_t)m->r->block->kind);
    if (!attribution) {
        add(m, ROW_FORM, 0);
        return;
    }
    add(m, ROW_FORM, 1u + attribution->form);
    add(m, ROW_FORM, 10u + attribution->pattern);
    add(m, ROW_FORM, 40u + attribution->act);
    add(m, ROW_FORM, 50u + attribution->goes_on);
    add(m, ROW_FORM, 60u + (attribution->source == HS_NONE));
}

static void copy_state(const maker *m, uint32_t token, int8_t *to)
{
    memcpy(to, hs_reading_state(m->r, token), HS_ACCUSATION_STATE);
}

/* Twice the mean: means are small beside single states. */
static void read_mean(maker *m)
{
    int32_t sums[HS_ACCUSATION_STATE] = {0}, count = 0;
    for (uint32_t k = 0; k < m->it->content_count; k++)
        for (uint32_t t = m->it->contents[k].first; t < m->it->contents[k].end; t++, count++) {
            const int8_t *state = hs_reading_state(m->r, t);
            for (int i = 0; i < HS_ACCUSATION_STATE; i++)
                sums[i] += state[i];
        }
    for (int i = 0; i < HS_ACCUSATION_STATE; i++) {
        int32_t mean = 2 * sums[i] / count;
        m->inputs->states[HS_ANSWER_STATE_MEAN][i] = (int8_t)(mean > 127    ? 127
                                                              : mean < -127 ? -127
                                                                            : mean);
    }
}

static void read_numbers(maker *m)
{
    float sentence = 0, inside = 0, sum = 0, kinds[HS_ANSWER_KINDS] = {0};
    uint32_t count = 0;
    for (uint32_t k = 0; k < m->it->content_count; k++)
        for (uint32_t t = m->it->contents[k].first; t < m->it->contents[k].end; t++, count++) {
            float likely = 1 - m->it->likelihoods->tokens[t][0];
            sentence = fmaxf(sentence, m->it->likelihoods->sentences[hs_syntax_sentence(m->r, t)]);
            if (likely > inside) {
                inside = likely;
                m->inputs->best = k;
            }
            sum += likely;
            for (int y = 0; y < HS_ANSWER_KINDS; y++)
                kinds[y] += m->it->output->scores[t][HS_LANE_KIND + y];
        }
    m->inputs->likely = inside;
    float *numbers = m->inputs->numbers;
    numbers[HS_ANSWER_NUMBER_SENTENCE] = hs_log_odds(sentence);
    numbers[HS_ANSWER_NUMBER_INSIDE] = hs_log_odds(inside);
    numbers[HS_ANSWER_NUMBER_MEAN] = hs_log_odds(sum / (float)count);
    for (int y = 0; y < HS_ANSWER_KINDS; y++)
        numbers[HS_ANSWER_NUMBER_KINDS + y] = kinds[y] / (float)count / 3;
}

void hs_answer_inputs_read(const hs_answer_case *it, hs_answer_inputs *inputs)
{
    memset(inputs, 0, sizeof *inputs);
    maker m = {.it = it, .r = it->reading, .tree = it->reading->syntax->words, .inputs = inputs};
    add_form(&m);
    add_cue(&m);
    add_frame(&m);
    add_content(&m);
    copy_state(&m, hs_syntax_range_head(m.r, it->contents[0]),
               inputs->states[HS_ANSWER_STATE_CONTENT]);
    if (!hs_token_range_empty(it->cue))
        copy_state(&m, hs_syntax_range_head(m.r, it->cue), inputs->states[HS_ANSWER_STATE_CUE]);
    read_mean(&m);
    read_numbers(&m);
}
