/* A ranker in training: annotate/networks/ranker.h tells what it computes. */
#pragma once

#include "train/parameters.h"
#include "train/ranker_choices.h"

/* Where each part begins among the values; matrices are [outputs][inputs]. */
struct ranker_layout {
    size_t option, words[2]; /* [hidden][state], of numbers of 1/64 */
    size_t starts;           /* [task][hidden] */
    size_t rows;             /* [feature][hidden], those of sight first */
    size_t outputs;          /* [task][hidden] */
    size_t linear;           /* [task][feature] */
    size_t size;
};

struct ranker_net {
    const hs_ranker_kind *kind;
    struct ranker_layout at;
    uint32_t features;  /* of both kinds */
    struct dense dense; /* the parts in their order */
    float *values;      /* dense.values */
    uint64_t random;
};

/* What a number of a state stands for here. */
#define RANKER_STATE_UNIT (1.0f / 64)

struct ranker_net_options {
    double epochs, rate, decay, batch;
    double memory; /* epochs over which the mean of weights runs that is the result */
    double hidden_dropout, state_dropout, feature_dropout;
    bool linear_only; /* trains the linear model, without the network, instead of the network */
};

/* Hidden units by chance; nothing comes of them, nor of the linear model, until it is trained. */
void ranker_net_init(struct ranker_net *net, const hs_ranker_kind *kind, uint64_t seed);
void ranker_net_finish(struct ranker_net *net);

/* Trains on the choices of which one option is right, at a rate that falls to zero. */
void ranker_net_train(struct ranker_net *net, const struct ranker_choices *choices,
                      const struct ranker_net_options *options);
