/* The network section's layout; its reader is daemon/language/network.c. */

#include "train/export.h"

#include <stdlib.h>

#include "base/memory.h"
#include "language/network.h"
#include "train/section_writer.h"

static uint32_t slot_count_for(uint32_t rows)
{
    uint32_t count = 16;
    while (count < rows * 2)
        count *= 2;
    return count;
}

static void put_slots(hs_buffer *out, const struct network *network, uint32_t slot_count)
{
    struct hs_vocabulary_slot *slots = hs_alloc_zeroed(slot_count, sizeof *slots);
    for (uint32_t row = WORD_FIRST; row < network->shape.vocabulary; row++) {
        uint64_t hash = network->vocabulary_hashes[row];
        uint32_t at = (uint32_t)hash & (slot_count - 1);
        while (slots[at].row)
            at = (at + 1) & (slot_count - 1);
        slots[at] = (struct hs_vocabulary_slot){(uint32_t)(hash >> 32), row};
    }
    section_put(out, slots, slot_count * sizeof *slots);
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
            section_put_linear(out, network->values + layout->cells[l][d].from_input,
                               network->values + layout->cells[l][d].bias, inputs, gates, gates);
            section_put_linear(out, network->values + layout->cells[l][d].from_hidden, NULL,
                               shape->hidden, gates, gates);
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
    section_put(out, &header, sizeof header);
    put_slots(out, network, header.slot_count);
    section_put_table(out, network->words.values, network->words.rows, network->words.width);
    section_put_table(out, network->hashed.values, network->hashed.rows, network->hashed.width);
    section_put(out, values + layout->input_bias, shape->input * sizeof(float));
    put_layers(out, network);
    section_put_linear(out, values + layout->heads, values + layout->heads_bias,
                       2 * (size_t)shape->hidden, layout->head_width, layout->head_width);
    section_put_linear(out, values + layout->arc_map, values + layout->arc_map_bias, shape->arc,
                       shape->arc, shape->arc);
    section_put(out, values + layout->arc_root, shape->arc * sizeof(float));
    section_put(out, values + layout->arc_distance, HS_ARC_DISTANCES * sizeof(float));
    section_put(out, values + layout->label_root, shape->label * sizeof(float));
    section_put_linear(out, values + layout->relations, values + layout->relations_bias,
                       shape->label, HS_DEPREL_COUNT, round_up(HS_DEPREL_COUNT));
}
