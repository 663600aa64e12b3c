/* The claim model in training: what daemon/annotate/claims/claim_model.h runs, in floats, with its
 * gradient.
 *
 * A token's vector is relu(states * W + row of its word + row of its pair + bias); the sentence's
 * is its maxima and means over the tokens and the features of the whole; a hidden layer of
 * rectified sums and linear outputs follow. Adam (Kingma and Ba 2015).
 */
#pragma once

#include "annotate/claims/claim_model.h"
#include "train/claim_data.h"

enum {
    CLAIM_TOKEN_WIDTH = HS_CLAIM_TOKEN_WIDTH,
    CLAIM_HIDDEN = HS_CLAIM_HIDDEN,
    CLAIM_POOLED = HS_CLAIM_POOLED,
    CLAIM_OUTPUTS = HS_CLAIM_OUTPUTS,
    CLAIM_OUTPUT_TYPE = HS_CLAIM_OUTPUT_TYPE,
};

struct claim_net_options {
    float state_dropout, row_dropout, pooled_dropout, hidden_dropout;
    float decay; /* of rows and weights, a step and unit of rate */
    float weights[CLAIM_DOMAINS];
    float positive[CLAIM_DOMAINS]; /* how much more a positive weighs */
    float shared, type, worth;
};

struct claim_net;

struct claim_net *claim_net_create(size_t state_width, uint64_t seed);
void claim_net_destroy(struct claim_net *net);

/* One step on a batch; returns the loss. */
double claim_net_step(struct claim_net *net, const struct claim_data *data, const uint32_t *samples,
                      size_t count, float rate, const struct claim_net_options *options);

/* Outputs of samples: logits, [count][CLAIM_OUTPUTS]. */
void claim_net_run(struct claim_net *net, const struct claim_data *data, const uint32_t *samples,
                   size_t count, float (*outputs)[CLAIM_OUTPUTS]);

/* Swaps the parameters with their running mean. */
void claim_net_swap_mean(struct claim_net *net);

/* The parameters, for export. */
struct claim_net_parameters {
    const float *states; /* [width][CLAIM_TOKEN_WIDTH] */
    const float *rows;   /* [HS_CLAIM_ROWS][CLAIM_TOKEN_WIDTH] */
    const float *bias;   /* [CLAIM_TOKEN_WIDTH] */
    const float *hidden; /* [CLAIM_POOLED][CLAIM_HIDDEN] */
    const float *hidden_bias;
    const float *outputs; /* [CLAIM_HIDDEN][CLAIM_OUTPUTS] */
    const float *output_bias;
};
struct claim_net_parameters claim_net_parameters(const struct claim_net *net);
