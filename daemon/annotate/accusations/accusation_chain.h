/* A linear-chain conditional random field over a few labels (Lafferty, McCallum and Pereira 2001):
 * how likely each label of each word is, and the best sequence. Linear time; any thread.
 */
#pragma once

#include "annotate/accusations/accusation_labels.h"
#include "base/arena.h"

#include <stdint.h>

enum { HS_CHAIN_LANES = 8 };

typedef float hs_chain_row[HS_CHAIN_LANES];
typedef float hs_chain_scores[HS_ACCUSATION_LANES]; /* a word's scores; a chain reads some lanes */

typedef struct hs_chain {
    const hs_chain_row *transitions; /* [labels] from, to */
    int labels;
    int lane;       /* where the chain's scores stand among a word's */
    float cue_bias; /* added to the score of a label that begins a cue: what a cue costs more */
} hs_chain;

/* Fills `likely` [count] and returns the logarithm of the sum over all sequences. With `pairs`
 * (else NULL) adds how often each label is expected to follow each. */
double hs_chain_sum(const hs_chain *chain, const hs_chain_scores *scores, uint32_t count,
                    hs_chain_row *likely, hs_chain_row *pairs, hs_arena *arena);

/* Beside `likely`, fills `stays` [count]: how likely the first label is behind itself. */
void hs_chain_likely(const hs_chain *chain, const hs_chain_scores *scores, uint32_t count,
                     hs_chain_row *likely, float *stays, hs_arena *arena);

/* The best labels when `bias` is added to the scores of those that begin a part, and the chain's
 * own to those that begin a cue. */
void hs_chain_best(const hs_chain *chain, const hs_chain_scores *scores, uint32_t count, float bias,
                   uint8_t *labels, hs_arena *arena);
