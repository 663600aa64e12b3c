/* The kernels for AVX-512 with VNNI. vpdpbusd takes unsigned activations: 128 is added to each,
 * and the matrix's biases take 128 times the weights off again.
 */

#include "language/kernels_common.h"

#include <immintrin.h>
#include <string.h>

enum { ROWS = 6, VECTORS = 4, SUMS = 27 };

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

/* Some rows times 16 outputs a vector; counts and direction are constants where this is inlined.
 * Sums and rows stay in registers, of which there are 32. */
ALWAYS_INLINE void tile(const struct hs_matrix *matrix, const uint8_t *rows, int row_count,
                        size_t output, int vectors, bool back, int32_t *out, size_t out_stride)
{
    __m512i sums[SUMS];
    for (int r = 0; r < row_count; r++)
#pragma GCC unroll 27
        for (int v = 0; v < vectors; v++)
            sums[r * vectors + v] =
                _mm512_loadu_si512(matrix->biases + output + v * HS_KERNEL_OUTPUTS);
    const size_t weight_stride = (size_t)matrix->outputs * HS_KERNEL_INPUTS;
    const size_t groups = matrix->inputs / HS_KERNEL_INPUTS;
    for (size_t n = 0; n < groups; n++) {
        size_t group = back ? groups - 1 - n : n;
        const int8_t *weights = matrix->weights + group * weight_stride + output * HS_KERNEL_INPUTS;
        __m512i x[ROWS];
        for (int r = 0; r < row_count; r++)
            x[r] = four_inputs(rows + r * matrix->inputs + group * HS_KERNEL_INPUTS);
        if (row_count == 1) /* its values are read once, where there are so few outputs */
            x[0] = _mm512_xor_si512(x[0], _mm512_set1_epi8(INT8_MIN));
#pragma GCC unroll 27
        for (int v = 0; v < vectors; v++) {
            __m512i w = _mm512_load_si512((const __m512i *)weights + v);
            for (int r = 0; r < row_count; r++)
                sums[r * vectors + v] = _mm512_dpbusd_epi32(sums[r * vectors + v], x[r], w);
        }
    }
    for (int r = 0; r < row_count; r++)
#pragma GCC unroll 27
        for (int v = 0; v < vectors; v++)
            _mm512_storeu_si512(out + (size_t)r * out_stride + output + v * HS_KERNEL_OUTPUTS,
                                sums[r * vectors + v]);
}

/* All that is left of the outputs but less than a tile. */
ALWAYS_INLINE size_t tiles(const struct hs_matrix *matrix, const uint8_t *rows, int row_count,
                           size_t output, int vectors, bool back, int32_t *out, size_t out_stride)
{
    const size_t step = (size_t)vectors * HS_KERNEL_OUTPUTS;
    const size_t count = (matrix->outputs - output) / step;
    for (size_t n = 0; n < count; n++)
        tile(matrix, rows, row_count, output + (back ? count - 1 - n : n) * step, vectors, back,
             out, out_stride);
    return output + count * step;
}

/* All outputs of up to six rows, in tiles as wide as there are registers for: weights are then read
 * in as few runs as can be. */
ALWAYS_INLINE void band(const struct hs_matrix *matrix, const int8_t *rows, size_t row_stride,
                        int row_count, int vectors, bool back, int32_t *out, size_t out_stride)
{
    uint8_t room[ROWS * HS_KERNEL_INPUTS_MAX];
    const uint8_t *shifted = row_count == 1 ? (const uint8_t *)rows : room;
    if (row_count > 1)
        shift_rows(rows, row_stride, row_count, matrix->inputs, room);
    size_t at = tiles(matrix, shifted, row_count, 0, vectors, back, out, out_stride);
    if (vectors > 9) { /* one row: few sums at a time would wait for each other */
        at = tiles(matrix, shifted, row_count, at, 18, back, out, out_stride);
        at = tiles(matrix, shifted, row_count, at, 12, back, out, out_stride);
        at = tiles(matrix, shifted, row_count, at, 9, back, out, out_stride);
    }
    at = tiles(matrix, shifted, row_count, at, 3, back, out, out_stride);
    tiles(matrix, shifted, row_count, at, 1, back, out, out_stride);
}

ALWAYS_INLINE void bands(const struct hs_matrix *matrix, const int8_t *rows, size_t row_count,
                         size_t row_stride, bool back, int32_t *sums, size_t sum_stride)
{
    for (; row_count >= ROWS; row_count -= ROWS) {
        band(matrix, rows, row_stride, ROWS, VECTORS, back, sums, sum_stride);
        rows += ROWS * row_stride;
        sums += ROWS * sum_stride;
    }
    switch (row_count) {
    case 1:
        band(matrix, rows, row_stride, 1, 27, back, sums, sum_stride);
        break;
    case 2:
        band(matrix, rows, row_stride, 2, 9, back, sums, sum_stride);
        break;
    case 3:
        band(matrix, rows, row_stride, 3, 9, back, sums, sum_stride);
        break;
    case 4:
        band(matrix, rows, row_stride, 4, 6, back, sums, sum_stride);
        break;
    case 5:
        band(matrix, rows, row_stride, 5, 4, back, sums, sum_stride);
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

/* What open_gate does. */
ALWAYS_INLINE __m512 open_lanes(__m512 x)
{
    x = _mm512_max_ps(_mm512_set1_ps(-6.0f), _mm512_min_ps(_mm512_set1_ps(6.0f), x));
    __m512 square = _mm512_mul_ps(x, x);
    __m512 above = _mm512_mul_ps(x, _mm512_add_ps(_mm512_set1_ps(108.0f), square));
    __m512 below =
        _mm512_add_ps(_mm512_set1_ps(432.0f), _mm512_mul_ps(_mm512_set1_ps(36.0f), square));
    return _mm512_add_ps(_mm512_set1_ps(0.5f), _mm512_div_ps(above, below));
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
    const __m512 one = _mm512_set1_ps(1.0f);
    const size_t hidden = cell->hidden;
    for (size_t i = 0; i < hidden; i += LANES) {
        __m512 keep = open_lanes(gate(cell, input_sums, hidden_sums, i));
        __m512 candidate = squash_lanes(gate(cell, input_sums, hidden_sums, hidden + i));
        __m512 show = open_lanes(gate(cell, input_sums, hidden_sums, 2 * hidden + i));
        __m512 value = _mm512_add_ps(_mm512_mul_ps(keep, _mm512_loadu_ps(state + i)),
                                     _mm512_mul_ps(_mm512_sub_ps(one, keep), candidate));
        _mm512_storeu_ps(state + i, value);
        store_activations(out + i, _mm512_mul_ps(show, value));
    }
}

/* Some lanes of a sum of weighted rows, kept in registers. */
ALWAYS_INLINE void add_weighted_lanes(float *sum, const float *rows, const float *factors,
                                      size_t row_count, size_t width, int vectors)
{
    __m512 lanes[VECTORS];
    for (int v = 0; v < vectors; v++)
        lanes[v] = _mm512_loadu_ps(sum + v * LANES);
    for (size_t k = 0; k < row_count; k++) {
        __m512 factor = _mm512_set1_ps(factors[k]);
        if (factors[k] != 0)
            for (int v = 0; v < vectors; v++) {
                __m512 row = _mm512_loadu_ps(rows + k * width + v * LANES);
                lanes[v] = _mm512_add_ps(lanes[v], _mm512_mul_ps(factor, row));
            }
    }
    for (int v = 0; v < vectors; v++)
        _mm512_storeu_ps(sum + v * LANES, lanes[v]);
}

static void add_weighted(float *sum, const float *rows, const float *factors, size_t row_count,
                         size_t width)
{
    const size_t step = VECTORS * LANES;
    size_t first = 0;
    for (; first + step <= width; first += step)
        add_weighted_lanes(sum + first, rows + first, factors, row_count, width, VECTORS);
    for (; first < width; first += LANES)
        add_weighted_lanes(sum + first, rows + first, factors, row_count, width, 1);
}

const struct hs_kernels hs_kernels_avx512_vnni = {
    "avx512-vnni", multiply,     multiply_back,   add_rows,         common_scale,
    squash,        step,         common_quantise, common_weigh_sum, add_weighted,
    common_follow, common_widen, common_hash,
};
