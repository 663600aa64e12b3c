/* Binding a network to the bytes of a model section: every size is computed from the checked
 * header, every part is taken in order, every number that could lead astray is looked at.
 * Running the network is in network_run.c.
 */

#include "language/network.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "language/section.h"
#include "language/word_features.h"

enum {
    ALIGNMENT = 64,
    FREQUENT_WORDS = 2048, /* rows are sorted by how often the words are written */
};

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

static bool header_is_good(const struct hs_network_header *header)
{
    uint32_t slots = header->slot_count;
    return slots >= 16 && slots <= 1u << 22 && (slots & (slots - 1)) == 0 &&
           header->vocabulary >= 2 && header->vocabulary < slots && header->buckets >= 1 &&
           header->buckets <= 1u << 22 && hs_part_fits_kernels(header->input, 512) &&
           hs_part_fits_kernels(header->hidden, 512) && header->layers >= 1 &&
           header->layers <= HS_NETWORK_LAYERS_MAX && hs_part_fits_kernels(header->arc, 512) &&
           hs_part_fits_kernels(header->label, 512);
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

static void take_parts(struct hs_network *network, struct hs_part_cursor *cursor)
{
    const struct hs_network_header *header = &network->header;
    uint32_t both = 2 * header->hidden;
    network->slots = hs_part_take(cursor, header->slot_count, sizeof *network->slots);
    network->words = hs_part_table(cursor, header->vocabulary, header->input);
    network->hashed = hs_part_table(cursor, header->buckets, header->input);
    network->input_bias = hs_part_floats(cursor, header->input);
    for (uint32_t l = 0; l < header->layers; l++)
        for (int d = 0; d < 2; d++)
            network->layers[l][d] =
                hs_part_direction(cursor, l ? both : header->input, header->hidden);
    network->heads = hs_part_linear(cursor, both, hs_network_columns(header).width);
    network->arc_map = hs_part_linear(cursor, header->arc, header->arc);
    network->arc_root = hs_part_floats(cursor, header->arc);
    network->arc_distance = hs_part_floats(cursor, HS_ARC_DISTANCES);
    network->label_root = hs_part_floats(cursor, header->label);
    network->relations = hs_part_linear(cursor, header->label, relation_outputs());
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
    struct hs_part_cursor cursor = {.bytes = bytes,
                                    .at = sizeof header,
                                    .size = size,
                                    .good = true,
                                    .biases = network->matrix_biases,
                                    .bias_capacity = output_total(&header)};
    take_parts(network, &cursor);
    network->words_at_hand = header.vocabulary;
    if (cursor.good && cursor.at == size && slots_are_good(network))
        return true;
    hs_network_finish(network);
    return hs_error_set(error, "the network section is damaged");
}

void hs_network_set_rare_words_aside(struct hs_network *network, hs_model_file *file)
{
    const struct hs_network_header *header = &network->header;
    if (header->vocabulary <= FREQUENT_WORDS)
        return;
    network->file = file;
    network->words_at_hand = FREQUENT_WORDS;
    hs_model_file_set_aside(file, network->words.rows + (size_t)FREQUENT_WORDS * header->input,
                            (size_t)(header->vocabulary - FREQUENT_WORDS) * header->input);
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
