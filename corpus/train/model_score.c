/* Feeds gold words or running text to a model and hands the result to score.c. */
#include "train/model_score.h"

#include <stdlib.h>

#include "base/array.h"
#include "language/conllu_write.h"
#include "language/labels.h"

const char *const hs_scored_name_types[HS_SCORED_NAME_TYPES + 1] = {"PER", "LOC", "ORG", NULL};

static const char *const type_names[HS_NAME_TYPE_COUNT] = {
    [HS_NAME_PERSON] = "PER",
    [HS_NAME_ORGANISATION] = "ORG",
    [HS_NAME_PLACE] = "LOC",
    [HS_NAME_OTHER] = "MISC",
};

/* A stretch of text that is already cut. */
typedef struct cut_text {
    hs_buffer text;
    HS_ARRAY(hs_token) tokens;
    HS_ARRAY(hs_sentence) sentences;
} cut_text;

static void cut_finish(cut_text *cut)
{
    hs_buffer_finish(&cut->text);
    hs_array_finish(&cut->tokens);
    hs_array_finish(&cut->sentences);
}

static void add_sentence(cut_text *cut, size_t first_token, size_t count)
{
    const hs_token *tokens = cut->tokens.items;
    *hs_array_push(&cut->sentences) = (hs_sentence){
        .span = {tokens[first_token].span.start, tokens[first_token + count - 1].span.end},
        .first_token = (uint32_t)first_token,
        .token_count = (uint32_t)count,
    };
}

static const hs_analysis *analyse_cut(const hs_language *language, const cut_text *cut,
                                      hs_arena *arena)
{
    return hs_language_analyse_tokens(language, hs_buffer_str(&cut->text), cut->tokens.items,
                                      cut->tokens.count, cut->sentences.items, cut->sentences.count,
                                      NULL, arena);
}

/* Cuts the treebank's sentences [first, end) as the treebank does. */
static bool cut_paragraph(const hs_conllu *treebank, size_t first, size_t end, cut_text *cut)
{
    const hs_conllu_sentence *sentences = treebank->sentences.items;
    uint32_t base = sentences[first].first_word;
    uint32_t count = sentences[end - 1].first_word + sentences[end - 1].word_count - base;
    hs_conllu_place *places = hs_alloc_zeroed(count, sizeof *places);
    hs_conllu_text(treebank, first, end, &cut->text, places);
    bool spelt = true;
    for (uint32_t i = 0; i < count; i++) {
        spelt = spelt && (i == 0 || places[i].byte_start >= places[i - 1].byte_end);
        *hs_array_push(&cut->tokens) =
            (hs_token){.span = {places[i].byte_start, places[i].byte_end}};
    }
    for (size_t s = first; s < end; s++)
        add_sentence(cut, sentences[s].first_word - base, sentences[s].word_count);
    free(places);
    return spelt;
}

/* Overwrites the words of `system` with what the model says of them. */
static void take_labels(const hs_analysis *analysis, hs_conllu *system, size_t first, size_t end,
                        hs_arena *arena)
{
    for (size_t s = first; s < end; s++) {
        uint32_t first_word = analysis->sentences[s - first].first;
        const hs_conllu_sentence *sentence = &system->sentences.items[s];
        for (uint32_t i = 0; i < sentence->word_count; i++) {
            const hs_word *word = &analysis->words[first_word + i];
            hs_conllu_word *out = &system->words.items[sentence->first_word + i];
            out->upos = hs_str_from(hs_upos_name(word->upos));
            out->xpos = hs_str_from(hs_xpos_name(word->xpos));
            out->deprel = hs_str_from(hs_deprel_name(word->deprel));
            out->head = word->head == HS_NO_WORD ? 0 : word->head - first_word + 1;
            out->lemma = hs_arena_copy_str(arena, hs_str_make(word->lemma, word->lemma_length));
        }
    }
}

bool hs_model_score_words(const hs_language *language, const hs_conllu *gold,
                          hs_score scores[HS_METRIC_COUNT], hs_error *error)
{
    hs_conllu system;
    hs_arena lemmas = {0};
    if (!hs_conllu_parse(&system, hs_buffer_str(&gold->source), "the treebank", error))
        return false;
    bool good = true;
    for (size_t first = 0; first < gold->sentences.count && good;) {
        size_t end = hs_conllu_paragraph_end(gold, first);
        cut_text cut = {0};
        hs_arena arena = {0};
        good = cut_paragraph(gold, first, end, &cut) ||
               hs_error_set(error, "sentence %zu: the words do not spell their token", first + 1);
        if (good)
            take_labels(analyse_cut(language, &cut, &arena), &system, first, end, &lemmas);
        hs_arena_finish(&arena);
        cut_finish(&cut);
        first = end;
    }
    good = good && hs_score_treebank(gold, &system, scores, error);
    hs_arena_finish(&lemmas);
    hs_conllu_finish(&system);
    return good;
}

bool hs_model_score_raw(const hs_language *language, const hs_conllu *gold,
                        hs_score scores[HS_METRIC_COUNT], hs_error *error)
{
    hs_buffer written = {0};
    hs_conllu_options options = {.first_sentence = 1};
    for (size_t first = 0; first < gold->sentences.count;) {
        size_t end = hs_conllu_paragraph_end(gold, first);
        uint32_t words = gold->sentences.items[end - 1].first_word +
                         gold->sentences.items[end - 1].word_count -
                         gold->sentences.items[first].first_word;
        hs_buffer text = {0};
        hs_arena arena = {0};
        hs_conllu_place *places = hs_alloc_zeroed(words, sizeof *places);
        hs_conllu_text(gold, first, end, &text, places);
        const hs_analysis *analysis = hs_language_analyse(language, hs_buffer_str(&text), &arena);
        hs_conllu_write(analysis, &options, &written);
        options.first_sentence += analysis->sentence_count;
        free(places);
        hs_arena_finish(&arena);
        hs_buffer_finish(&text);
        first = end;
    }
    hs_conllu system;
    bool good = hs_conllu_parse(&system, hs_buffer_str(&written), "the analysis", error) &&
                hs_score_treebank(gold, &system, scores, error);
    if (good)
        hs_conllu_finish(&system);
    hs_buffer_finish(&written);
    return good;
}

static void cut_named(const hs_named_text *gold, cut_text *cut)
{
    uint32_t first = 0;
    for (size_t s = 0; s < gold->sentence_ends.count; s++) {
        uint32_t end = gold->sentence_ends.items[s];
        for (uint32_t i = first; i < end; i++) {
            uint32_t start = (uint32_t)cut->text.length;
            hs_buffer_append_str(&cut->text, gold->words.items[i]);
            *hs_array_push(&cut->tokens) =
                (hs_token){.span = {start, (uint32_t)cut->text.length}, .space_after = true};
            hs_buffer_append_byte(&cut->text, ' ');
        }
        add_sentence(cut, first, end - first);
        first = end;
    }
}

static hs_score score_type(const hs_named_text *gold, const hs_analysis *analysis, const char *type)
{
    HS_ARRAY(hs_named_span) wanted = {0}, found = {0};
    for (size_t i = 0; i < gold->names.count; i++)
        if (strcmp(gold->names.items[i].type, type) == 0)
            *hs_array_push(&wanted) = gold->names.items[i];
    for (uint32_t i = 0; i < analysis->entity_count; i++) {
        const hs_name *entity = &analysis->entities[i];
        if (strcmp(type_names[entity->type], type) != 0)
            continue;
        hs_named_span *span = hs_array_push(&found);
        *span = (hs_named_span){.first = entity->words.first, .end = entity->words.end};
        memcpy(span->type, type, strlen(type) + 1);
    }
    hs_score score = hs_score_names(wanted.items, wanted.count, found.items, found.count);
    hs_array_finish(&wanted);
    hs_array_finish(&found);
    return score;
}

hs_score hs_model_score_names(const hs_language *language, const hs_named_text *gold,
                              hs_score by_type[HS_SCORED_NAME_TYPES])
{
    cut_text cut = {0};
    hs_arena arena = {0};
    hs_score all = {0};
    cut_named(gold, &cut);
    const hs_analysis *analysis = analyse_cut(language, &cut, &arena);
    for (size_t i = 0; i < HS_SCORED_NAME_TYPES; i++) {
        by_type[i] = score_type(gold, analysis, hs_scored_name_types[i]);
        all.correct += by_type[i].correct;
        all.gold += by_type[i].gold;
        all.system += by_type[i].system;
    }
    hs_arena_finish(&arena);
    cut_finish(&cut);
    return all;
}
