/* The arithmetic of the network: integer matrix products and the element-wise steps between them.
 *
 * Four builds of the same functions: portable C, AVX2, AVX2 with VNNI, AVX-512 with VNNI. They give
 * identical bits: products are exact in 32-bit integers, and the element-wise steps are one shared
 * source compiled without contraction or reordering, or spelled out with the same operations. The
 * best build that the machine runs is chosen once.
 *
 * Activations lie in [-1, 1] and are kept as signed bytes, 127 for 1. All functions are pure.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Products take this many inputs and give this many outputs at a time; the lengths of vectors too
 * are multiples of the latter, but for those that `scale` and `quantise` take. */
enum { HS_KERNEL_INPUTS = 4, HS_KERNEL_OUTPUTS = 16, HS_KERNEL_INPUTS_MAX = 1024 };

enum { HS_KERNEL_HASH_LANES = 8, HS_CACHE_LINE = 64 };

enum { HS_KERNEL_UNITS = 64 }; /* the width of `weigh_sum` */

/* A matrix of signed bytes within -127..127, stored as [inputs / 4][outputs][4]. */
struct hs_matrix {
    const int8_t *weights; /* aligned to 64 bytes */
    const int32_t *biases; /* [outputs]: -128 times the sum of an output's weights */
    uint32_t inputs;       /* a multiple of HS_KERNEL_INPUTS, at most _MAX */
    uint32_t outputs;      /* a multiple of HS_KERNEL_OUTPUTS */
};

/* Rows of bytes with a scale each; what a row means is the reader's. */
struct hs_vector_table {
    const int8_t *rows;  /* [count][width] */
    const float *scales; /* [count] */
};

/* The weights of one recurrent direction; [3 * hidden] scales turn sums into gate inputs. */
struct hs_cell {
    uint32_t hidden;
    const float *input_scales;
    const float *hidden_scales;
    const float *bias;
};

struct hs_kernels {
    const char *name;

    /* sums[row * sum_stride + o] = sum over i of rows[row * row_stride + i] * weight(i, o). */
    void (*multiply)(const struct hs_matrix *matrix, const int8_t *rows, size_t row_count,
                     size_t row_stride, int32_t *sums, size_t sum_stride);

    /* The same, read from the matrix's end to its beginning: one that is larger than a core's first
     * cache, and multiplied time and again, is better read to and fro, since what was read last is
     * still there. */
    void (*multiply_back)(const struct hs_matrix *matrix, const int8_t *rows, size_t row_count,
                          size_t row_stride, int32_t *sums, size_t sum_stride);

    /* sum += scale * row, for each of the rows in turn. */
    void (*add_rows)(float *sum, const struct hs_vector_table *table, const uint32_t *rows,
                     size_t row_count, size_t width);

    /* out = sums * scales + bias. */
    void (*scale)(float *out, const int32_t *sums, const float *scales, const float *bias,
                  size_t count);

    /* The squashed values as activations. */
    void (*squash)(int8_t *out, const float *values, size_t count);

    /* One step of a recurrent direction: updates `state`, writes the step's activations. */
    void (*step)(const struct hs_cell *cell, const int32_t *input_sums, const int32_t *hidden_sums,
                 float *state, int8_t *out);

    /* The values as bytes, the largest in size being 127; returns what 1 stands for. */
    float (*quantise)(int8_t *out, const float *values, size_t count);

    /* Sums up rows of HS_KERNEL_UNITS numbers, a list that NULL ends; then the products of what is
     * above zero with the weights. The rows are such that no sum leaves 16 bits, nor the result 32.
     */
    int32_t (*weigh_sum)(const int16_t *const *rows, const int16_t *weights);

    /* sum += factor * row, for each row of `width` numbers in turn, but for those of factor 0. */
    void (*add_weighted)(float *sum, const float *rows, const float *factors, size_t row_count,
                         size_t width);

    /* best[y] = the largest of before[x] + steps[x][y] over `count` labels x, of HS_KERNEL_OUTPUTS
     * numbers each; from[y] = the first x that gives it (a step of Viterbi's algorithm). */
    void (*follow)(float *best, uint8_t *from, const float *before, const float *steps,
                   size_t count);

    /* HS_KERNEL_UNITS bytes as 16 bits, times 2 to the power of `shift`. */
    void (*widen)(int16_t *out, const int8_t *bytes, unsigned shift);

    /* Adds stripes of 64 bytes to the lanes of a hash (model_hash.c). */
    void (*hash)(uint64_t *lanes, const uint64_t *keys, const unsigned char *bytes, size_t stripes);
};

extern const struct hs_kernels hs_kernels_portable;
extern const struct hs_kernels hs_kernels_avx2;        /* x86-64 builds only */
extern const struct hs_kernels hs_kernels_avx_vnni;    /* the same, by compilers that know it */
extern const struct hs_kernels hs_kernels_avx512_vnni; /* x86-64 builds only */

/* Has the rows on their way from memory before they are added. */
static inline void hs_vectors_prefetch(const struct hs_vector_table *table, const uint32_t *rows,
                                       size_t row_count, size_t width)
{
    for (size_t k = 0; k < row_count; k++) {
        __builtin_prefetch(&table->scales[rows[k]]);
        for (size_t i = 0; i < width; i += HS_CACHE_LINE)
            __builtin_prefetch(table->rows + rows[k] * width + i);
    }
}

/* The best kernels for this machine. Thread-safe. */
const struct hs_kernels *hs_kernels_best(void);

enum { HS_KERNELS_MOST = 4 };

/* All kernels that this machine can run, the portable ones first; for tests. */
size_t hs_kernels_available(const struct hs_kernels *kernels[HS_KERNELS_MOST]);
