/* The model of names in training: daemon/language/name_model.h with floats, over inputs that the
 * shipped network makes of the words, whose weights stay as they are.
 */
#pragma once

#include "base/buffer.h"
#include "language/name_model.h"
#include "language/network.h"
#include "train/name_field.h"

/* The network at work, and the lists. */
struct name_encoder {
    const struct hs_network *network; /* its `names` hold the lists */
    struct hs_workspace *workspace;
};

/* Where the parts stand in `values`. */
struct name_layout {
    struct {
        size_t from_input;  /* [3 hidden][inputs] */
        size_t from_hidden; /* [3 hidden][hidden] */
        size_t bias;
    } cells[2];
    size_t outputs;     /* [HS_NAME_TAG_COUNT][2 hidden] */
    size_t bias;        /* [HS_NAME_TAG_COUNT] */
    size_t corpus_bias; /* [NAME_CORPORA][HS_NAME_TAG_COUNT] */
    size_t transitions; /* [1 + HS_NAME_TAG_COUNT][HS_NAME_TAG_COUNT] */
    size_t size;
};

struct name_trainer {
    uint32_t inputs;
    uint32_t hidden;
    struct name_layout layout;
    float *values;
    float *gradient;
    float *first_moment;
    float *second_moment;
    float *mean; /* a running mean of the values */
    uint64_t step;
    uint64_t random;
};

struct name_pass {
    float input_dropout;
    float output_dropout;
    bool training;
};

struct name_trainer *name_trainer_create(uint32_t inputs, uint32_t hidden, uint64_t seed);
void name_trainer_destroy(struct name_trainer *trainer); /* NULL is fine */

/* One pass over sentences. In training adds the gradient and returns the loss a word; else writes
 * the scores of sentence s to scores[s], [words][HS_NAME_TAG_COUNT], as a model gives them. */
double name_trainer_pass(struct name_trainer *trainer, const struct name_encoder *encoder,
                         const struct name_sentence *const *sentences, size_t count,
                         const struct name_pass *pass, float *const *scores);

/* Adam (Kingma and Ba 2015) with the gradient clipped in norm; then the running mean. */
void name_trainer_update(struct name_trainer *trainer, float rate, float clip);

/* Exchanges the values and their running mean. */
void name_trainer_swap_mean(struct name_trainer *trainer);

/* Writes the section. `biases` [HS_NAME_TAG_COUNT] are added to the scores of the tags. */
void name_trainer_export(const struct name_trainer *trainer, const struct hs_name_lists *lists,
                         uint32_t states, uint32_t vector, const float *biases, hs_buffer *out);
