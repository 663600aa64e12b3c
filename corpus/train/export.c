/* Quantisation and layout. The reader of this format is daemon/language/network.c. */

#include "train/export.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "language/network.h"

enum { ALIGNMENT = 64 };

static const float activation_unit = 1.0f / 127.0f;

static void align(hs_buffer *out)
{
    static const char zeros[ALIGNMENT];
    size_t over = out->length % ALIGNMENT;
    if (over)
        hs_buffer_append(out, zeros, ALIGNMENT - over);
}

static void put(hs_buffer *out, const void *bytes, size_t size)
{
    align(out);
    hs_buffer_append(out, bytes, size);
}

static void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (!memory)
        abort();
    return memory;
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

static void put_table(hs_buffer *out, const struct table *table)
{
    int8_t *bytes = allocate(table->rows, table->width);
    float *scales = allocate(table->rows, sizeof *scales);
    for (uint32_t row = 0; row < table->rows; row++)
        scales[row] = quantise_row(table->values + (size_t)row * table->width, table->width,
                                   bytes + (size_t)row * table->width);
    put(out, bytes, (size_t)table->rows * table->width);
    put(out, scales, table->rows * sizeof *scales);
    free(bytes);
    free(scales);
}

/* A map with `outputs` rows of weights, padded to `padded` outputs; its inputs are activations. */
static void put_linear(hs_buffer *out, const float *weights, const float *bias, size_t inputs,
                       size_t outputs, size_t padded)
{
    int8_t *bytes = allocate(inputs, padded);
    int8_t *row = allocate(inputs, 1);
    float *scales = allocate(padded, sizeof *scales);
    float *biases = allocate(padded, sizeof *biases);
    for (size_t o = 0; o < outputs; o++) {
        scales[o] = quantise_row(weights + o * inputs, inputs, row) * activation_unit;
        biases[o] = bias ? bias[o] : 0;
        for (size_t i = 0; i < inputs; i++)
            bytes[i / 4 * 4 * padded + o * 4 + i % 4] = row[i];
    }
    put(out, bytes, inputs * padded);
    put(out, scales, padded * sizeof *scales);
    put(out, biases, padded * sizeof *biases);
    free(bytes);
    free(row);
    free(scales);
    free(biases);
}

static uint32_t slot_count_for(uint32_t rows)
{
    uint32_t count = 16;
    while (count < rows * 2)
        count *= 2;
    return count;
}

static void put_slots(hs_buffer *out, const struct network *network, uint32_t slot_count)
{
    struct hs_vocabulary_slot *slots = allocate(slot_count, sizeof *slots);
    for (uint32_t row = WORD_FIRST; row < network->shape.vocabulary; row++) {
        uint64_t hash = network->vocabulary_hashes[row];
        uint32_t at = (uint32_t)hash & (slot_count - 1);
        while (slots[at].row)
            at = (at + 1) & (slot_count - 1);
        slots[at] = (struct hs_vocabulary_slot){(uint32_t)(hash >> 32), row};
    }
    put(out, slots, slot_count * sizeof *slots);
    free(slots);
}

static size_t round_up(size_t count)
{
    return (count + HS_KERNEL_OUTPUTS - 1) / HS_KERNEL_OUTPUTS * HS_KERNEL_OUTPUTS;
}

static void put_layers(hs_buffer *out, const struct network *network)
{
    const struct shape *shape = &network->shape;
    const struct layout *layout = &network->layout;
    size_t gates = 3 * (size_t)shape->hidden;
    for (uint32_t l = 0; l < shape->layers; l++)
        for (int d = 0; d < 2; d++) {
            size_t inputs = l ? 2 * (size_t)shape->hidden : shape->input;
            put_linear(out, network->values + layout->cells[l][d].from_input,
                       network->values + layout->cells[l][d].bias, inputs, gates, gates);
            put_linear(out, network->values + layout->cells[l][d].from_hidden, NULL, shape->hidden,
                       gates, gates);
        }
}

void network_export(const struct network *network, hs_buffer *out)
{
    const struct shape *shape = &network->shape;
    const struct layout *layout = &network->layout;
    const float *values = network->values;
    struct hs_network_header header = {
        .version = HS_NETWORK_VERSION,
        .labels_version = HS_LABELS_VERSION,
        .features_version = HS_WORD_FEATURES_VERSION,
        .slot_count = slot_count_for(shape->vocabulary),
        .vocabulary = shape->vocabulary,
        .buckets = shape->buckets,
        .input = shape->input,
        .hidden = shape->hidden,
        .layers = shape->layers,
        .arc = shape->arc,
        .label = shape->label,
    };
    put(out, &header, sizeof header);
    put_slots(out, network, header.slot_count);
    put_table(out, &network->words);
    put_table(out, &network->hashed);
    put(out, values + layout->input_bias, shape->input * sizeof(float));
    put_layers(out, network);
    put_linear(out, values + layout->heads, values + layout->heads_bias, 2 * (size_t)shape->hidden,
               layout->head_width, layout->head_width);
    put_linear(out, values + layout->arc_map, values + layout->arc_map_bias, shape->arc, shape->arc,
               shape->arc);
    put(out, values + layout->arc_root, shape->arc * sizeof(float));
    put(out, values + layout->arc_distance, HS_ARC_DISTANCES * sizeof(float));
    put(out, values + layout->label_root, shape->label * sizeof(float));
    put_linear(out, values + layout->relations, values + layout->relations_bias, shape->label,
               HS_DEPREL_COUNT, round_up(HS_DEPREL_COUNT));
}
