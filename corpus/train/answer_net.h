/* The network of answers in training: annotate/accusations/answer_model.h tells what it computes.
 */
#pragma once

#include "annotate/accusations/answer_model.h"
#include "train/answer_data.h"
#include "train/parameters.h"

enum {
    ANSWER_NETS = 3, /* trained from different starts; what ships is their mean */
    ANSWER_HIDDEN = HS_ANSWER_HIDDEN / ANSWER_NETS,
    ANSWER_UNITS = ANSWER_HIDDEN + HS_ANSWER_OUTPUTS,
    ANSWER_ACTIVE = HS_ANSWER_ROWS + HS_ANSWER_FEATURE_COUNT,
};

/* Where each part begins among the values of one net. */
enum answer_net_part {
    ANSWER_ROWS = 0,                                             /* [rows, features][units] */
    ANSWER_NUMBERS = ANSWER_ROWS + ANSWER_ACTIVE * ANSWER_UNITS, /* [number][units] */
    ANSWER_FROM_STATES = ANSWER_NUMBERS + HS_ANSWER_NUMBERS * ANSWER_UNITS, /* [state][units] */
    ANSWER_BIAS = ANSWER_FROM_STATES + ANSWER_STATES * ANSWER_UNITS,
    ANSWER_OUTPUTS = ANSWER_BIAS + ANSWER_UNITS, /* [output][hidden] */
    ANSWER_SIZE = ANSWER_OUTPUTS + HS_ANSWER_OUTPUTS * ANSWER_HIDDEN
};

/* What a number of a state stands for here. */
#define ANSWER_STATE_UNIT (1.0f / 127)

struct answer_net_options {
    double epochs, rate, decay, batch;
    double hidden_dropout, row_dropout, feature_dropout, state_dropout;
    double kind_weight; /* of the loss of kinds beside that of whether they answer */
    double gold_weight; /* of the choices of gold texts */
    double gold;        /* how many of the first groups are the gold's */
};

/* What a choice is to be. */
struct answer_target {
    uint32_t choice;
    float weight; /* 0: neither */
    bool answers;
    uint8_t kind;
};

struct answer_net {
    struct dense dense;
    float *values; /* dense.values */
    uint64_t random;
};

struct answer_target answer_target_of(const struct answer_data *data, uint32_t choice);

void answer_net_init(struct answer_net *net, uint64_t seed);
void answer_net_finish(struct answer_net *net);

/* Trains on the choices of all texts but those of a fold (numbers by `folds`; fold -1: of all),
 * then scales the weights to what they are without dropping. */
void answer_net_train(struct answer_net *net, const struct answer_data *data,
                      const struct answer_net_options *options, int fold, int folds);

/* The mean of the nets' outputs for a choice. */
void answer_nets_apply(const struct answer_net nets[ANSWER_NETS],
                       const struct answer_choice *choice, float outputs[HS_ANSWER_OUTPUTS]);
