/* The kernels for AVX2. vpmaddubsw wants one unsigned side and saturates pairs at 16 bits: the
 * sizes of the activations (at most 127) times weights with the activations' signs stay below.
 */

#include "language/kernels_avx2.h"

#include <string.h>

enum { VECTOR_OUTPUTS = 8, TILE = 6 };

static inline int32_t four_inputs(const int8_t *values)
{
    int32_t word;
    memcpy(&word, values, sizeof word);
    return word;
}

/* One row times 48 or 16 outputs. */
static inline void tile(const struct hs_matrix *matrix, const int8_t *values, size_t output,
                        int vectors, int32_t *out)
{
    __m256i sums[TILE];
    const __m256i ones = _mm256_set1_epi16(1);
    for (int v = 0; v < vectors; v++)
        sums[v] = _mm256_setzero_si256();
    for (size_t i = 0; i < matrix->inputs; i += HS_KERNEL_INPUTS) {
        const int8_t *weights = matrix->weights + i * matrix->outputs + output * HS_KERNEL_INPUTS;
        __m256i x = _mm256_set1_epi32(four_inputs(values + i));
        __m256i size = _mm256_abs_epi8(x);
        for (int v = 0; v < vectors; v++) {
            __m256i w = _mm256_load_si256((const __m256i *)weights + v);
            __m256i pairs = _mm256_maddubs_epi16(size, _mm256_sign_epi8(w, x));
            sums[v] = _mm256_add_epi32(sums[v], _mm256_madd_epi16(pairs, ones));
        }
    }
    for (int v = 0; v < vectors; v++)
        _mm256_storeu_si256((__m256i *)(out + output) + v, sums[v]);
}

static void multiply(const struct hs_matrix *matrix, const int8_t *rows, size_t row_count,
                     size_t row_stride, int32_t *sums, size_t sum_stride)
{
    const size_t step = TILE * VECTOR_OUTPUTS;
    for (size_t row = 0; row < row_count; row++) {
        size_t output = 0;
        for (; output + step <= matrix->outputs; output += step)
            tile(matrix, rows + row * row_stride, output, TILE, sums + row * sum_stride);
        for (; output < matrix->outputs; output += HS_KERNEL_OUTPUTS)
            tile(matrix, rows + row * row_stride, output, 2, sums + row * sum_stride);
    }
}

const struct hs_kernels hs_kernels_avx2 = {
    "avx2",        multiply,     multiply,        add_rows,         common_scale,
    common_squash, common_step,  common_quantise, common_weigh_sum, common_add_weighted,
    common_follow, common_widen, common_hash,
};
