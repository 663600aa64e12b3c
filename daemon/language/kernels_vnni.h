/* Products by vpdpbusd, for whichever vectors the file that includes this has: it takes unsigned
 * activations, so 128 is added to each, and the matrix's biases take 128 times the weights off
 * again.
 *
 * Before it is included, the following are defined: `vector`, of VECTOR_OUTPUTS sums or four times
 * as many bytes; load_sums, load_weights, store_sums, spread (four bytes everywhere), flip (the top
 * bit of each byte) and dot (sums, unsigned, signed); how many vectors wide a tile is by how many
 * rows it has, such that its sums and rows stay in registers: ONE_ROW to FIVE_ROWS, and ALL_ROWS
 * for ROWS, the most at once; what is left of one row by ONE_ROW_NEXT, _THEN and _LAST, and of any
 * by FEW and LEAST.
 */
#pragma once

#include <string.h>

#include "language/kernels_common.h"

#define ALWAYS_INLINE static inline __attribute__((always_inline))

ALWAYS_INLINE vector four_inputs(const uint8_t *values)
{
    int32_t word;
    memcpy(&word, values, sizeof word);
    return spread(word);
}

/* Adds 128 to each activation and moves the rows together. */
ALWAYS_INLINE void shift_rows(const int8_t *rows, size_t row_stride, int row_count, size_t inputs,
                              uint8_t *shifted)
{
    for (int r = 0; r < row_count; r++)
        for (size_t i = 0; i < inputs; i += HS_KERNEL_INPUTS) {
            uint32_t word;
            memcpy(&word, rows + r * row_stride + i, sizeof word);
            word ^= 0x80808080u;
            memcpy(shifted + r * inputs + i, &word, sizeof word);
        }
}

/* Some rows times some vectors of outputs; counts and direction are constants where this is
 * inlined. */
ALWAYS_INLINE void tile(const struct hs_matrix *matrix, const uint8_t *rows, int row_count,
                        size_t output, int vectors, bool back, int32_t *out, size_t out_stride)
{
    vector sums[ONE_ROW];
    for (int r = 0; r < row_count; r++)
#pragma GCC unroll 27
        for (int v = 0; v < vectors; v++)
            sums[r * vectors + v] = load_sums(matrix->biases + output + v * VECTOR_OUTPUTS);
    const size_t weight_stride = (size_t)matrix->outputs * HS_KERNEL_INPUTS;
    const size_t groups = matrix->inputs / HS_KERNEL_INPUTS;
    for (size_t n = 0; n < groups; n++) {
        size_t group = back ? groups - 1 - n : n;
        const int8_t *weights = matrix->weights + group * weight_stride + output * HS_KERNEL_INPUTS;
        vector x[ROWS];
        for (int r = 0; r < row_count; r++)
            x[r] = four_inputs(rows + r * matrix->inputs + group * HS_KERNEL_INPUTS);
        if (row_count == 1) /* its values are read once, where there are so few outputs */
            x[0] = flip(x[0]);
#pragma GCC unroll 27
        for (int v = 0; v < vectors; v++) {
            vector w = load_weights(weights + v * VECTOR_OUTPUTS * HS_KERNEL_INPUTS);
            for (int r = 0; r < row_count; r++)
                sums[r * vectors + v] = dot(sums[r * vectors + v], x[r], w);
        }
    }
    for (int r = 0; r < row_count; r++)
#pragma GCC unroll 27
        for (int v = 0; v < vectors; v++)
            store_sums(out + (size_t)r * out_stride + output + v * VECTOR_OUTPUTS,
                       sums[r * vectors + v]);
}

/* All that is left of the outputs but less than a tile. */
ALWAYS_INLINE size_t tiles(const struct hs_matrix *matrix, const uint8_t *rows, int row_count,
                           size_t output, int vectors, bool back, int32_t *out, size_t out_stride)
{
    const size_t step = (size_t)vectors * VECTOR_OUTPUTS;
    const size_t count = (matrix->outputs - output) / step;
    for (size_t n = 0; n < count; n++)
        tile(matrix, rows, row_count, output + (back ? count - 1 - n : n) * step, vectors, back,
             out, out_stride);
    return output + count * step;
}

/* All outputs of some rows, in tiles as wide as there are registers for: weights are then read
 * in as few runs as can be. */
ALWAYS_INLINE void band(const struct hs_matrix *matrix, const int8_t *rows, size_t row_stride,
                        int row_count, int vectors, bool back, int32_t *out, size_t out_stride)
{
    uint8_t room[ROWS * HS_KERNEL_INPUTS_MAX];
    const uint8_t *shifted = row_count == 1 ? (const uint8_t *)rows : room;
    if (row_count > 1)
        shift_rows(rows, row_stride, row_count, matrix->inputs, room);
    size_t at = tiles(matrix, shifted, row_count, 0, vectors, back, out, out_stride);
    if (row_count == 1) { /* few sums at a time would wait for each other */
        at = tiles(matrix, shifted, row_count, at, ONE_ROW_NEXT, back, out, out_stride);
        at = tiles(matrix, shifted, row_count, at, ONE_ROW_THEN, back, out, out_stride);
        at = tiles(matrix, shifted, row_count, at, ONE_ROW_LAST, back, out, out_stride);
    }
    at = tiles(matrix, shifted, row_count, at, FEW, back, out, out_stride);
    tiles(matrix, shifted, row_count, at, LEAST, back, out, out_stride);
}

ALWAYS_INLINE void bands(const struct hs_matrix *matrix, const int8_t *rows, size_t row_count,
                         size_t row_stride, bool back, int32_t *sums, size_t sum_stride)
{
    for (; row_count >= ROWS; row_count -= ROWS) {
        band(matrix, rows, row_stride, ROWS, ALL_ROWS, back, sums, sum_stride);
        rows += ROWS * row_stride;
        sums += ROWS * sum_stride;
    }
    switch (row_count) {
    case 1:
        band(matrix, rows, row_stride, 1, ONE_ROW, back, sums, sum_stride);
        break;
    case 2:
        band(matrix, rows, row_stride, 2, TWO_ROWS, back, sums, sum_stride);
        break;
    case 3:
        band(matrix, rows, row_stride, 3, THREE_ROWS, back, sums, sum_stride);
        break;
    case 4:
        band(matrix, rows, row_stride, 4, FOUR_ROWS, back, sums, sum_stride);
        break;
    case 5:
        band(matrix, rows, row_stride, 5, FIVE_ROWS, back, sums, sum_stride);
        break;
    default:
        break;
    }
}

static void multiply(const struct hs_matrix *matrix, const int8_t *rows, size_t row_count,
                     size_t row_stride, int32_t *sums, size_t sum_stride)
{
    bands(matrix, rows, row_count, row_stride, false, sums, sum_stride);
}

static void multiply_back(const struct hs_matrix *matrix, const int8_t *rows, size_t row_count,
                          size_t row_stride, int32_t *sums, size_t sum_stride)
{
    bands(matrix, rows, row_count, row_stride, true, sums, sum_stride);
}
