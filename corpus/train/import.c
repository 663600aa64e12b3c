/* See the header. */
#include "train/import.h"

#include <string.h>

#include "language/network.h"

struct opened {
    hs_model_file *file;
    struct hs_network network;
};

static bool open_model(struct opened *opened, const char *path, hs_error *error)
{
    hs_str section;
    opened->file = hs_model_file_open(path, error);
    if (!opened->file)
        return false;
    if (hs_model_file_section(opened->file, "network", &section, error) &&
        hs_network_bind(&opened->network, section.bytes, section.length, error))
        return true;
    hs_model_file_close(opened->file);
    return false;
}

static void close_model(struct opened *opened)
{
    hs_network_finish(&opened->network);
    hs_model_file_close(opened->file);
}

static void take_linear(float *weights, float *bias, const struct hs_linear *linear, size_t inputs,
                        size_t outputs)
{
    size_t padded = linear->matrix.outputs;
    for (size_t o = 0; o < outputs; o++) {
        for (size_t i = 0; i < inputs; i++)
            weights[o * inputs + i] =
                (float)linear->matrix.weights[i / 4 * 4 * padded + o * 4 + i % 4] *
                linear->scales[o] * 127;
        if (bias)
            bias[o] = linear->bias[o];
    }
}

static void take_row(float *values, const struct hs_vector_table *table, size_t row, size_t width)
{
    for (size_t i = 0; i < width; i++)
        values[i] = (float)table->rows[row * width + i] * table->scales[row];
}

/* The model's row of a word, 0 where it has none. */
static uint32_t row_of(const struct hs_network *model, uint64_t hash)
{
    uint32_t mask = model->header.slot_count - 1;
    for (uint32_t at = (uint32_t)hash & mask; model->slots[at].row; at = (at + 1) & mask)
        if (model->slots[at].tag == (uint32_t)(hash >> 32))
            return model->slots[at].row;
    return WORD_UNKNOWN;
}

static void take_words(struct network *network, const struct hs_network *model)
{
    size_t width = network->shape.input;
    for (uint32_t row = 0; row < network->shape.vocabulary; row++) {
        uint32_t from = row < WORD_FIRST ? row : row_of(model, network->vocabulary_hashes[row]);
        take_row(network->words.values + row * width, &model->words, from, width);
    }
    for (uint32_t row = 0; row < network->shape.buckets; row++)
        take_row(network->hashed.values + row * width, &model->hashed, row, width);
}

static void take_layers(struct network *network, const struct hs_network *model)
{
    const struct shape *shape = &network->shape;
    const struct layout *layout = &network->layout;
    size_t gates = 3 * (size_t)shape->hidden;
    for (uint32_t l = 0; l < shape->layers; l++)
        for (int d = 0; d < 2; d++) {
            const struct hs_direction *direction = &model->layers[l][d];
            take_linear(network->values + layout->cells[l][d].from_input,
                        network->values + layout->cells[l][d].bias, &direction->from_input,
                        l ? 2 * (size_t)shape->hidden : shape->input, gates);
            take_linear(network->values + layout->cells[l][d].from_hidden, NULL,
                        &direction->from_hidden, shape->hidden, gates);
        }
}

static void take_top(struct network *network, const struct hs_network *model)
{
    const struct shape *shape = &network->shape;
    const struct layout *layout = &network->layout;
    float *values = network->values;
    memcpy(values + layout->input_bias, model->input_bias, shape->input * sizeof(float));
    take_linear(values + layout->heads, values + layout->heads_bias, &model->heads,
                2 * (size_t)shape->hidden, layout->head_width);
    take_linear(values + layout->arc_map, values + layout->arc_map_bias, &model->arc_map,
                shape->arc, shape->arc);
    memcpy(values + layout->arc_root, model->arc_root, shape->arc * sizeof(float));
    memcpy(values + layout->arc_distance, model->arc_distance, HS_ARC_DISTANCES * sizeof(float));
    memcpy(values + layout->label_root, model->label_root, shape->label * sizeof(float));
    take_linear(values + layout->relations, values + layout->relations_bias, &model->relations,
                shape->label, HS_DEPREL_COUNT);
}

static struct shape shape_of(const struct hs_network_header *header)
{
    return (struct shape){header->vocabulary, header->buckets, header->input, header->hidden,
                          header->layers,     header->arc,     header->label};
}

bool network_import(struct network *network, const char *model_path, hs_error *error)
{
    struct opened opened;
    if (!open_model(&opened, model_path, error))
        return false;
    struct shape shape = shape_of(&opened.network.header);
    shape.vocabulary = network->shape.vocabulary;
    bool fits = memcmp(&shape, &network->shape, sizeof shape) == 0;
    if (fits) {
        take_words(network, &opened.network);
        take_layers(network, &opened.network);
        take_top(network, &opened.network);
    }
    close_model(&opened);
    return fits || hs_error_set(error, "the model's network is of another shape");
}
