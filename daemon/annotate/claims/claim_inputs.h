/* What the claim model reads of a sentence: rows for its words and pairs of words, and features of
 * the whole.
 *
 * Names, countries, peoples, titles and words that tell a gender are read as what kind of word they
 * are, so that a claim is as worth checking whoever it is about; the language network's states of
 * these words are left out as well.
 *
 * Pure functions of the reading; training and analysis share them. Raise HS_CLAIM_INPUTS_VERSION
 * when any meaning changes.
 */
#pragma once

#include "annotate/reading/reading.h"

#define HS_CLAIM_INPUTS_VERSION 1u

enum {
    HS_CLAIM_WORD_ROWS = 1 << 12, /* hashed words, then */
    HS_CLAIM_PAIR_ROWS = 1 << 12, /* hashed pairs of neighbours */
    HS_CLAIM_ROWS = HS_CLAIM_WORD_ROWS + HS_CLAIM_PAIR_ROWS,
    HS_CLAIM_FEATURES = 96, /* room; unused ones are 0 */
};

typedef struct hs_claim_token {
    uint16_t word; /* row */
    uint16_t pair; /* row, of this word and the one before; from HS_CLAIM_WORD_ROWS on */
    bool masked;   /* its state is not to be read */
} hs_claim_token;

/* One for each token of the block. Only with `syntax`. */
hs_claim_token *hs_claim_tokens(const hs_reading *reading, hs_arena *arena);

/* Features, each from 0 to 1, of the words [part.first, part.end) of sentence number `sentence`. */
void hs_claim_features(const hs_reading *reading, uint32_t sentence, hs_word_range part,
                       float features[HS_CLAIM_FEATURES]);
