/* Parameters in training: dense values and tables of rows of which a step touches few, each with
 * its gradient, Adam's moments (Kingma and Ba 2015, with decoupled decay) and a running mean.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "train/random.h"

struct dense {
    size_t count;
    float *values, *gradient, *first, *second, *mean;
};

struct table {
    uint32_t rows, width;
    struct dense all;
    uint32_t *touched;
    uint32_t touched_count;
    uint8_t *is_touched;
};

struct step {
    uint64_t number; /* from 1 */
    float rate;
    float decay;         /* share of a value that the step takes, per unit of rate */
    float epsilon;       /* beside the root of the second moment */
    uint32_t mean_every; /* steps from one value of the running mean to the next */
    uint32_t memory;     /* of the running mean, in steps */
};

void *zeroed(size_t bytes); /* aligned to 64 bytes */

void dense_init(struct dense *dense, size_t count); /* all zero */
void dense_finish(struct dense *dense);

/* By chance, and the mean with them. */
void dense_randomise(struct dense *dense, size_t at, size_t count, float range, uint64_t *random);

/* What brings the gradient down to `clip` in norm: 1 where it is smaller. */
float dense_scale(const struct dense *dense, float clip);

/* A step along the gradient times `scale`, which is then zero again. */
void dense_step(struct dense *dense, const struct step *step, float scale);

/* Swaps the values with their running mean. */
void dense_swap_mean(struct dense *dense);

void table_init(struct table *table, uint32_t rows, uint32_t width); /* all zero */
void table_finish(struct table *table);
void table_add_gradient(struct table *table, uint32_t row, const float *gradient);
void table_step(struct table *table, const struct step *step, float scale);
