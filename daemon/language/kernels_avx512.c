/* The kernels for AVX-512 with VNNI. vpdpbusd takes unsigned activations: 128 is added to each,
 * and the matrix's biases take 128 times the weights off again.
 */

#include "language/kernels_common.h"

#include <immintrin.h>
#include <string.h>

enum { ROWS = 6, VECTORS = 4, WIDE_VECTORS = 9 };

#define ALWAYS_INLINE static inline __attribute__((always_inline))

ALWAYS_INLINE __m512i four_inputs(const int8_t *values)
{
    int32_t word;
    memcpy(&word, values, sizeof word);
    return _mm512_set1_epi32(word ^ (int32_t)0x80808080u);
}

/* Some rows times 16 outputs a vector; both counts are constants where this is inlined. */
ALWAYS_INLINE void tile(const struct hs_matrix *matrix, const int8_t *rows, size_t row_stride,
                        int row_count, size_t output, int vectors, int32_t *out, size_t out_stride)
{
    __m512i sums[ROWS * VECTORS];
    for (int r = 0; r < row_count; r++)
        for (int v = 0; v < vectors; v++)
            sums[r * vectors + v] =
                _mm512_loadu_si512(matrix->biases + output + v * HS_KERNEL_OUTPUTS);
    const int8_t *weights = matrix->weights + output * HS_KERNEL_INPUTS;
    const size_t weight_stride = (size_t)matrix->outputs * HS_KERNEL_INPUTS;
    for (size_t i = 0; i < matrix->inputs; i += HS_KERNEL_INPUTS, weights += weight_stride) {
        __m512i w[WIDE_VECTORS];
        for (int v = 0; v < vectors; v++)
            w[v] = _mm512_load_si512((const __m512i *)weights + v);
        for (int r = 0; r < row_count; r++) {
            __m512i x = four_inputs(rows + (size_t)r * row_stride + i);
            for (int v = 0; v < vectors; v++)
                sums[r * vectors + v] = _mm512_dpbusd_epi32(sums[r * vectors + v], x, w[v]);
        }
    }
    for (int r = 0; r < row_count; r++)
        for (int v = 0; v < vectors; v++)
            _mm512_storeu_si512(out + (size_t)r * out_stride + output + v * HS_KERNEL_OUTPUTS,
                                sums[r * vectors + v]);
}

/* All outputs of up to six rows. */
ALWAYS_INLINE void band(const struct hs_matrix *matrix, const int8_t *rows, size_t row_stride,
                        int row_count, int vectors, int32_t *out, size_t out_stride)
{
    const size_t step = (size_t)vectors * HS_KERNEL_OUTPUTS;
    size_t output = 0;
    for (; output + step <= matrix->outputs; output += step)
        tile(matrix, rows, row_stride, row_count, output, vectors, out, out_stride);
    for (; output < matrix->outputs; output += HS_KERNEL_OUTPUTS)
        tile(matrix, rows, row_stride, row_count, output, 1, out, out_stride);
}

static void multiply(const struct hs_matrix *matrix, const int8_t *rows, size_t row_count,
                     size_t row_stride, int32_t *sums, size_t sum_stride)
{
    for (; row_count >= ROWS; row_count -= ROWS) {
        band(matrix, rows, row_stride, ROWS, VECTORS, sums, sum_stride);
        rows += ROWS * row_stride;
        sums += ROWS * sum_stride;
    }
    switch (row_count) {
    case 1:
        band(matrix, rows, row_stride, 1, WIDE_VECTORS, sums, sum_stride);
        break;
    case 2:
        band(matrix, rows, row_stride, 2, WIDE_VECTORS, sums, sum_stride);
        break;
    case 3:
        band(matrix, rows, row_stride, 3, VECTORS, sums, sum_stride);
        break;
    case 4:
        band(matrix, rows, row_stride, 4, VECTORS, sums, sum_stride);
        break;
    case 5:
        band(matrix, rows, row_stride, 5, VECTORS, sums, sum_stride);
        break;
    default:
        break;
    }
}

const struct hs_kernels hs_kernels_avx512_vnni = {
    "avx512-vnni", multiply,    common_add_row,  common_scale,
    common_squash, common_step, common_quantise,
};
