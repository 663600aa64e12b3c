/* The kernels for AVX-512 with VNNI. vpdpbusd takes unsigned activations: 128 is added to each,
 * and the matrix's biases take 128 times the weights off again.
 */

#include "language/kernels_common.h"

#include <immintrin.h>
#include <string.h>

enum { ROWS = 6, VECTORS = 4, WIDE_VECTORS = 9 };

#define ALWAYS_INLINE static inline __attribute__((always_inline))

ALWAYS_INLINE __m512i four_inputs(const uint8_t *values)
{
    int32_t word;
    memcpy(&word, values, sizeof word);
    return _mm512_set1_epi32(word);
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

/* Some rows times 16 outputs a vector; both counts are constants where this is inlined. */
ALWAYS_INLINE void tile(const struct hs_matrix *matrix, const uint8_t *rows, int row_count,
                        size_t output, int vectors, int32_t *out, size_t out_stride)
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
            __m512i x = four_inputs(rows + r * matrix->inputs + i);
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
    uint8_t shifted[ROWS * HS_KERNEL_INPUTS_MAX];
    size_t output = 0;
    shift_rows(rows, row_stride, row_count, matrix->inputs, shifted);
    for (; output + step <= matrix->outputs; output += step)
        tile(matrix, shifted, row_count, output, vectors, out, out_stride);
    for (; output + 3 * HS_KERNEL_OUTPUTS <= matrix->outputs; output += 3 * HS_KERNEL_OUTPUTS)
        tile(matrix, shifted, row_count, output, 3, out, out_stride);
    for (; output < matrix->outputs; output += HS_KERNEL_OUTPUTS)
        tile(matrix, shifted, row_count, output, 1, out, out_stride);
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

/* Some lanes of a sum, kept in registers while the rows are added to them. */
ALWAYS_INLINE void add_lanes(float *sum, const struct hs_vector_table *table, const uint32_t *rows,
                             size_t row_count, size_t width, size_t first, int vectors)
{
    __m512 lanes[VECTORS];
    for (int v = 0; v < vectors; v++)
        lanes[v] = _mm512_loadu_ps(sum + first + v * LANES);
    for (size_t k = 0; k < row_count; k++) {
        const int8_t *row = table->rows + rows[k] * width + first;
        __m512 scale = _mm512_set1_ps(table->scales[rows[k]]);
        for (int v = 0; v < vectors; v++) {
            __m128i bytes = _mm_loadu_si128((const __m128i *)(row + v * LANES));
            __m512 values = _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(bytes));
            lanes[v] = _mm512_add_ps(lanes[v], _mm512_mul_ps(scale, values));
        }
    }
    for (int v = 0; v < vectors; v++)
        _mm512_storeu_ps(sum + first + v * LANES, lanes[v]);
}

static void add_rows(float *sum, const struct hs_vector_table *table, const uint32_t *rows,
                     size_t row_count, size_t width)
{
    const size_t step = VECTORS * LANES;
    size_t first = 0;
    for (; first + step <= width; first += step)
        add_lanes(sum, table, rows, row_count, width, first, VECTORS);
    for (; first < width; first += LANES)
        add_lanes(sum, table, rows, row_count, width, first, 1);
}

/* What squash_value does, operation by operation. */
ALWAYS_INLINE __m512 squash_lanes(__m512 x)
{
    const __m512 bound = _mm512_set1_ps(27.0f);
    x = _mm512_max_ps(_mm512_set1_ps(-3.0f), _mm512_min_ps(_mm512_set1_ps(3.0f), x));
    __m512 square = _mm512_mul_ps(x, x);
    __m512 above = _mm512_mul_ps(x, _mm512_add_ps(bound, square));
    return _mm512_div_ps(above, _mm512_add_ps(bound, _mm512_mul_ps(_mm512_set1_ps(9.0f), square)));
}

/* What to_activation does. */
ALWAYS_INLINE void store_activations(int8_t *out, __m512 x)
{
    __m512 sign = _mm512_and_ps(x, _mm512_set1_ps(-0.0f));
    __m512 half = _mm512_or_ps(sign, _mm512_set1_ps(0.5f));
    __m512 value = _mm512_add_ps(_mm512_mul_ps(x, _mm512_set1_ps(127.0f)), half);
    _mm_storeu_si128((__m128i *)out, _mm512_cvtepi32_epi8(_mm512_cvttps_epi32(value)));
}

static void squash(int8_t *out, const float *values, size_t count)
{
    for (size_t i = 0; i < count; i += LANES)
        store_activations(out + i, squash_lanes(_mm512_loadu_ps(values + i)));
}

ALWAYS_INLINE __m512 gate(const struct hs_cell *cell, const int32_t *input_sums,
                          const int32_t *hidden_sums, size_t at)
{
    __m512 input = _mm512_cvtepi32_ps(_mm512_loadu_si512(input_sums + at));
    __m512 hidden = _mm512_cvtepi32_ps(_mm512_loadu_si512(hidden_sums + at));
    input = _mm512_mul_ps(input, _mm512_loadu_ps(cell->input_scales + at));
    hidden = _mm512_mul_ps(hidden, _mm512_loadu_ps(cell->hidden_scales + at));
    return _mm512_add_ps(_mm512_add_ps(input, hidden), _mm512_loadu_ps(cell->bias + at));
}

/* What common_step does: the compiler's own vectors of it take half as long again. */
static void step(const struct hs_cell *cell, const int32_t *input_sums, const int32_t *hidden_sums,
                 float *state, int8_t *out)
{
    const __m512 half = _mm512_set1_ps(0.5f);
    const __m512 one = _mm512_set1_ps(1.0f);
    const size_t hidden = cell->hidden;
    for (size_t i = 0; i < hidden; i += LANES) {
        __m512 keep = _mm512_mul_ps(gate(cell, input_sums, hidden_sums, i), half);
        __m512 candidate = squash_lanes(gate(cell, input_sums, hidden_sums, hidden + i));
        __m512 show = _mm512_mul_ps(gate(cell, input_sums, hidden_sums, 2 * hidden + i), half);
        keep = _mm512_add_ps(half, _mm512_mul_ps(half, squash_lanes(keep)));
        show = _mm512_add_ps(half, _mm512_mul_ps(half, squash_lanes(show)));
        __m512 value = _mm512_add_ps(_mm512_mul_ps(keep, _mm512_loadu_ps(state + i)),
                                     _mm512_mul_ps(_mm512_sub_ps(one, keep), candidate));
        _mm512_storeu_ps(state + i, value);
        store_activations(out + i, _mm512_mul_ps(show, value));
    }
}

const struct hs_kernels hs_kernels_avx512_vnni = {
    "avx512-vnni", multiply, add_rows, common_scale, squash, step, common_quantise, common_hash,
};
