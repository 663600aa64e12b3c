/* Calibration of the claim model. */
#include "train/claim_calibrate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/claims/claim_model.h"
#include "base/memory.h"
#include "train/claim_measure.h"

/* What ships: slope and shift of prose chosen on dev, near those that five folds gave, for a small
 * calibration error on news and on sentences (docs/MODELS.md). A run without folds keeps to it. */
static const float start[HS_CLAIM_CONTEXT_WEIGHTS] = {
    [HS_CLAIM_PROSE_SLOPE] = 1,      [HS_CLAIM_PROSE_SHIFT] = 0.1f,  [HS_CLAIM_TURN_SLOPE] = 1,
    [HS_CLAIM_TURN_SHIFT] = -0.385f, [HS_CLAIM_TURN_AROUND] = 0.15f, /* chosen on both collections
                                                                        of debates, */
    [HS_CLAIM_TURN_SPEAKER] = 1,                                     /* likewise */
};

void claim_context_start(float *context)
{
    memcpy(context, start, sizeof start);
}

void claim_scores(const struct claim_data *data, const float (*outputs)[CLAIM_OUTPUTS],
                  const float *context, float *scores)
{
    hs_linked_claim *claims = hs_alloc_zeroed(data->samples.count + 1, sizeof *claims);
    for (size_t d = 0; d < data->documents.count; d++) {
        const struct claim_document *document = &data->documents.items[d];
        for (uint32_t i = 0; i < document->sample_count; i++) {
            uint32_t at = document->first_sample + i;
            claims[i] = (hs_linked_claim){
                .logit = outputs[at][HS_CLAIM_OUTPUT_ANY],
                .turn_logit = hs_claim_turn_logit(outputs[at]),
                .speaker = data->samples.items[at].speaker,
                .turn = data->samples.items[at].turn,
            };
        }
        hs_claim_scores(context, claims, document->sample_count, scores + document->first_sample);
    }
    free(claims);
}

static bool calibrates(const struct claim_data *data, const struct claim_sample *sample)
{
    const struct claim_document *document = &data->documents.items[sample->document];
    return !document->dev &&
           (document->domain == CLAIM_NEWS || document->domain == CLAIM_SENTENCES);
}

/* What samples of each domain weigh together. */
static void total_weights(const struct claim_data *data, double totals[CLAIM_DOMAINS])
{
    memset(totals, 0, CLAIM_DOMAINS * sizeof *totals);
    for (size_t i = 0; i < data->samples.count; i++) {
        const struct claim_document *document =
            &data->documents.items[data->samples.items[i].document];
        if (calibrates(data, &data->samples.items[i]))
            totals[document->domain] += document->weight;
    }
}

/* One step of Newton's method for the slope and the shift of a logistic regression. */
static void fit_step(const struct claim_data *data, const float (*outputs)[CLAIM_OUTPUTS],
                     const double totals[CLAIM_DOMAINS], double *slope, double *shift)
{
    double g[2] = {0}, h[3] = {1e-9, 0, 1e-9};
    for (size_t i = 0; i < data->samples.count; i++) {
        const struct claim_sample *sample = &data->samples.items[i];
        if (!calibrates(data, sample))
            continue;
        const struct claim_document *document = &data->documents.items[sample->document];
        double x = outputs[i][HS_CLAIM_OUTPUT_ANY];
        double p = 1 / (1 + exp(-(*slope * x + *shift)));
        double weight = document->weight / totals[document->domain];
        double away = weight * (p - sample->label), bend = weight * p * (1 - p);
        g[0] += away * x, g[1] += away;
        h[0] += bend * x * x, h[1] += bend * x, h[2] += bend;
    }
    double determinant = h[0] * h[2] - h[1] * h[1];
    *slope -= (h[2] * g[0] - h[1] * g[1]) / determinant;
    *shift -= (h[0] * g[1] - h[1] * g[0]) / determinant;
}

static bool in_debate(const struct claim_data *data, size_t sample)
{
    enum claim_domain domain = data->documents.items[data->samples.items[sample].document].domain;
    return domain == CLAIM_DEBATES_2019 || domain == CLAIM_DEBATES_2020;
}

/* How many of the debates' turns annotators of sentences would mark. */
static double wanted_in_turns(const struct claim_data *data, const float (*outputs)[CLAIM_OUTPUTS])
{
    double sum = 0;
    for (size_t i = 0; i < data->samples.count; i++)
        if (in_debate(data, i) && data->samples.items[i].turn)
            sum += 1 / (1 + exp(-(double)outputs[i][HS_CLAIM_OUTPUT_SENTENCE]));
    return sum;
}

static void fit_turns(const struct claim_data *data, const float (*outputs)[CLAIM_OUTPUTS],
                      float *context, float *scores)
{
    double wanted = wanted_in_turns(data, outputs);
    float low = -6, high = 6;
    for (int step = 0; step < 16; step++) {
        double sum = 0;
        context[HS_CLAIM_TURN_SHIFT] = (low + high) / 2;
        claim_scores(data, outputs, context, scores);
        for (size_t i = 0; i < data->samples.count; i++)
            sum += in_debate(data, i) && data->samples.items[i].turn ? scores[i] : 0;
        if (sum < wanted)
            low = context[HS_CLAIM_TURN_SHIFT];
        else
            high = context[HS_CLAIM_TURN_SHIFT];
    }
}

void claim_calibrate(const struct claim_data *data, const float (*outputs)[CLAIM_OUTPUTS],
                     float *context)
{
    double totals[CLAIM_DOMAINS], slope = 1, shift = 0;
    float *scores = hs_alloc_zeroed(data->samples.count + 1, sizeof *scores);
    total_weights(data, totals);
    for (int step = 0; step < 12; step++)
        fit_step(data, outputs, totals, &slope, &shift);
    context[HS_CLAIM_PROSE_SLOPE] = (float)slope;
    context[HS_CLAIM_PROSE_SHIFT] = (float)shift;
    fit_turns(data, outputs, context, scores);
    printf("prose %.3f x %+.3f, turns %.3f x %+.3f\n", (double)context[HS_CLAIM_PROSE_SLOPE],
           (double)context[HS_CLAIM_PROSE_SHIFT], (double)context[HS_CLAIM_TURN_SLOPE],
           (double)context[HS_CLAIM_TURN_SHIFT]);
    free(scores);
}
