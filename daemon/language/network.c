/* Binding a network to the bytes of a model section: every size is computed from the checked
 * header, every part is taken in order, every number that could lead astray is looked at.
 * Running the network is in network_run.c.
 */

#include "language/network.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "language/word_features.h"

enum { ALIGNMENT = 64 };

/* The part of the section that has not been taken. */
struct cursor {
    const char *bytes;
    size_t at;
    size_t size;
    bool good;
    int32_t *biases; /* room for the biases of matrices */
    size_t bias_count;
};

static const void *take(struct cursor *cursor, size_t count, size_t size)
{
    size_t start = (cursor->at + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!cursor->good || start > cursor->size || count > (cursor->size - start) / size) {
        cursor->good = false;
        return NULL;
    }
    cursor->at = start + count * size;
    return cursor->bytes + start;
}

/* Floats that no product or sum of the network's size can carry out of range. */
static const float *take_floats(struct cursor *cursor, size_t count)
{
    const float *values = take(cursor, count, sizeof *values);
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

static struct hs_linear take_linear(struct cursor *cursor, uint32_t inputs, uint32_t outputs)
{
    struct hs_linear linear = {.matrix = {.inputs = inputs, .outputs = outputs}};
    size_t count = (size_t)inputs * outputs;
    linear.matrix.weights = take(cursor, count, 1);
    linear.scales = take_floats(cursor, outputs);
    linear.bias = take_floats(cursor, outputs);
    if (!cursor->good)
        return linear;
    if (memchr(linear.matrix.weights, -128, count))
        cursor->good = false; /* its negative is no byte */
    int32_t *biases = cursor->biases + cursor->bias_count;
    sum_weights(linear.matrix.weights, inputs, outputs, biases);
    cursor->bias_count += outputs;
    linear.matrix.biases = biases;
    return linear;
}

static struct hs_vector_table take_table(struct cursor *cursor, uint32_t count, uint32_t width)
{
    struct hs_vector_table table;
    table.rows = take(cursor, (size_t)count * width, 1);
    table.scales = take_floats(cursor, count);
    return table;
}

static uint32_t relation_outputs(void)
{
    return (HS_DEPREL_COUNT + HS_KERNEL_OUTPUTS - 1) / HS_KERNEL_OUTPUTS * HS_KERNEL_OUTPUTS;
}

struct hs_head_columns hs_network_columns(const struct hs_network_header *header)
{
    struct hs_head_columns columns;
    columns.arc_dependent = HS_OUTPUT_WIDTH;
    columns.arc_head = columns.arc_dependent + header->arc;
    columns.label_dependent = columns.arc_head + header->arc;
    columns.label_head = columns.label_dependent + header->label;
    columns.width = columns.label_head + header->label;
    return columns;
}

static bool fits_kernels(uint32_t value, uint32_t most)
{
    return value >= HS_KERNEL_OUTPUTS && value <= most && value % HS_KERNEL_OUTPUTS == 0;
}

static bool header_is_good(const struct hs_network_header *header)
{
    uint32_t slots = header->slot_count;
    return slots >= 16 && slots <= 1u << 22 && (slots & (slots - 1)) == 0 &&
           header->vocabulary >= 2 && header->vocabulary < slots && header->buckets >= 1 &&
           header->buckets <= 1u << 22 && fits_kernels(header->input, 512) &&
           fits_kernels(header->hidden, 512) && header->layers >= 1 &&
           header->layers <= HS_NETWORK_LAYERS_MAX && fits_kernels(header->arc, 512) &&
           fits_kernels(header->label, 512);
}

static bool slots_are_good(const struct hs_network *network)
{
    bool free_slot = false;
    for (uint32_t i = 0; i < network->header.slot_count; i++) {
        if (network->slots[i].row >= network->header.vocabulary)
            return false;
        free_slot |= network->slots[i].row == 0;
    }
    return free_slot; /* or a search for an unknown word would not end */
}

static size_t output_total(const struct hs_network_header *header)
{
    size_t cells = (size_t)header->layers * 2 * 2 * 3 * header->hidden;
    return cells + hs_network_columns(header).width + header->arc + relation_outputs();
}

static void take_parts(struct hs_network *network, struct cursor *cursor)
{
    const struct hs_network_header *header = &network->header;
    uint32_t both = 2 * header->hidden;
    uint32_t gates = 3 * header->hidden;
    network->slots = take(cursor, header->slot_count, sizeof *network->slots);
    network->words = take_table(cursor, header->vocabulary, header->input);
    network->hashed = take_table(cursor, header->buckets, header->input);
    network->input_bias = take_floats(cursor, header->input);
    for (uint32_t l = 0; l < header->layers; l++)
        for (int d = 0; d < 2; d++) {
            network->layers[l][d].from_input = take_linear(cursor, l ? both : header->input, gates);
            network->layers[l][d].from_hidden = take_linear(cursor, header->hidden, gates);
        }
    network->heads = take_linear(cursor, both, hs_network_columns(header).width);
    network->arc_map = take_linear(cursor, header->arc, header->arc);
    network->arc_root = take_floats(cursor, header->arc);
    network->arc_distance = take_floats(cursor, HS_ARC_DISTANCES);
    network->label_root = take_floats(cursor, header->label);
    network->relations = take_linear(cursor, header->label, relation_outputs());
}

bool hs_network_bind(struct hs_network *network, const void *bytes, size_t size, hs_error *error)
{
    struct hs_network_header header;
    memset(network, 0, sizeof *network);
    if (size < sizeof header || (uintptr_t)bytes % ALIGNMENT != 0)
        return hs_error_set(error, "the network section is cut short or misplaced");
    memcpy(&header, bytes, sizeof header);
    if (header.version != HS_NETWORK_VERSION || header.labels_version != HS_LABELS_VERSION ||
        header.features_version != HS_WORD_FEATURES_VERSION)
        return hs_error_set(error, "the network is of another version: train the model again");
    if (!header_is_good(&header))
        return hs_error_set(error, "the network section has impossible sizes");
    network->header = header;
    network->matrix_biases = calloc(output_total(&header), sizeof *network->matrix_biases);
    if (!network->matrix_biases)
        return hs_error_set(error, "no memory for the network");
    struct cursor cursor = {bytes, sizeof header, size, true, network->matrix_biases, 0};
    take_parts(network, &cursor);
    if (cursor.good && cursor.at == size && slots_are_good(network))
        return true;
    hs_network_finish(network);
    return hs_error_set(error, "the network section is damaged");
}

void hs_network_finish(struct hs_network *network)
{
    free(network->matrix_biases);
    memset(network, 0, sizeof *network);
}

static uint64_t hash_floats(const float *values, size_t count, uint64_t seed)
{
    return hs_hash_bytes(values, count * sizeof *values, seed);
}

static uint64_t hash_linear(const struct hs_linear *linear, uint64_t seed)
{
    seed = hash_floats(linear->scales, linear->matrix.outputs, seed);
    return hash_floats(linear->bias, linear->matrix.outputs, seed);
}

uint64_t hs_network_encoder_fingerprint(const struct hs_network *network)
{
    uint64_t hash = hash_floats(network->input_bias, network->header.input, HS_NETWORK_VERSION);
    for (uint32_t l = 0; l < network->header.layers; l++)
        for (int d = 0; d < 2; d++) {
            hash = hash_linear(&network->layers[l][d].from_input, hash);
            hash = hash_linear(&network->layers[l][d].from_hidden, hash);
        }
    return hash;
}
