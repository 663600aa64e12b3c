/* The kernels for AVX-512 with VNNI: server processors since 2019, AMD's of all kinds since 2022.
 */

#include <immintrin.h>
#include <stdint.h>

typedef __m512i vector;

enum {
    VECTOR_OUTPUTS = 16,
    ONE_ROW = 27, /* of 32 registers */
    ONE_ROW_NEXT = 18,
    ONE_ROW_THEN = 12,
    ONE_ROW_LAST = 9,
    TWO_ROWS = 9,
    THREE_ROWS = 9,
    FOUR_ROWS = 6,
    FIVE_ROWS = 4,
    ROWS = 6,
    ALL_ROWS = 4,
    FEW = 3,
    LEAST = 1,
    VECTORS = 4, /* of what is no product */
};

#define load_sums(from) _mm512_loadu_si512(from)
#define load_weights(from) _mm512_load_si512(from)
#define store_sums(to, sums) _mm512_storeu_si512(to, sums)
#define spread(word) _mm512_set1_epi32(word)
#define flip(bytes) _mm512_xor_si512(bytes, _mm512_set1_epi8(INT8_MIN))
#define dot(sums, bytes, weights) _mm512_dpbusd_epi32(sums, bytes, weights)

#include "language/kernels_vnni.h"

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
