/* How sure the attribution model is: the probability that its labels give to what was found, turned
 * into the share of such findings that were right on articles held out from training.
 */
#pragma once

#include "annotate/quotes/attribution_model.h"
#include "annotate/quotes/attribution_spans.h"

/* Of each word: the probability of its label, and of the transition into it being as it is. */
typedef float hs_label_confidence;

/* The probability of each word's label, by the forward and backward sums of the random field. */
hs_label_confidence *hs_attribution_marginals(const hs_attribution_model *model,
                                              const hs_label_scores *scores, const uint8_t *labels,
                                              uint32_t count, hs_arena *arena);

/* What calibration maps: log odds of the least sure words at the attribution's edges. */
enum { HS_CONFIDENCE_INPUTS = 5 };
void hs_attribution_doubts(const hs_label_confidence *confidence, const hs_found_attribution *found,
                           uint32_t count, float inputs[HS_CONFIDENCE_INPUTS]);

/* 0 to 1. */
float hs_attribution_confidence(const hs_attribution_model *model,
                                const hs_label_confidence *confidence, uint32_t count,
                                const hs_found_attribution *found);
