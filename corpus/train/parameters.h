/* Parameters in training: dense values and tables of rows of which a step touches few, each with
 * its gradient, Adam's moments (Kingma and Ba 2015, with decoupled decay) and a running mean.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

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
    float rate;
    float decay; /* share of a value that each step takes, per unit of rate */
    float clip;  /* largest norm of the dense gradient */
    uint64_t number;
    uint32_t memory; /* the mean's, in steps */
};

uint64_t random_next(uint64_t *state);
float random_unit(uint64_t *state);

void *zeroed(size_t bytes); /* aligned to 64 bytes */

void dense_init(struct dense *dense, size_t count);
void dense_finish(struct dense *dense);
void dense_randomise(struct dense *dense, size_t at, size_t count, float range, uint64_t *random);
void dense_step(struct dense *dense, const struct step *step);

void table_init(struct table *table, uint32_t rows, uint32_t width, float range, uint64_t *random);
void table_finish(struct table *table);
void table_add_gradient(struct table *table, uint32_t row, const float *gradient);
void table_step(struct table *table, const struct step *step);

/* Swaps the values with their running mean. */
void dense_swap_mean(struct dense *dense);
