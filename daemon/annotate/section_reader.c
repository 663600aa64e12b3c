/* Every part of a section is taken in order; the first that does not fit spoils the rest. */
#include "annotate/section_reader.h"

#include <math.h>
#include <string.h>

enum { WIDTH_MAX = 512 };

const void *hs_section_take(hs_section_reader *reader, size_t count, size_t size)
{
    size_t start = (reader->at + HS_SECTION_ALIGNMENT - 1) / HS_SECTION_ALIGNMENT;
    start *= HS_SECTION_ALIGNMENT;
    if (!reader->good || start > reader->section.length ||
        count > (reader->section.length - start) / size) {
        reader->good = false;
        return NULL;
    }
    reader->at = start + count * size;
    return reader->section.bytes + start;
}

const float *hs_section_take_floats(hs_section_reader *reader, size_t count)
{
    const float *values = hs_section_take(reader, count, sizeof *values);
    for (size_t i = 0; values && i < count; i++)
        reader->good &= fabsf(values[i]) < 1e4f;
    return reader->good ? values : NULL;
}

static void sum_weights(const int8_t *weights, uint32_t inputs, uint32_t outputs, int32_t *sums)
{
    for (size_t i = 0; i < inputs; i += HS_KERNEL_INPUTS)
        for (size_t o = 0; o < outputs; o++) {
            const int8_t *w = weights + i * outputs + o * HS_KERNEL_INPUTS;
            sums[o] += -128 * (w[0] + w[1] + w[2] + w[3]);
        }
}

hs_section_linear hs_section_take_linear(hs_section_reader *reader, uint32_t inputs,
                                         uint32_t outputs)
{
    hs_section_linear linear = {.matrix = {.inputs = inputs, .outputs = outputs}};
    size_t count = (size_t)inputs * outputs;
    linear.matrix.weights = hs_section_take(reader, count, 1);
    linear.scales = hs_section_take_floats(reader, outputs);
    linear.bias = hs_section_take_floats(reader, outputs);
    if (reader->good && (memchr(linear.matrix.weights, -128, count) || /* its negative is no byte */
                         reader->bias_capacity - reader->bias_count < outputs))
        reader->good = false;
    if (!reader->good)
        return linear;
    int32_t *biases = reader->biases + reader->bias_count;
    sum_weights(linear.matrix.weights, inputs, outputs, biases);
    reader->bias_count += outputs;
    linear.matrix.biases = biases;
    return linear;
}

hs_section_table hs_section_take_table(hs_section_reader *reader, uint32_t count, uint32_t width)
{
    hs_section_table table;
    table.rows = hs_section_take(reader, (size_t)count * width, 1);
    table.scales = hs_section_take_floats(reader, count);
    return table;
}

bool hs_section_width_is_good(uint32_t width)
{
    return width >= HS_KERNEL_OUTPUTS && width <= WIDTH_MAX && width % HS_KERNEL_OUTPUTS == 0;
}
