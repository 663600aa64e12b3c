/* The element-wise steps, included by each build of the kernels and compiled for its instruction
 * set. Plain loops without reductions, so that the compiler's vectors compute what scalars would;
 * the build turns floating-point contraction off.
 *
 * The squashing function is x(27 + x^2) / (27 + 9x^2) on [-3, 3], a close relative of tanh that
 * reaches 1 with slope 0; the network was trained with it.
 */
#pragma once

#include "language/kernels.h"

static inline float squash_value(float x)
{
    x = x > 3.0f ? 3.0f : x;
    x = x < -3.0f ? -3.0f : x;
    float square = x * x;
    return x * (27.0f + square) / (27.0f + 9.0f * square);
}

static inline int8_t to_activation(float x)
{
    return (int8_t)(int32_t)(x * 127.0f + __builtin_copysignf(0.5f, x));
}

static void common_add_row(float *restrict sum, const int8_t *restrict row, float scale,
                           size_t count)
{
    for (size_t i = 0; i < count; i++)
        sum[i] += scale * (float)row[i];
}

static void common_scale(float *restrict out, const int32_t *restrict sums,
                         const float *restrict scales, const float *restrict bias, size_t count)
{
    for (size_t i = 0; i < count; i++)
        out[i] = (float)sums[i] * scales[i] + bias[i];
}

static void common_squash(int8_t *restrict out, const float *restrict values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        out[i] = to_activation(squash_value(values[i]));
}

static inline float gate_input(const int32_t *input, const float *input_scale,
                               const int32_t *hidden, const float *hidden_scale, const float *bias)
{
    return (float)*input * *input_scale + (float)*hidden * *hidden_scale + *bias;
}

static void common_step(const struct hs_cell *cell, const int32_t *restrict input_sums,
                        const int32_t *restrict hidden_sums, float *restrict state,
                        int8_t *restrict out)
{
    const size_t hidden = cell->hidden;
    const float *restrict a = cell->input_scales;
    const float *restrict b = cell->hidden_scales;
    const float *restrict bias = cell->bias;
    const size_t g = hidden;
    const size_t o = 2 * hidden;
    for (size_t i = 0; i < hidden; i++) {
        float zf = gate_input(input_sums + i, a + i, hidden_sums + i, b + i, bias + i);
        float zg =
            gate_input(input_sums + g + i, a + g + i, hidden_sums + g + i, b + g + i, bias + g + i);
        float zo =
            gate_input(input_sums + o + i, a + o + i, hidden_sums + o + i, b + o + i, bias + o + i);
        float keep = 0.5f + 0.5f * squash_value(zf * 0.5f);
        float show = 0.5f + 0.5f * squash_value(zo * 0.5f);
        float value = keep * state[i] + (1.0f - keep) * squash_value(zg);
        state[i] = value;
        out[i] = to_activation(show * value);
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
