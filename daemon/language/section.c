/* Taking parts of a model section. See the header. */

#include "language/section.h"

#include <math.h>
#include <string.h>

bool hs_part_begin(struct hs_part_cursor *cursor, hs_str section, void *header, size_t header_size,
                   uint32_t version, const char *name, hs_error *error)
{
    uint32_t found;
    if (section.length < header_size || (uintptr_t)section.bytes % HS_PART_ALIGNMENT != 0)
        return hs_error_set(error, "the %s section is cut short or misplaced", name);
    memcpy(header, section.bytes, header_size);
    memcpy(&found, section.bytes, sizeof found);
    if (found != version)
        return hs_error_set(error, "the %s model is of another version: train it again", name);
    *cursor = (struct hs_part_cursor){
        .bytes = section.bytes, .at = header_size, .size = section.length, .good = true};
    return true;
}

bool hs_part_end(const struct hs_part_cursor *cursor)
{
    return cursor->good && cursor->at == cursor->size;
}

const void *hs_part_take(struct hs_part_cursor *cursor, size_t count, size_t size)
{
    size_t start = (cursor->at + HS_PART_ALIGNMENT - 1) / HS_PART_ALIGNMENT * HS_PART_ALIGNMENT;
    if (!cursor->good || start > cursor->size || count > (cursor->size - start) / size) {
        cursor->good = false;
        return NULL;
    }
    cursor->at = start + count * size;
    return cursor->bytes + start;
}

const float *hs_part_floats(struct hs_part_cursor *cursor, size_t count)
{
    const float *values = hs_part_take(cursor, count, sizeof *values);
    for (size_t i = 0; values && i < count; i++)
        if (!(fabsf(values[i]) < 1e4f))
            cursor->good = false;
    return cursor->good ? values : NULL;
}

static void sum_weights(const int8_t *weights, uint32_t inputs, uint32_t outputs, int32_t *sums)
{
    memset(sums, 0, outputs * sizeof *sums);
    for (size_t i = 0; i < inputs; i += HS_KERNEL_INPUTS)
        for (size_t o = 0; o < outputs; o++) {
            const int8_t *w = weights + (i * outputs) + o * HS_KERNEL_INPUTS;
            sums[o] += -128 * (w[0] + w[1] + w[2] + w[3]);
        }
}

struct hs_linear hs_part_linear(struct hs_part_cursor *cursor, uint32_t inputs, uint32_t outputs)
{
    struct hs_linear linear = {.matrix = {.inputs = inputs, .outputs = outputs}};
    size_t count = (size_t)inputs * outputs;
    linear.matrix.weights = hs_part_take(cursor, count, 1);
    linear.scales = hs_part_floats(cursor, outputs);
    linear.bias = hs_part_floats(cursor, outputs);
    if (!cursor->good)
        return linear;
    if (inputs > HS_KERNEL_INPUTS_MAX || inputs % HS_KERNEL_INPUTS != 0 ||
        memchr(linear.matrix.weights, -128, count) || /* its negative is no byte */
        cursor->bias_capacity - cursor->bias_count < outputs) {
        cursor->good = false;
        return linear;
    }
    int32_t *biases = cursor->biases + cursor->bias_count;
    sum_weights(linear.matrix.weights, inputs, outputs, biases);
    cursor->bias_count += outputs;
    linear.matrix.biases = biases;
    return linear;
}

struct hs_direction hs_part_direction(struct hs_part_cursor *cursor, uint32_t inputs,
                                      uint32_t hidden)
{
    struct hs_direction direction;
    direction.from_input = hs_part_linear(cursor, inputs, 3 * hidden);
    direction.from_hidden = hs_part_linear(cursor, hidden, 3 * hidden);
    return direction;
}

struct hs_vector_table hs_part_table(struct hs_part_cursor *cursor, uint32_t count, uint32_t width)
{
    struct hs_vector_table table;
    table.rows = hs_part_take(cursor, (size_t)count * width, 1);
    table.scales = hs_part_floats(cursor, count);
    return table;
}

bool hs_part_fits_kernels(uint32_t width, uint32_t most)
{
    return width >= HS_KERNEL_OUTPUTS && width <= most && width % HS_KERNEL_OUTPUTS == 0;
}
