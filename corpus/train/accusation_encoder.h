/* The recurrent part of the accusation model in training: states and rows to a vector a word, a
 * layer of bidirectional cells (cells.h) over a whole block, scores, and the two chains on top.
 */
#pragma once

#include <stdio.h>

#include "train/accusation_data.h"
#include "train/parameters.h"

struct encoder_shape {
    uint32_t input;
    uint32_t hidden;
};

/* Where the parts stand in the dense values. */
struct encoder_layout {
    size_t from_state, input_bias;
    size_t cells[2][3]; /* from_input, from_hidden, bias */
    size_t heads, heads_bias;
    size_t accusing, answering; /* transitions */
    size_t size;
};

struct encoder {
    struct encoder_shape shape;
    struct encoder_layout layout;
    struct dense dense;
    struct table table;
    uint64_t random;
};

struct encoder_options {
    float word_dropout; /* of rows that know single words */
    float state_dropout;
    float input_dropout;
    float output_dropout;
    float answer_weight, kind_weight, part_weight, stance_weight;
};

void encoder_init(struct encoder *encoder, const struct encoder_shape *shape, uint64_t seed);
void encoder_finish(struct encoder *encoder);

/* Adds the gradient of a batch; returns the loss. */
double encoder_train(struct encoder *encoder, struct wrong_block *const *blocks, size_t count,
                     const struct encoder_options *options);

/* The gradient of the dense values is clipped in norm. */
void encoder_step(struct encoder *encoder, const struct step *step);
void encoder_swap_mean(struct encoder *encoder);

/* Keeps the parameters in a file, and reads them back into an encoder of the same shape. */
bool encoder_write(const struct encoder *encoder, FILE *file);
bool encoder_read(struct encoder *encoder, FILE *file);
