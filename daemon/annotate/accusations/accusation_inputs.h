/* What the accusation model sees of a word beside the network's state: rows of a hashed table, for
 * its lemma, what the lexicon knows of it and of the word that it hangs on, its place in the tree,
 * whose words it stands in, and its clause's subject.
 */
#pragma once

#include <stdint.h>

#include "annotate/accusations/accusation_words.h"

enum {
    HS_ACCUSATION_INPUTS = 32,
    HS_ACCUSATION_ROWS = 32768,
    HS_ACCUSATION_STATE = 288, /* of a word's state: what the network makes of it */
    HS_ACCUSATION_LEXICAL = 5, /* the first inputs, single words: training drops them at times */
};

typedef uint32_t hs_accusation_rows[HS_ACCUSATION_INPUTS];

/* The reading has syntax. One set of rows a token of the block, in `arena`. */
hs_accusation_rows *hs_accusation_inputs(const hs_reading *reading, const hs_accusation_word *words,
                                         hs_arena *arena);

/* The row for a value of an input, which its place among the inputs tells. */
uint32_t hs_accusation_hash(uint32_t input, uint64_t value);

/* A hash of the token's lemma and coarse part of speech; names and numbers are all alike. */
uint64_t hs_accusation_lemma(const hs_word *word);

/* A hash of letters, ASCII letters' case set aside. */
uint64_t hs_accusation_letters(const char *bytes, size_t length);
