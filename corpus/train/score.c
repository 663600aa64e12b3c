/* Aligns the words of two treebanks over one text and counts what agrees. */
#include "train/score.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/memory.h"

const char *const hs_metric_names[HS_METRIC_COUNT] = {"Tokens", "Sentences", "Words", "UPOS",
                                                      "XPOS",   "Lemmas",    "UAS",   "LAS"};

double hs_score_f1(const hs_score *score)
{
    size_t all = score->gold + score->system;
    return all > 0 ? 200.0 * (double)score->correct / (double)all : 0;
}

double hs_score_accuracy(const hs_score *score)
{
    return score->aligned > 0 ? 100.0 * (double)score->correct / (double)score->aligned : 0;
}

/* A word with the bytes that it covers in the text without white space. */
typedef struct placed_word {
    size_t start, end;
    const hs_conllu_word *word;
    bool multiword; /* shares its span with the other words of its token */
    size_t parent;  /* index of the head among all words, or SIZE_MAX */
    size_t partner; /* index of the aligned word on the other side, or SIZE_MAX */
} placed_word;

typedef struct side {
    const hs_conllu *treebank;
    placed_word *words;
    size_t count;
    hs_conllu_place *tokens;
    hs_conllu_place *sentences;
    hs_buffer characters;
} side;

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t';
}

static void append_characters(side *s, hs_str form)
{
    for (size_t i = 0; i < form.length; i++) {
        if (form.length - i >= 2 && memcmp(form.bytes + i, "\xc2\xa0", 2) == 0)
            i++;
        else if (!is_space(form.bytes[i]))
            hs_buffer_append_byte(&s->characters, form.bytes[i]);
    }
}

static void place_sentence(side *s, const hs_conllu_sentence *sentence)
{
    const hs_conllu *t = s->treebank;
    for (uint32_t i = 0; i < sentence->token_count; i++) {
        size_t index = sentence->first_token + i;
        const hs_conllu_token *token = &t->tokens.items[index];
        size_t start = s->characters.length;
        append_characters(s, token->form);
        size_t end = s->characters.length;
        s->tokens[index] = (hs_conllu_place){(uint32_t)start, (uint32_t)end};
        for (uint32_t w = 0; w < token->word_count; w++) {
            const hs_conllu_word *word = &t->words.items[token->first_word + w];
            s->words[token->first_word + w] = (placed_word){
                .start = start,
                .end = end,
                .word = word,
                .multiword = token->word_count > 1,
                .parent = word->head ? sentence->first_word + word->head - 1 : SIZE_MAX,
                .partner = SIZE_MAX,
            };
        }
    }
}

static void side_init(side *s, const hs_conllu *treebank)
{
    *s = (side){.treebank = treebank, .count = treebank->words.count};
    s->words = hs_alloc_zeroed(treebank->words.count + 1, sizeof *s->words);
    s->tokens = hs_alloc_zeroed(treebank->tokens.count + 1, sizeof *s->tokens);
    s->sentences = hs_alloc_zeroed(treebank->sentences.count + 1, sizeof *s->sentences);
    for (size_t i = 0; i < treebank->sentences.count; i++) {
        s->sentences[i].byte_start = (uint32_t)s->characters.length;
        place_sentence(s, &treebank->sentences.items[i]);
        s->sentences[i].byte_end = (uint32_t)s->characters.length;
    }
}

static void side_finish(side *s)
{
    free(s->words);
    free(s->tokens);
    free(s->sentences);
    hs_buffer_finish(&s->characters);
}

static bool same_characters(const side *gold, const side *system, hs_error *error)
{
    size_t at = 0;
    while (at < gold->characters.length && at < system->characters.length &&
           gold->characters.bytes[at] == system->characters.bytes[at])
        at++;
    if (at == gold->characters.length && at == system->characters.length)
        return true;
    size_t word = 0;
    while (word + 1 < gold->count && gold->words[word].end <= at)
        word++;
    hs_str form = gold->count > 0 ? gold->words[word].word->form : HS_STR("the start");
    return hs_error_set(error,
                        "the texts differ at character %zu, near \"%.*s\": scores need the same "
                        "text on both sides",
                        at, HS_STR_ARGS(form));
}

static bool beyond_end(const side *s, size_t index, size_t end)
{
    if (index >= s->count)
        return true;
    return s->words[index].multiword ? s->words[index].start >= end : s->words[index].end > end;
}

static size_t extended_end(const placed_word *word, size_t end)
{
    return word->multiword && word->end > end ? word->end : end;
}

static void align(side *gold, size_t g, side *system, size_t s)
{
    gold->words[g].partner = s;
    system->words[s].partner = g;
}

static bool same_form(const side *gold, size_t g, const side *system, size_t s)
{
    return hs_str_equal_ignoring_case(gold->words[g].word->form, system->words[s].word->form);
}

/* Aligns gold words [gs, ge) with system words [ss, se) by their longest common subsequence. */
static void align_subsequence(side *gold, size_t gs, size_t ge, side *system, size_t ss, size_t se)
{
    size_t rows = ge - gs, columns = se - ss, width = columns + 1;
    uint32_t *longest = hs_alloc_zeroed((rows + 1) * width, sizeof *longest);
    for (size_t g = rows; g-- > 0;)
        for (size_t s = columns; s-- > 0;) {
            uint32_t down = longest[(g + 1) * width + s], right = longest[g * width + s + 1];
            uint32_t best = down > right ? down : right;
            if (same_form(gold, gs + g, system, ss + s) && longest[(g + 1) * width + s + 1] >= best)
                best = longest[(g + 1) * width + s + 1] + 1;
            longest[g * width + s] = best;
        }
    for (size_t g = 0, s = 0; g < rows && s < columns;) {
        if (same_form(gold, gs + g, system, ss + s))
            align(gold, gs + g++, system, ss + s++);
        else if (longest[g * width + s] == longest[(g + 1) * width + s])
            g++;
        else
            s++;
    }
    free(longest);
}

/* Aligns the smallest stretch around a multiword token that both sides end together. */
static void align_multiword(side *gold, size_t *g, side *system, size_t *s)
{
    size_t end;
    if (gold->words[*g].multiword) {
        end = gold->words[*g].end;
        if (!system->words[*s].multiword && system->words[*s].start < gold->words[*g].start)
            (*s)++;
    } else {
        end = system->words[*s].end;
        if (!gold->words[*g].multiword && gold->words[*g].start < system->words[*s].start)
            (*g)++;
    }
    size_t gs = *g, ss = *s;
    while (!beyond_end(gold, *g, end) || !beyond_end(system, *s, end)) {
        if (*g < gold->count &&
            (*s >= system->count || gold->words[*g].start <= system->words[*s].start))
            end = extended_end(&gold->words[(*g)++], end);
        else
            end = extended_end(&system->words[(*s)++], end);
    }
    if (*g > gs && *s > ss)
        align_subsequence(gold, gs, *g, system, ss, *s);
}

static void align_words(side *gold, side *system)
{
    size_t g = 0, s = 0;
    while (g < gold->count && s < system->count) {
        const placed_word *left = &gold->words[g], *right = &system->words[s];
        if (left->multiword || right->multiword)
            align_multiword(gold, &g, system, &s);
        else if (left->start == right->start && left->end == right->end)
            align(gold, g++, system, s++);
        else if (left->start <= right->start)
            g++;
        else
            s++;
    }
}

static hs_score score_spans(const hs_conllu_place *gold, size_t gold_count,
                            const hs_conllu_place *system, size_t system_count)
{
    hs_score score = {.gold = gold_count, .system = system_count};
    for (size_t g = 0, s = 0; g < gold_count && s < system_count;) {
        if (gold[g].byte_start < system[s].byte_start) {
            g++;
        } else if (gold[g].byte_start > system[s].byte_start) {
            s++;
        } else {
            score.correct += gold[g].byte_end == system[s].byte_end;
            g++;
            s++;
        }
    }
    return score;
}

static hs_str without_subtype(hs_str deprel)
{
    const char *colon = memchr(deprel.bytes, ':', deprel.length);
    return colon ? hs_str_slice(deprel, 0, (size_t)(colon - deprel.bytes)) : deprel;
}

static bool same_head(const side *gold, const placed_word *g, const placed_word *s)
{
    if (g->parent == SIZE_MAX || s->parent == SIZE_MAX)
        return g->parent == s->parent;
    return gold->words[g->parent].partner == s->parent;
}

static void score_words(const side *gold, const side *system, hs_score *scores)
{
    size_t correct[HS_METRIC_COUNT] = {0};
    for (size_t i = 0; i < gold->count; i++) {
        const placed_word *g = &gold->words[i];
        if (g->partner == SIZE_MAX)
            continue;
        const placed_word *s = &system->words[g->partner];
        bool head = same_head(gold, g, s);
        correct[HS_METRIC_WORDS]++;
        correct[HS_METRIC_UPOS] += hs_str_equal(g->word->upos, s->word->upos);
        correct[HS_METRIC_XPOS] += hs_str_equal(g->word->xpos, s->word->xpos);
        correct[HS_METRIC_LEMMAS] += hs_str_equal(g->word->lemma, HS_STR("_")) ||
                                     hs_str_equal(g->word->lemma, s->word->lemma);
        correct[HS_METRIC_UAS] += head;
        correct[HS_METRIC_LAS] += head && hs_str_equal(without_subtype(g->word->deprel),
                                                       without_subtype(s->word->deprel));
    }
    for (int m = HS_METRIC_WORDS; m < HS_METRIC_COUNT; m++)
        scores[m] = (hs_score){correct[m], gold->count, system->count, correct[HS_METRIC_WORDS]};
}

bool hs_score_treebank(const hs_conllu *gold_treebank, const hs_conllu *system_treebank,
                       hs_score scores[HS_METRIC_COUNT], hs_error *error)
{
    side gold, system;
    side_init(&gold, gold_treebank);
    side_init(&system, system_treebank);
    bool same = same_characters(&gold, &system, error);
    if (same) {
        align_words(&gold, &system);
        scores[HS_METRIC_TOKENS] = score_spans(gold.tokens, gold_treebank->tokens.count,
                                               system.tokens, system_treebank->tokens.count);
        scores[HS_METRIC_SENTENCES] =
            score_spans(gold.sentences, gold_treebank->sentences.count, system.sentences,
                        system_treebank->sentences.count);
        score_words(&gold, &system, scores);
    }
    side_finish(&gold);
    side_finish(&system);
    return same;
}

hs_score hs_score_names(const hs_named_span *gold, size_t gold_count, const hs_named_span *system,
                        size_t system_count)
{
    hs_score score = {.gold = gold_count, .system = system_count};
    for (size_t g = 0, s = 0; g < gold_count && s < system_count;) {
        if (gold[g].first < system[s].first) {
            g++;
        } else if (gold[g].first > system[s].first) {
            s++;
        } else {
            score.correct +=
                gold[g].end == system[s].end && strcmp(gold[g].type, system[s].type) == 0;
            g++;
            s++;
        }
    }
    return score;
}
