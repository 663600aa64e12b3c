/* The element-wise steps, included by each build of the kernels and compiled for its instruction
 * set. Plain loops without reductions, so that the compiler's vectors compute what scalars would;
 * the build turns floating-point contraction off.
 *
 * The squashing function is x(27 + x^2) / (27 + 9x^2) on [-3, 3], a close relative of tanh that
 * reaches 1 with slope 0; the network was trained with it.
 */
#pragma once

#include <string.h>

#include "language/kernels.h"

enum { LANES = 16 };

static inline float squash_value(float x)
{
    x = x > 3.0f ? 3.0f : x;
    x = x < -3.0f ? -3.0f : x;
    float square = x * x;
    return x * (27.0f + square) / (27.0f + 9.0f * square);
}

/* How far a gate is open: 0.5 + 0.5 * squash(x / 2), bit for bit, with all that is a power of two
 * drawn into the constants. */
static inline float open_gate(float x)
{
    x = x > 6.0f ? 6.0f : x;
    x = x < -6.0f ? -6.0f : x;
    float square = x * x;
    return 0.5f + x * (108.0f + square) / (432.0f + 36.0f * square);
}

static inline int32_t to_activation(float x)
{
    return (int32_t)(x * 127.0f + __builtin_copysignf(0.5f, x));
}

/* A loop by itself: bytes beside floats in one loop would make vectors wider than models are. */
static inline void narrow(int8_t *restrict out, const int32_t *restrict activations)
{
    for (int i = 0; i < LANES; i++)
        out[i] = (int8_t)activations[i];
}

static inline void common_add_rows(float *restrict sum, const struct hs_vector_table *table,
                                   const uint32_t *rows, size_t row_count, size_t width)
{
    for (size_t k = 0; k < row_count; k++) {
        const int8_t *restrict row = table->rows + rows[k] * width;
        float scale = table->scales[rows[k]];
        for (size_t i = 0; i < width; i++)
            sum[i] += scale * (float)row[i];
    }
}

static void common_scale(float *restrict out, const int32_t *restrict sums,
                         const float *restrict scales, const float *restrict bias, size_t count)
{
    for (size_t i = 0; i < count; i++)
        out[i] = (float)sums[i] * scales[i] + bias[i];
}

static inline void common_squash(int8_t *restrict out, const float *restrict values, size_t count)
{
    for (size_t first = 0; first < count; first += LANES) {
        int32_t squashed[LANES];
        for (int i = 0; i < LANES; i++)
            squashed[i] = to_activation(squash_value(values[first + i]));
        narrow(out + first, squashed);
    }
}

static inline float gate_input(const int32_t *input, const float *input_scale,
                               const int32_t *hidden, const float *hidden_scale, const float *bias)
{
    return (float)*input * *input_scale + (float)*hidden * *hidden_scale + *bias;
}

static inline void common_step(const struct hs_cell *cell, const int32_t *restrict input_sums,
                               const int32_t *restrict hidden_sums, float *restrict state,
                               int8_t *restrict out)
{
    const float *restrict a = cell->input_scales;
    const float *restrict b = cell->hidden_scales;
    const float *restrict bias = cell->bias;
    const size_t hidden = cell->hidden;
    for (size_t first = 0; first < hidden; first += LANES) {
        int32_t shown[LANES];
        for (size_t i = first; i < first + LANES; i++) {
            const size_t g = hidden + i;
            const size_t o = 2 * hidden + i;
            float zf = gate_input(input_sums + i, a + i, hidden_sums + i, b + i, bias + i);
            float zg = gate_input(input_sums + g, a + g, hidden_sums + g, b + g, bias + g);
            float zo = gate_input(input_sums + o, a + o, hidden_sums + o, b + o, bias + o);
            float keep = open_gate(zf);
            float show = open_gate(zo);
            state[i] = keep * state[i] + (1.0f - keep) * squash_value(zg);
            shown[i - first] = to_activation(show * state[i]);
        }
        narrow(out + first, shown);
    }
}

static float common_quantise(int8_t *restrict out, const float *restrict values, size_t count)
{
    float most = 1e-6f;
    for (size_t i = 0; i < count; i++) {
        float size = values[i] < 0.0f ? -values[i] : values[i];
        most = size > most ? size : most;
    }
    float scale = most / 127.0f;
    float inverse = 127.0f / most;
    for (size_t i = 0; i < count; i++) {
        float v = values[i] * inverse;
        out[i] = (int8_t)(int32_t)(v + __builtin_copysignf(0.5f, v));
    }
    return scale;
}

/* The list's end is seen and not counted, so that the compiler leaves the order of the loops. */
static int32_t common_weigh_sum(const int16_t *const *rows, const int16_t *restrict weights)
{
    int16_t sums[HS_KERNEL_UNITS] = {0};
    int32_t result = 0;
    for (; *rows; rows++) {
        const int16_t *restrict more = *rows;
        for (int k = 0; k < HS_KERNEL_UNITS; k++)
            sums[k] = (int16_t)(sums[k] + more[k]);
    }
    for (int k = 0; k < HS_KERNEL_UNITS; k++) {
        int16_t positive = sums[k] > 0 ? sums[k] : 0;
        result += positive * weights[k];
    }
    return result;
}

static inline void common_add_weighted(float *restrict sum, const float *restrict rows,
                                       const float *restrict factors, size_t row_count,
                                       size_t width)
{
    for (size_t k = 0; k < row_count; k++) {
        const float *restrict row = rows + k * width;
        if (factors[k] != 0)
            for (size_t i = 0; i < width; i++)
                sum[i] += factors[k] * row[i];
    }
}

static void common_follow(float *restrict best, uint8_t *restrict from,
                          const float *restrict before, const float *restrict steps, size_t count)
{
    float most[LANES];
    int32_t which[LANES] = {0};
    for (int y = 0; y < LANES; y++)
        most[y] = before[0] + steps[y];
    for (size_t x = 1; x < count; x++)
        for (int y = 0; y < LANES; y++) {
            float score = before[x] + steps[x * LANES + y];
            which[y] = score > most[y] ? (int32_t)x : which[y];
            most[y] = score > most[y] ? score : most[y];
        }
    for (int y = 0; y < LANES; y++) {
        best[y] = most[y];
        from[y] = (uint8_t)which[y];
    }
}

static void common_widen(int16_t *restrict out, const int8_t *restrict bytes, unsigned shift)
{
    const int16_t unit = (int16_t)(1 << shift);
    for (int k = 0; k < HS_KERNEL_UNITS; k++)
        out[k] = (int16_t)(bytes[k] * unit);
}

static void common_hash(uint64_t *restrict lanes, const uint64_t *restrict keys,
                        const unsigned char *restrict bytes, size_t stripes)
{
    for (size_t s = 0; s < stripes; s++) {
        uint64_t data[HS_KERNEL_HASH_LANES];
        memcpy(data, bytes + s * sizeof data, sizeof data);
        for (int i = 0; i < HS_KERNEL_HASH_LANES; i++) {
            uint64_t keyed = data[i] ^ keys[i];
            lanes[i] += (keyed & 0xffffffffu) * (keyed >> 32) + (data[i] << 32 | data[i] >> 32);
        }
    }
}
