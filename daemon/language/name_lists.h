/* Lists of names (cities, firms, people…) as a table of hashes, and where a sentence holds names
 * that are on them. A name is looked up by its letters and digits alone, in lower case, run
 * together over up to HS_NAME_PHRASE_MAX words: "Al - Rasheed", "al-Rasheed" and "Alrasheed" are
 * one. The table keeps 27 bits of a name's hash, so that now and then a word is marked that is on
 * no list. Training and analysis share this code.
 *
 * All functions are pure but for what they write; bytes of words may be arbitrary.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "language/language.h"

enum {
    HS_NAME_PHRASE_MAX = 6,
    HS_NAME_KINDS = 5,        /* of lists: what each holds is the model's matter */
    HS_NAME_LIST_INPUTS = 16, /* marks a word: 3 a kind, rounded up */
};

/* A place of the table: the kinds of a name in the low bits, 0 where free, and what remains of its
 * hash. The table's size is a power of two and it has a free place. */
struct hs_name_lists {
    const uint32_t *slots;
    uint32_t slot_count;
};

/* Where a hash of no letters starts, and that hash carried on over a word's letters and digits;
 * false where the word has none. */
#define HS_NAME_HASH_START 0xcbf29ce484222325u
bool hs_name_hash_word(uint64_t *hash, const char *word, size_t length);

/* What a name of that hash and those kinds puts into a slot, and where a search for it starts. */
uint32_t hs_name_slot(uint64_t hash, uint32_t kinds);
uint32_t hs_name_slot_start(uint64_t hash, uint32_t slot_count);

/*
 * Marks the at most HS_SENTENCE_WORDS_MAX words of a sentence, `words[span.first]` and on: inputs[i
 * * stride + 3 * kind] is 127 for a word that is a name of that kind by itself, the next for one
 * that begins a name of several words, the next for one inside such a name; all others of the
 * HS_NAME_LIST_INPUTS are 0. Of names that start at a word the longest counts; one that ends within
 * another does not.
 */
void hs_name_lists_mark(const struct hs_name_lists *lists, const char *text, const hs_word *words,
                        hs_word_span span, int8_t *inputs, size_t stride);
