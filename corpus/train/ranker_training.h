/* What the programs that train a ranker share: options, training in two steps, figures, the file.
 * All of it ends the program with a message where something is wrong.
 */
#pragma once

#include "base/buffer.h"
#include "train/ranker_net.h"

struct ranker_training {
    const char *program; /* for messages */
    const hs_ranker_kind *kind;
    const char *const *tasks; /* names for figures */
    double seed, linear_epochs, linear_rate, epochs, rate, decay, batch, memory;
    double hidden_dropout, state_dropout, feature_dropout;
};

/* The numbers that both programs use unless told otherwise; program, kind and tasks are the
 * caller's.
 */
void ranker_training_init(struct ranker_training *training);

/* "name=value" of the numbers above; false for anything else. */
bool ranker_training_set(struct ranker_training *training, const char *text);

/* Where `path` holds no model that fits, writes one that knows nothing: without a model no choices
 * would be made. */
void ranker_training_begin(const struct ranker_training *training, const char *path);

/* The section's bytes, and a model bound to them. */
struct ranker_shipped {
    hs_buffer bytes;
    void *aligned;
    hs_ranker model;
};

/* First the linear model by itself; then the network, on top of it, on the options that it finds
 * the likeliest. */
void ranker_training_run(const struct ranker_training *training,
                         const struct ranker_choices *choices, struct ranker_shipped *shipped);
void ranker_shipped_save(const struct ranker_training *training,
                         const struct ranker_shipped *shipped, const char *path);
void ranker_shipped_finish(struct ranker_shipped *shipped);

/* For each task how often the chosen option is right, how often one of the likely ones is, how
 * often one of all, out of how many. */
void ranker_training_print(const struct ranker_training *training, const char *name,
                           const hs_ranker *model, const struct ranker_choices *choices);
