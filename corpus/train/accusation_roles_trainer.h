/* Trains the network that says who is accused, who accuses and who answers. It reads the language
 * network's states, not the encoder's vectors: those know the training texts by heart.
 */
#pragma once

#include "annotate/accusation_roles.h"
#include "train/accusation_export.h"

/* One finding with its options and which of them are right. */
struct role_sample {
    hs_role_option *options;
    uint32_t count;
    uint64_t right; /* a bit an option */
    uint8_t task;
    bool from_gold; /* by gold spans, else by the model's own */
    bool absent;    /* the right party is none of the options */
    uint32_t anchor;
    const struct wrong_block *block;
};

struct role_samples {
    HS_ARRAY(struct role_sample) items;
    hs_arena arena;
};

/* Adds the findings of documents whose fold is not `left_out`. */
void role_samples_collect(struct role_samples *samples, const hs_accusation_model *model,
                          struct accusation_data *data, uint32_t left_out, float least);

struct role_options {
    int epochs;
    float rate, decay, dropout, row_dropout;
    uint64_t seed;
};

void role_network_train(struct role_network *network, const struct role_samples *samples,
                        const struct role_options *options);

/* Share of the findings of a task whose likeliest party is right, gold spans given. */
double role_accuracy(const struct role_network *network, const struct role_samples *samples,
                     int task, size_t *count);
