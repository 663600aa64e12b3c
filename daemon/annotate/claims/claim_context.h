/* From what the model says of each sentence to the score that users see.
 *
 * In prose a sentence stands for itself. In a debate or speech (transcript turns) what the
 * sentences around it are like counts too, and how much of the text its speaker has: those who ask
 * questions say little.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A claim of a chapter, in the order of the text. */
typedef struct hs_linked_claim {
    float logit;      /* worth checking, by itself */
    float turn_logit; /* likewise, as a sentence of a debate */
    uint64_t speaker; /* of the turn that it stands in; else 0 */
    uint32_t item;    /* its annotation */
    bool turn;
} hs_linked_claim;

/* Places of the model's context weights. */
enum hs_claim_context {
    HS_CLAIM_PROSE_SLOPE, /* calibration of prose, */
    HS_CLAIM_PROSE_SHIFT,
    HS_CLAIM_TURN_SLOPE, /* and of turns */
    HS_CLAIM_TURN_SHIFT,
    HS_CLAIM_TURN_AROUND,  /* the mean of the three sentences before and behind */
    HS_CLAIM_TURN_SPEAKER, /* the speaker's share of the sentences */
};

/* The scores of all, from 0 to 1, in the order of the claims. Linear time. */
void hs_claim_scores(const float *weights, const hs_linked_claim *claims, size_t count,
                     float *scores);
