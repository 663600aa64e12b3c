/* Choices made on held-out articles with the model as it ships: how readily labels other than "out"
 * are given, and what confidence is shown.
 */
#pragma once

#include "annotate/quotes/attribution_model.h"
#include "train/attribution_data.h"

/* Spans found and right, by cue, source, content. */
struct span_score {
    double precision[3], recall[3], f1[3];
};

/* Scores blocks of articles that are held out, or all where `all`; `bias` is added to the scores of
 * labels that begin a part. */
struct span_score attribution_score(const hs_attribution_model *model,
                                    const struct attribution_data *data, bool all, float bias);

/* The bias with the best mean F1. */
float attribution_choose_bias(const hs_attribution_model *model,
                              const struct attribution_data *data);

/* Fits the confidence; an attribution is right when one of the gold's has a word of the cue, of the
 * source and of the content in common with it. */
void attribution_calibrate(const hs_attribution_model *model, const struct attribution_data *data,
                           float calibration[HS_ATTRIBUTION_CALIBRATION]);

/* Prints a line for each tenth of confidence: how many, mean confidence, share right; then the
 * expected calibration error, which it returns. */
double attribution_reliability(const hs_attribution_model *model,
                               const struct attribution_data *data, bool all);
