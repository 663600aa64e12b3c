/* Runs of labels become parts; a cue goes with the charge around it, else the next one of its
 * sentence, else the one before.
 */
#include "annotate/accusations/accusation_spans.h"

#include <string.h>

#include "annotate/reading/syntax.h"
#include "base/memory.h"
#include "base/sorted.h"

typedef struct part {
    hs_token_range words;
    int label; /* the first label of its kind */
    uint32_t sentence;
    bool taken;
} part;

typedef HS_ARRAY(part) parts;

static bool inside_any(const hs_reading *r, uint32_t sentence, uint32_t token)
{
    return token < r->syntax->sentences[sentence].end;
}

/* Cuts labels into parts, in order; one that a cue interrupts stays whole and the cue lies in it.
 */
static void cut(const hs_reading *r, const uint8_t *labels, int cue, parts *out)
{
    uint32_t sentence = 0;
    size_t open = SIZE_MAX; /* the part that a cue may interrupt */
    for (uint32_t t = 0; t < r->syntax->word_count; t++) {
        while (!inside_any(r, sentence, t))
            sentence++;
        int label = labels[t];
        if (label == 0) {
            open = SIZE_MAX;
            continue;
        }
        int first = label - (label % 2 == 0);
        part *last = out->count > 0 ? hs_array_last(out) : NULL;
        if (first == label || !last) {
            *hs_array_push(out) = (part){{t, t + 1}, first, sentence, false};
            if (first != cue)
                open = out->count - 1;
        } else if (last->label == first && last->words.end == t) {
            last->words.end = t + 1;
        } else if (open != SIZE_MAX && out->items[open].label == first) {
            out->items[open].words.end = t + 1;
        } else {
            *hs_array_push(out) = (part){{t, t + 1}, first, sentence, false};
            open = first != cue ? out->count - 1 : open;
        }
    }
}

hs_token_range hs_accusation_tokens(const hs_reading *r, hs_span span)
{
    uint32_t count = r->syntax->word_count;
    uint32_t first =
        (uint32_t)hs_sorted_first(r->syntax->words, count, byte_end, hs_above(span.start));
    hs_token_range range = {first, first};
    while (range.end < count && r->syntax->words[range.end].byte_start < span.end)
        range.end++;
    return hs_span_empty(span) ? (hs_token_range){0, 0} : range;
}

/* What is added to labels that begin a part until a sentence that holds some shows it. */
static const float biases[] = {0, 1, 2, 3, 4, 6, 9};

typedef struct reader {
    const hs_reading *r;
    const hs_accusation_output *output;
    hs_chain chain;
    uint8_t *labels;
    const float *any; /* by sentence: how likely it is that it holds any part */
} reader;

hs_likelihoods hs_likelihoods_read(const hs_chain *chain, const hs_reading *r,
                                   const hs_accusation_output *output)
{
    const hs_analysis *syntax = r->syntax;
    hs_arena *arena = r->scratch;
    hs_likelihoods result = {0};
    float *any = hs_arena_new_array(arena, float, syntax->sentence_count);
    hs_chain_row *likely = hs_arena_new_array(arena, hs_chain_row, syntax->word_count);
    float *stays = hs_arena_new_array(arena, float, syntax->word_count);
    hs_chain_likely(chain, output->scores, syntax->word_count, likely, stays, arena);
    for (uint32_t s = 0; s < syntax->sentence_count; s++) {
        hs_word_span sentence = syntax->sentences[s];
        float none = likely[sentence.first][0];
        for (uint32_t t = sentence.first + 1; t < sentence.end; t++)
            none *= stays[t];
        any[s] = 1 - none;
    }
    result.sentences = any;
    result.tokens = (const hs_chain_row *)likely;
    return result;
}

static bool empty(const uint8_t *labels, hs_word_span sentence)
{
    for (uint32_t t = sentence.first; t < sentence.end; t++)
        if (labels[t])
            return false;
    return true;
}

/* Labels by the smallest bias that shows something in each sentence that should. False: nothing. */
static bool read_labels(reader *it, float least)
{
    const hs_analysis *syntax = it->r->syntax;
    hs_arena *arena = it->r->scratch;
    it->labels = hs_arena_alloc(arena, syntax->word_count + 1);
    uint32_t wanted = 0;
    for (uint32_t s = 0; s < syntax->sentence_count; s++)
        wanted += it->any[s] >= least;
    uint8_t *labels = hs_arena_alloc(arena, syntax->word_count + 1);
    uint32_t missing = wanted;
    for (size_t k = 0; missing > 0 && k < HS_COUNT(biases); k++) {
        hs_chain_best(&it->chain, it->output->scores, syntax->word_count, biases[k], labels, arena);
        missing = 0;
        for (uint32_t s = 0; s < syntax->sentence_count; s++) {
            hs_word_span sentence = syntax->sentences[s];
            if (it->any[s] < least || !empty(it->labels, sentence))
                continue;
            memcpy(it->labels + sentence.first, labels + sentence.first,
                   sentence.end - sentence.first);
            missing += empty(labels, sentence);
        }
    }
    return wanted > 0;
}

/* The first part of a part's sentence; parts stand in the order of the text. */
static size_t first_of_sentence(const parts *all, size_t index)
{
    while (index > 0 && all->items[index - 1].sentence == all->items[index].sentence)
        index--;
    return index;
}

/* Which charge a cue is of: around it, behind it, before it; SIZE_MAX if none. */
static size_t charge_of(const parts *all, size_t cue)
{
    const part *it = &all->items[cue];
    size_t before = SIZE_MAX;
    for (size_t i = first_of_sentence(all, cue); i < all->count; i++) {
        const part *other = &all->items[i];
        if (other->sentence != it->sentence)
            break;
        if (other->label != HS_ACCUSING_CHARGE)
            continue;
        if (other->words.first <= it->words.first && other->words.end >= it->words.end)
            return i;
        if (other->words.first >= it->words.end)
            return i > cue + 1 && all->items[cue + 1].label == HS_ACCUSING_CUE && before != SIZE_MAX
                       ? before
                       : i;
        before = i;
    }
    return before;
}

typedef struct finder {
    const hs_reading *r;
    hs_found_accusations *found;
} finder;

static void push(finder *f, hs_token_range cue, hs_token_range charge, bool explicit_form)
{
    bool has_cue = cue.first < cue.end, has_charge = charge.first < charge.end;
    *hs_array_push(f->found) = (hs_found_accusation){
        .cue = cue,
        .charge = has_charge ? charge : cue,
        .anchor = hs_syntax_range_head(f->r, has_cue ? cue : charge),
        .explicit_form = explicit_form,
    };
}

/* "Calls | X | a | liar": of two cues with nothing but an article between, the second accuses, and
 * the article is its own. */
static void join_articles(const hs_reading *r, parts *all)
{
    for (size_t i = 1; i + 1 < all->count; i++) {
        part *before = &all->items[i - 1], *it = &all->items[i], *behind = &all->items[i + 1];
        if (it->label != HS_ACCUSING_CHARGE || it->words.end != it->words.first + 1 ||
            r->syntax->words[it->words.first].upos != HS_UPOS_DET ||
            before->label != HS_ACCUSING_CUE || before->sentence != it->sentence ||
            behind->label != HS_ACCUSING_CUE || behind->words.first != it->words.end)
            continue;
        before->taken = true;
        it->words.end = behind->words.end;
    }
}

static void pair_up(finder *f, parts *all)
{
    join_articles(f->r, all);
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].label != HS_ACCUSING_CUE || all->items[i].taken)
            continue;
        size_t charge = charge_of(all, i);
        hs_token_range none = {0, 0};
        if (charge != SIZE_MAX && all->items[charge].taken) /* one act, told twice */
            charge = SIZE_MAX;
        if (charge != SIZE_MAX)
            all->items[charge].taken = true;
        push(f, all->items[i].words, charge == SIZE_MAX ? none : all->items[charge].words, true);
    }
    for (size_t i = 0; i < all->count; i++) {
        const part *it = &all->items[i];
        if (it->label == HS_ACCUSING_ASSERTED)
            push(f, (hs_token_range){0, 0}, it->words, false);
        if (it->label != HS_ACCUSING_CHARGE || it->taken)
            continue;
        hs_token_range cue = {0, 0}; /* "accused him of this and that": the cue goes for both */
        for (size_t k = first_of_sentence(all, i); k < i; k++)
            if (all->items[k].label == HS_ACCUSING_CUE)
                cue = all->items[k].words;
        push(f, cue, it->words, cue.first < cue.end);
    }
}

void hs_accusation_find(const hs_accusation_model *model, const hs_reading *r,
                        const hs_accusation_output *output, const hs_likelihoods *likelihoods,
                        float least, hs_found_accusations *found)
{
    reader it = {.r = r,
                 .output = output,
                 .chain = hs_accusation_chain(model),
                 .any = likelihoods->sentences};
    if (!read_labels(&it, least))
        return;
    parts all = {0};
    cut(r, it.labels, HS_ACCUSING_CUE, &all);
    finder f = {r, found};
    pair_up(&f, &all);
    hs_array_finish(&all);
}

static uint8_t kind_of(const hs_accusation_output *output, hs_token_range a, hs_token_range b)
{
    float sums[HS_ANSWER_KINDS] = {0};
    const hs_token_range ranges[] = {a, b};
    for (int k = 0; k < 2; k++)
        for (uint32_t t = ranges[k].first; t < ranges[k].end; t++)
            for (int y = 0; y < HS_ANSWER_KINDS; y++)
                sums[y] += output->scores[t][HS_LANE_KIND + y];
    uint8_t best = 0;
    for (uint8_t y = 1; y < HS_ANSWER_KINDS; y++)
        best = sums[y] > sums[best] ? y : best;
    return best;
}

/* "Apologised and | said | it was a slip": whether the text is another cue's, joined to this one.
 */
static bool of_next(const hs_reading *r, const part *cue, const part *text)
{
    for (const part *it = cue + 1; it < text; it++)
        if (it->label == HS_ANSWERING_CUE && it->words.first > cue->words.end &&
            r->syntax->words[it->words.first - 1].upos == HS_UPOS_CCONJ)
            return true;
    return false;
}

/* The text of a cue's answer in its sentence: around it, else the first behind it, else the last
 * before it. What stands right before the cue besides belongs to the same act ("X" denied "it"). */
static part *text_of(const hs_reading *r, parts *all, const part *cue)
{
    part *before = NULL, *chosen = NULL;
    for (size_t k = first_of_sentence(all, (size_t)(cue - all->items)); k < all->count && !chosen;
         k++) {
        part *it = &all->items[k];
        if (it->sentence != cue->sentence)
            break;
        if (it->label != HS_ANSWERING_TEXT || it->taken)
            continue;
        if (it->words.end <= cue->words.first)
            before = it;
        else if (!of_next(r, cue, it))
            chosen = it;
    }
    if (chosen && before && before->words.end == cue->words.first)
        before->taken = true;
    return chosen ? chosen : before;
}

void hs_answer_find(const hs_accusation_model *model, const hs_reading *r,
                    const hs_accusation_output *output, const hs_likelihoods *likelihoods,
                    float least, hs_found_answers *found)
{
    reader it = {
        .r = r, .output = output, .chain = hs_answer_chain(model), .any = likelihoods->sentences};
    if (!read_labels(&it, least))
        return;
    parts all = {0};
    cut(r, it.labels, HS_ANSWERING_CUE, &all);
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i].label != HS_ANSWERING_CUE)
            continue;
        part *text = text_of(r, &all, &all.items[i]);
        hs_token_range cue = all.items[i].words, words = text ? text->words : cue;
        if (text)
            text->taken = true;
        *hs_array_push(found) = (hs_found_answer){cue, words, hs_syntax_range_head(r, cue),
                                                  kind_of(output, cue, words)};
    }
    for (size_t i = 0; i < all.count; i++) {
        hs_token_range none = {0, 0}, words = all.items[i].words;
        if (all.items[i].label == HS_ANSWERING_TEXT && !all.items[i].taken)
            *hs_array_push(found) = (hs_found_answer){none, words, hs_syntax_range_head(r, words),
                                                      kind_of(output, none, words)};
    }
    hs_array_finish(&all);
}
