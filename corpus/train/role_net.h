/* The network of parties in training: annotate/role_model.h tells what it computes. */
#pragma once

#include "train/parameters.h"
#include "train/role_choices.h"

struct role_net {
    struct dense dense; /* the parts below, in their order */
    float *values;      /* dense.values */
    uint64_t random;
};

/* Where each part begins among the values; matrices are [outputs][inputs]. */
enum role_net_part {
    ROLE_MENTION = 0, /* [hidden][state], of numbers of 1/64 */
    ROLE_CHARGE = ROLE_MENTION + HS_ROLE_HIDDEN * HS_ROLE_STATE,
    ROLE_CUE = ROLE_CHARGE + HS_ROLE_HIDDEN * HS_ROLE_STATE,
    ROLE_STARTS = ROLE_CUE + HS_ROLE_HIDDEN * HS_ROLE_STATE,          /* [task][hidden] */
    ROLE_ROWS = ROLE_STARTS + HS_ROLE_TASK_COUNT * HS_ROLE_HIDDEN,    /* [feature][hidden] */
    ROLE_OUTPUTS = ROLE_ROWS + HS_ROLE_FEATURES * HS_ROLE_HIDDEN,     /* [task][hidden] */
    ROLE_LINEAR = ROLE_OUTPUTS + HS_ROLE_TASK_COUNT * HS_ROLE_HIDDEN, /* [task][feature] */
    ROLE_SIZE = ROLE_LINEAR + HS_ROLE_TASK_COUNT * HS_ROLE_FEATURES
};

/* What a number of a state stands for here. */
#define ROLE_STATE_UNIT (1.0f / 64)

struct role_net_options {
    double epochs, rate, decay, batch;
    double hidden_dropout, state_dropout, feature_dropout;
    bool linear_only; /* trains the linear model, without the network, instead of the network */
};

/* Hidden units by chance; nothing comes of them, nor of the linear model, until it is trained. */
void role_net_init(struct role_net *net, uint64_t seed);
void role_net_finish(struct role_net *net);

/* Trains on the choices of which one option is right, at a rate that falls to zero. */
void role_net_train(struct role_net *net, const struct role_choices *choices,
                    const struct role_net_options *options);
