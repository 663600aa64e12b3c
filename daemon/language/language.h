#pragma once

/*
 * Language analysis of one block of text: words, sentences, part-of-speech tags, features, lemmas,
 * a dependency tree a sentence, and names with their titles, roles and countries.
 *
 * The result is a pure function of the model and the block's bytes: the same block gives the same
 * analysis wherever it stands and on every machine (the kernels chosen at run time agree exactly).
 * Analysis never fails: any bytes, of any length, give a well-formed result (see the invariants at
 * `struct hs_analysis`). Time and memory are linear in the length; a sentence of more than
 * HS_SENTENCE_WORDS_MAX words is parsed in pieces whose roots hang on the first piece's root.
 *
 * A model (`hs_language`) is immutable once opened and may be used by any number of threads.
 * Results live in the caller's arena and borrow the text; nothing needs to be freed.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "language/labels.h"
#include "text/sentence.h"
#include "text/token.h"

typedef struct hs_language hs_language;

/* A piece this long is parsed at once; the parser's work a word is bounded by it. */
#define HS_SENTENCE_WORDS_MAX 128

/* The head of a sentence's root. */
#define HS_NO_WORD UINT32_MAX

typedef struct hs_word {
    uint32_t byte_start; /* half open range in the block's text; never empty */
    uint32_t byte_end;
    uint32_t head;     /* index among the block's words, or HS_NO_WORD at a root */
    const char *lemma; /* in the arena, the model or the text; not terminated */
    uint16_t lemma_length;
    uint16_t features;  /* enum hs_feature bits */
    uint8_t upos;       /* enum hs_upos */
    uint8_t xpos;       /* enum hs_xpos */
    uint8_t deprel;     /* enum hs_deprel; HS_DEPREL_ROOT exactly where head is HS_NO_WORD */
    uint8_t entity_tag; /* 0 outside names, else 1 + enum hs_name_type */
} hs_word;

static inline hs_str hs_word_lemma(const hs_word *word)
{
    return hs_str_make(word->lemma, word->lemma_length);
}

/* Whether a word's lemma is one of some, a list that NULL ends. */
bool hs_word_lemma_among(const hs_word *word, const char *const *lemmas);

/* A half open range of words. */
typedef struct hs_word_span {
    uint32_t first;
    uint32_t end;
} hs_word_span;

/*
 * A name. `words` is the name itself ("Sergei Lavrov"); the attributes are what the sentence says
 * beside it and are empty (first == end) when absent: in "Russia's foreign minister Sergei Lavrov"
 * the role is "foreign minister" and the country "Russia"; in "Mr. Lavrov" the title is "Mr.".
 * A country is a place or nationality that modifies the name or its role.
 */
typedef struct hs_name {
    hs_word_span words;
    uint32_t head; /* the word of the name that the rest of the sentence attaches to */
    enum hs_name_type type;
    hs_word_span title;
    hs_word_span role;
    hs_word_span country;
} hs_name;

/*
 * Words are in text order and do not overlap. Sentences cover all words, in order, none empty.
 * Heads stay inside the word's sentence and form one tree with one root a sentence. Entities are in
 * order, do not overlap and stay inside one sentence.
 */
typedef struct hs_analysis {
    hs_str text;
    uint32_t word_count;
    uint32_t sentence_count;
    uint32_t entity_count;
    hs_word *words;
    hs_word_span *sentences;
    hs_name *entities;
} hs_analysis;

/*
 * Opens a model file (see model_file.h). NULL with the reason in *error when it is missing,
 * damaged, of another version, or of another machine's byte order.
 */
hs_language *hs_language_open(const char *path, hs_error *error);
void hs_language_close(hs_language *language); /* NULL is fine */

/* Tells the model from others (hs_model_file_hash). */
uint64_t hs_language_hash(const hs_language *language);

/* Analyses a block. Text longer than HS_LANGUAGE_TEXT_MAX bytes is cut there. */
#define HS_LANGUAGE_TEXT_MAX ((size_t)1 << 30)
const hs_analysis *hs_language_analyse(const hs_language *language, hs_str text, hs_arena *arena);

/*
 * The same for tokens and sentences that are already cut, as a block holds them: words are the
 * tokens, one to one. Tokens are in order, do not overlap and lie in the text; sentences cover them
 * in order, none empty.
 *
 * `states` may be NULL; else it receives a row of hs_language_state_width numbers a token, each
 * in -127…127 for -1…1: what the network's last layer made of the word in its sentence, and behind
 * it the word's vector (word_vectors.h), 0 of words that have none. Other models read these; they
 * hold for the encoder whose fingerprint they were trained with only.
 */
const hs_analysis *hs_language_analyse_tokens(const hs_language *language, hs_str text,
                                              const hs_token *tokens, size_t token_count,
                                              const hs_sentence *sentences, size_t sentence_count,
                                              int8_t *states, hs_arena *arena);

/* The same for text that is being written, `states` not NULL: its sentences are remembered for a
 * while (sentence_memory.h), so that the next time those that did not change cost little. */
const hs_analysis *hs_language_analyse_edited(const hs_language *language, hs_str text,
                                              const hs_token *tokens, size_t token_count,
                                              const hs_sentence *sentences, size_t sentence_count,
                                              int8_t *states, hs_arena *arena);

size_t hs_language_state_width(const hs_language *language);

/* Of what makes the first `width` numbers of a state: the network, or network and vectors; models
 * of the same fingerprint give the same. 0 where `width` is neither's. */
uint64_t hs_language_fingerprint(const hs_language *language, size_t width);

/* How many of a state's numbers are the network's. */
size_t hs_language_network_width(const hs_language *language);

/* What analyses that have ended took in all, for tests of linearity and for benchmarks. */
typedef struct hs_language_costs {
    uint64_t arcs_scored; /* pairs of words */
    uint64_t vector_ns;   /* wall time: words to vectors */
    uint64_t layer_ns;    /* recurrent layers and the outputs on top */
    uint64_t label_ns;    /* tags, name tags, trees, relations */
    uint64_t lemma_ns;
    uint64_t name_ns; /* names and their attributes */
} hs_language_costs;

hs_language_costs hs_language_costs_so_far(const hs_language *language);

/* Frees what analyses have left for the next ones. Thread-safe. */
void hs_language_give_back(const hs_language *language);

/* The name of the kernels in use: "avx512-vnni", "avx2" or "portable". */
const char *hs_language_kernels(void);
