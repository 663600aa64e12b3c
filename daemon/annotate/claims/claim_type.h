/* What kind of claim a clause is: what the model says, and words that tell it.
 *
 * The model learns kinds from two thousand claims and hardly ever gives the rarer ones; plain words
 * ("because", "illegal", "voted", "the largest") say so oftener than it knows. Each adds to the
 * logit of its kind. Without a model the words decide alone, in order.
 */
#pragma once

#include "annotate/reading/reading.h"

/* Words that tell a kind, a bit each. */
typedef uint32_t hs_claim_signs;

/* Of the words [first, end). */
hs_claim_signs hs_claim_signs_of(const hs_reading *reading, uint32_t first, uint32_t end);

hs_claim_type hs_claim_type_by_signs(hs_claim_signs signs);

/* `logits` are the model's, one an hs_claim_type. */
hs_claim_type hs_claim_type_of(const float *logits, hs_claim_signs signs);
