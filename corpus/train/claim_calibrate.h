/* From outputs of the claim network to scores, and the few weights that lie between. */
#pragma once

#include "annotate/claims/claim_context.h"
#include "train/claim_net.h"

/* What an earlier calibration gave. */
void claim_context_start(float *context);

/* The score of each sample, from the outputs of all. */
void claim_scores(const struct claim_data *data, const float (*outputs)[CLAIM_OUTPUTS],
                  const float *context, float *scores);

/* Sets slope and shifts from the outputs of samples that were held out; dev samples are not looked
 * at. In prose a score is the share of sentences that annotators mark, of news and of lists of
 * sentences in equal parts. In turns as many are shown as annotators of sentences would mark. */
void claim_calibrate(const struct claim_data *data, const float (*outputs)[CLAIM_OUTPUTS],
                     float *context);
