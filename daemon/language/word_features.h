#pragma once

/*
 * What the network sees of a word: the row of its vector in the vocabulary and the rows of a few
 * hashed properties (affixes, shape), so that unseen words get a vector too. Training and analysis
 * share this code; a change of it needs new models.
 *
 * All functions are pure, total over arbitrary bytes and linear in the word's length.
 */

#include <stddef.h>
#include <stdint.h>

/* Raise when any row of any word changes. */
#define HS_WORD_FEATURES_VERSION 1u

/* Hashed rows a word. */
#define HS_WORD_HASHED 12

/* A normalised word is at most this long; longer words keep both ends. */
#define HS_WORD_NORMAL_MAX 48

/*
 * Lower case for ASCII and Latin-1 letters, digits as 0, typographic quotes and dashes as their
 * plain forms. Writes at most HS_WORD_NORMAL_MAX bytes and returns how many.
 */
size_t hs_word_normalise(const char *word, size_t length, char normal[HS_WORD_NORMAL_MAX]);

/* The hash under which the vocabulary keeps a normalised word. */
uint64_t hs_word_hash(const char *normal, size_t length);

/* The rows, below `bucket_count`, of the word's hashed properties. `bucket_count` > 0. */
void hs_word_hashed_rows(const char *word, size_t length, const char *normal, size_t normal_length,
                         uint32_t bucket_count, uint32_t rows[HS_WORD_HASHED]);
