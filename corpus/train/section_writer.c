/* Quantisation and alignment of a model section's parts. */
#include "train/section_writer.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

enum { ALIGNMENT = 64 };

static const float activation_unit = 1.0f / 127.0f;

void section_put(hs_buffer *out, const void *bytes, size_t size)
{
    static const char zeros[ALIGNMENT];
    size_t over = out->length % ALIGNMENT;
    if (over)
        hs_buffer_append(out, zeros, ALIGNMENT - over);
    hs_buffer_append(out, bytes, size);
}

/* Rounds to -127..127 steps of the row's largest value; returns the step. */
static float quantise_row(const float *values, size_t count, int8_t *bytes)
{
    float most = 1e-6f;
    for (size_t i = 0; i < count; i++)
        most = fmaxf(most, fabsf(values[i]));
    float scale = most / 127;
    for (size_t i = 0; i < count; i++)
        bytes[i] = (int8_t)lrintf(values[i] / scale);
    return scale;
}

void section_put_table(hs_buffer *out, const float *values, size_t rows, size_t width)
{
    int8_t *bytes = hs_alloc_zeroed(rows, width);
    float *scales = hs_alloc_zeroed(rows, sizeof *scales);
    for (size_t row = 0; row < rows; row++)
        scales[row] = quantise_row(values + row * width, width, bytes + row * width);
    section_put(out, bytes, rows * width);
    section_put(out, scales, rows * sizeof *scales);
    free(bytes);
    free(scales);
}

void section_put_linear(hs_buffer *out, const float *weights, const float *bias, size_t inputs,
                        size_t outputs, size_t padded)
{
    int8_t *bytes = hs_alloc_zeroed(inputs, padded);
    int8_t *row = hs_alloc_zeroed(inputs, 1);
    float *scales = hs_alloc_zeroed(padded, sizeof *scales);
    float *biases = hs_alloc_zeroed(padded, sizeof *biases);
    for (size_t o = 0; o < outputs; o++) {
        scales[o] = quantise_row(weights + o * inputs, inputs, row) * activation_unit;
        biases[o] = bias ? bias[o] : 0;
        for (size_t i = 0; i < inputs; i++)
            bytes[i / 4 * 4 * padded + o * 4 + i % 4] = row[i];
    }
    section_put(out, bytes, inputs * padded);
    section_put(out, scales, padded * sizeof *scales);
    section_put(out, biases, padded * sizeof *biases);
    free(bytes);
    free(row);
    free(scales);
    free(biases);
}
