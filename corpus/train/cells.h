#pragma once

/*
 * One direction of one recurrent layer over a batch. Rows are stored by time: all sentences' first
 * words, then all second words, and so on; sentences are sorted from long to short, so that those
 * still running at a time are a prefix and no row is padding.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct plan {
    uint32_t rows;
    uint32_t times;
    uint32_t sentences;
    uint32_t *active; /* [times] sentences that have a word at that time */
    uint32_t *offset; /* [times] row of the first of them */
};

/* For a batch: the length of the longest, then each length, from long to short, then the rows. */
void plan_init(struct plan *plan, uint32_t longest);
void plan_add(struct plan *plan, uint32_t length);
void plan_place(struct plan *plan);
void plan_finish(struct plan *plan);

/* The rational squashing function and its slope. */
float squash(float x);
float squash_slope(float x);

struct direction {
    bool backward;
    uint32_t hidden;
    uint32_t input;
    const float *from_input;
    const float *from_hidden;
    const float *bias;
};

/* What the forward pass leaves for the backward pass: [rows][3 hidden] twice, [rows][hidden]. */
struct trace {
    float *gates;
    float *slopes;
    float *cells;
};

void trace_init(struct trace *trace, size_t rows, size_t hidden);
void trace_finish(struct trace *trace);

/* Writes h to out[row * stride ...]. */
void cells_forward(const struct direction *direction, const struct plan *plan, const float *input,
                   const struct trace *trace, float *out, size_t stride);

struct direction_gradient {
    float *from_input;
    float *from_hidden;
    float *bias;
};

/*
 * `above` is the gradient by h with the given stride. Adds to the gradients of the weights and to
 * input_gradient [rows][input], which may be NULL.
 */
void cells_backward(const struct direction *direction, const struct plan *plan, const float *input,
                    const struct trace *trace, const float *out, const float *above, size_t stride,
                    const struct direction_gradient *gradient, float *input_gradient);
