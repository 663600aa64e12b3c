/* What company a word keeps: a vector for each of the commoner lemmas, learnt from running news by
 * skip-grams with negative sampling (Mikolov et al. 2013), so that words used alike lie close to
 * each other. Models read it beside the network's states for words that their own texts are too few
 * to teach.
 *
 * Names and numbers have none, so that nothing hangs on who somebody is. Words are told by a hash
 * of lemma and coarse part of speech; corpus/train/list_lemmas.c and export_vectors.c make the
 * section "vectors" of a model file, little-endian, parts at multiples of 64 bytes:
 * hs_word_vectors_header, where the keys of each leading 12 bits begin, the keys in rising order,
 * each key's place among the vectors (16 bits), the vectors from frequent words to rare ones, so
 * that the latter need not be kept in memory.
 *
 * The vectors borrow their section, and the file where rare ones are set aside; they are immutable,
 * any thread may use them.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"
#include "language/language.h"
#include "language/model_file.h"

#define HS_WORD_VECTORS_SECTION "vectors"
#define HS_WORD_VECTORS_VERSION 2u

enum {
    HS_WORD_VECTOR_WIDTH = 64, /* numbers a vector */
    HS_WORD_VECTORS_BUCKETS = 4096,
    HS_WORD_VECTORS_SHIFT = 20, /* what is left of a key's 32 bits tells the bucket */
    HS_WORD_VECTORS_MAX = 1 << 16,
};

typedef struct hs_word_vectors_header {
    uint32_t version;
    uint32_t count;
    uint32_t width; /* HS_WORD_VECTOR_WIDTH */
    uint32_t zero;
    uint64_t fingerprint; /* of the values by key: models that read them know their table by it */
} hs_word_vectors_header;

typedef struct hs_word_vectors {
    const uint32_t *first; /* [HS_WORD_VECTORS_BUCKETS + 1] */
    const uint32_t *keys;
    const uint16_t *places; /* by key */
    const int8_t *values;   /* by place */
    uint32_t count;
    uint32_t at_hand; /* all places from here on are … */
    uint64_t fingerprint;
    const hs_model_file *file; /* … copied from the file; NULL where there are none */
} hs_word_vectors;

/* Verbs, nouns, qualities, all else: how words of one lemma are told apart. */
char hs_word_vector_part(uint8_t upos);

/* Of a lemma (ASCII letters' case set aside) as such a part of speech. */
uint32_t hs_word_vector_key(hs_str lemma, char part);

/* Whether a word, by its tags, may have a vector: neither name nor number. */
bool hs_word_vector_may_have(const hs_word *word);

/* Checks the section and points into it; false with the reason when it does not fit. */
bool hs_word_vectors_bind(hs_word_vectors *vectors, hs_str section, hs_error *error);

/* Leaves the vectors of rarer words in the file that they were bound to a section of, which must
 * outlive them. */
void hs_word_vectors_set_rare_aside(hs_word_vectors *vectors, hs_model_file *file);

/* Copies a word's HS_WORD_VECTOR_WIDTH numbers, each -127…127 for -1…1; false where it has none.
 * The word's tags and lemma are set. */
bool hs_word_vectors_copy(const hs_word_vectors *vectors, const hs_word *word, int8_t *numbers);
