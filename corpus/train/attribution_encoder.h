/* The recurrent part of the attribution model in training: word vectors beside the frozen states of
 * the language network, two layers of bidirectional cells (cells.h) over a whole block, and linear
 * maps to the labels' scores and, as a further tasks that teach syntax, to parts of speech and
 * relations to heads.
 */
#pragma once

#include <stdio.h>

#include "annotate/quotes/attribution_inputs.h"
#include "train/attribution_crf.h"
#include "train/parameters.h"

enum { ENCODER_LAYERS = 2 };

struct encoder_shape {
    uint32_t vocabulary; /* rows; 0 is for unknown words */
    uint32_t input;
    uint32_t states; /* numbers that the language network gives of a word */
    uint32_t hidden;
};

/* Where the parts stand among the dense values. */
struct encoder_layout {
    size_t cells[ENCODER_LAYERS][2][3]; /* from_input, from_hidden, bias */
    size_t input_bias, heads, heads_bias;
    size_t size;
};

struct encoder {
    struct encoder_shape shape;
    struct encoder_layout layout;
    struct dense dense;         /* all that `layout` tells of */
    struct dense transitions;   /* [HS_LABEL_COUNT][HS_LABEL_LANES] */
    struct table words, hashed; /* [vocabulary][input], [HS_ATTRIBUTION_ROWS][input] */
    uint64_t step, random;
};

struct encoder_options {
    float word_dropout;
    float input_dropout;
    float layer_dropout;
    float pos_weight; /* of the further tasks: parts of speech, relations */
    float deprel_weight;
    bool training;
};

struct encoder *encoder_create(const struct encoder_shape *shape, uint64_t seed);
void encoder_destroy(struct encoder *encoder); /* NULL is fine */

/* One pass over blocks, whose `vocabulary` and `inputs` are set. In training adds the gradient and
 * returns the log-likelihood; always writes the label scores of block b to scores[b]. */
double encoder_pass(struct encoder *encoder, struct block_sample *const *blocks, size_t count,
                    const struct encoder_options *options, float (*const *scores)[HS_LABEL_LANES]);

/* A step of Adam and of the running mean; `clip` is the largest norm of the dense gradient, and
 * what brings it down to that is applied to all others too. */
void encoder_update(struct encoder *encoder, float rate, float clip);

/* Keeps the parameters in a file, and reads them back: moments and means are then at their start.
 * NULL when the file does not hold them. */
bool encoder_write(struct encoder *encoder, FILE *file);
struct encoder *encoder_read(FILE *file);

/* Swaps the parameters with their running mean. */
void encoder_swap_mean(struct encoder *encoder);
