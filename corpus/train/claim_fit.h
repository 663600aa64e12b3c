/* Training of the claim model: batches over all domains, a rate that rises and falls, and folds. */
#pragma once

#include "train/claim_net.h"

struct claim_fit_options {
    double epochs, rate, batch, seed;
    double keep; /* share of the debates' lines without a label that are trained on */
    struct claim_net_options net;
};

extern const struct claim_fit_options claim_fit_defaults;

/* A network trained on all but dev documents and, unless `fold` is negative, all that belongs to a
 * fold: its documents, and sentences of lists whose words stand in its debates. The parameters are
 * their running means. */
struct claim_net *claim_fit(const struct claim_data *data, const struct claim_fit_options *options,
                            int fold);

/* Outputs of every sample, by a network trained without its fold; of dev samples, by one of the
 * folds' networks each (the mean of all). */
void claim_fit_held_out(const struct claim_data *data, const struct claim_fit_options *options,
                        float (*outputs)[CLAIM_OUTPUTS]);

/* Outputs of every sample that `wanted` allows (NULL: all). */
void claim_fit_run(struct claim_net *net, const struct claim_data *data, const bool *wanted,
                   float (*outputs)[CLAIM_OUTPUTS]);
