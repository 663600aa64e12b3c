/*
 * Parameters: their layout, initial values, updates and storage. The passes are in pass.c.
 */

#include "train/network.h"
#include "language/outputs.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint64_t file_mark = 0x31746e6574736823u;

static void *allocate(size_t count, size_t size)
{
    size_t bytes = (count * size + 63) / 64 * 64;
    void *memory = aligned_alloc(64, bytes ? bytes : 64);
    if (!memory)
        abort();
    memset(memory, 0, bytes);
    return memory;
}

static size_t take(size_t *at, size_t count)
{
    size_t start = *at;
    *at += (count + 15) / 16 * 16;
    return start;
}

static void lay_out(const struct shape *shape, struct layout *layout)
{
    size_t at = 0;
    size_t both = 2 * (size_t)shape->hidden;
    size_t gates = 3 * (size_t)shape->hidden;
    layout->input_bias = take(&at, shape->input);
    for (uint32_t l = 0; l < shape->layers; l++)
        for (int d = 0; d < 2; d++) {
            layout->cells[l][d].from_input = take(&at, gates * (l ? both : shape->input));
            layout->cells[l][d].from_hidden = take(&at, gates * shape->hidden);
            layout->cells[l][d].bias = take(&at, gates);
        }
    layout->head_arc_dependent = HS_OUTPUT_WIDTH;
    layout->head_arc_head = layout->head_arc_dependent + shape->arc;
    layout->head_label_dependent = layout->head_arc_head + shape->arc;
    layout->head_label_head = layout->head_label_dependent + shape->label;
    layout->head_width = layout->head_label_head + shape->label;
    layout->heads = take(&at, layout->head_width * both);
    layout->heads_bias = take(&at, layout->head_width);
    layout->arc_map = take(&at, (size_t)shape->arc * shape->arc);
    layout->arc_map_bias = take(&at, shape->arc);
    layout->arc_root = take(&at, shape->arc);
    layout->arc_distance = take(&at, HS_ARC_DISTANCES);
    layout->label_root = take(&at, shape->label);
    layout->relations = take(&at, HS_DEPREL_COUNT * (size_t)shape->label);
    layout->relations_bias = take(&at, HS_DEPREL_COUNT);
    layout->guess = take(&at, shape->input * both);
    layout->guess_bias = take(&at, shape->input);
    layout->size = at;
}

static void randomise_matrix(float *values, size_t rows, size_t columns, uint64_t *random)
{
    randomise(values, rows * columns, sqrtf(3.0f / (float)columns), random);
}

static void set_initial(struct network *network, uint64_t seed)
{
    const struct shape *shape = &network->shape;
    const struct layout *layout = &network->layout;
    float *values = network->values;
    uint64_t random = seed;
    size_t both = 2 * (size_t)shape->hidden;
    size_t gates = 3 * (size_t)shape->hidden;
    for (uint32_t l = 0; l < shape->layers; l++)
        for (int d = 0; d < 2; d++) {
            randomise_matrix(values + layout->cells[l][d].from_input, gates,
                             l ? both : shape->input, &random);
            randomise_matrix(values + layout->cells[l][d].from_hidden, gates, shape->hidden,
                             &random);
            for (uint32_t i = 0; i < shape->hidden; i++)
                values[layout->cells[l][d].bias + i] = 1.0f;
        }
    randomise_matrix(values + layout->heads, layout->head_width, both, &random);
    randomise_matrix(values + layout->arc_map, shape->arc, shape->arc, &random);
    randomise(values + layout->arc_root, shape->arc, 0.1f, &random);
    randomise(values + layout->label_root, shape->label, 0.1f, &random);
    randomise_matrix(values + layout->relations, HS_DEPREL_COUNT, shape->label, &random);
    randomise_matrix(values + layout->guess, shape->input, both, &random);
    randomise(network->words.values, (size_t)network->words.rows * shape->input, 0.2f, &random);
    randomise(network->hashed.values, (size_t)network->hashed.rows * shape->input, 0.2f, &random);
}

static void table_init(struct table *table, uint32_t rows, uint32_t width)
{
    size_t size = (size_t)rows * width;
    *table = (struct table){.rows = rows, .width = width};
    table->values = allocate(size, sizeof(float));
    table->gradient = allocate(size, sizeof(float));
    table->first_moment = allocate(size, sizeof(float));
    table->second_moment = allocate(size, sizeof(float));
    table->touched = allocate(rows, sizeof(uint32_t));
    table->is_touched = allocate(rows, 1);
}

static void table_finish(struct table *table)
{
    free(table->values);
    free(table->gradient);
    free(table->first_moment);
    free(table->second_moment);
    free(table->touched);
    free(table->is_touched);
}

struct network *network_create(const struct shape *shape, uint64_t seed)
{
    struct network *network = allocate(1, sizeof *network);
    network->shape = *shape;
    lay_out(shape, &network->layout);
    network->values = allocate(network->layout.size, sizeof(float));
    network->gradient = allocate(network->layout.size, sizeof(float));
    network->first_moment = allocate(network->layout.size, sizeof(float));
    network->second_moment = allocate(network->layout.size, sizeof(float));
    network->vocabulary_counts = allocate(shape->vocabulary, sizeof(float));
    network->vocabulary_hashes = allocate(shape->vocabulary, sizeof(uint64_t));
    table_init(&network->words, shape->vocabulary, shape->input);
    table_init(&network->hashed, shape->buckets, shape->input);
    table_init(&network->guesses, shape->vocabulary, shape->input + 16);
    set_initial(network, seed);
    return network;
}

void network_destroy(struct network *network)
{
    if (!network)
        return;
    free(network->values);
    free(network->gradient);
    free(network->first_moment);
    free(network->second_moment);
    free(network->vocabulary_counts);
    free(network->vocabulary_hashes);
    table_finish(&network->words);
    table_finish(&network->hashed);
    table_finish(&network->guesses);
    free(network);
}

struct adam {
    float rate; /* corrected for the bias of young moments */
    float scale;
    float second_correction;
};

static void adam_step(const struct adam *adam, size_t count, float *restrict values,
                      float *restrict gradient, float *restrict first, float *restrict second)
{
    const float keep_first = 0.9f;
    const float keep_second = 0.98f;
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i] * adam->scale;
        first[i] = keep_first * first[i] + (1 - keep_first) * g;
        second[i] = keep_second * second[i] + (1 - keep_second) * g * g;
        /* The least keeps off moments so small that a root by estimate is none. */
        values[i] -=
            adam->rate * first[i] / (sqrtf(second[i] * adam->second_correction + 1e-30f) + 1e-8f);
        gradient[i] = 0;
    }
}

static double squared_norm(const float *values, size_t count)
{
    double total = 0;
    for (size_t from = 0; from < count; from += 1024) {
        float sum = 0;
        size_t end = from + 1024 < count ? from + 1024 : count;
        for (size_t i = from; i < end; i++)
            sum += values[i] * values[i];
        total += sum;
    }
    return total;
}

static double table_squared_norm(const struct table *table)
{
    double total = 0;
    for (uint32_t i = 0; i < table->touched_count; i++)
        total +=
            squared_norm(table->gradient + (size_t)table->touched[i] * table->width, table->width);
    return total;
}

static void table_update(struct table *table, const struct adam *adam)
{
    for (uint32_t i = 0; i < table->touched_count; i++) {
        size_t at = (size_t)table->touched[i] * table->width;
        adam_step(adam, table->width, table->values + at, table->gradient + at,
                  table->first_moment + at, table->second_moment + at);
        table->is_touched[table->touched[i]] = 0;
    }
    table->touched_count = 0;
}

void network_update(struct network *network, float rate, float clip)
{
    double norm = squared_norm(network->gradient, network->layout.size) +
                  table_squared_norm(&network->words) + table_squared_norm(&network->hashed);
    norm = sqrt(norm);
    network->step++;
    double step = (double)network->step;
    struct adam adam = {
        .rate = rate / (float)(1 - pow(0.9, step)),
        .scale = norm > clip ? clip / (float)norm : 1.0f,
        .second_correction = 1 / (float)(1 - pow(0.98, step)),
    };
    adam_step(&adam, network->layout.size, network->values, network->gradient,
              network->first_moment, network->second_moment);
    table_update(&network->words, &adam);
    table_update(&network->hashed, &adam);
    table_update(&network->guesses, &adam);
}

bool network_save(const struct network *network, const char *path)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    const struct shape *shape = &network->shape;
    size_t words = (size_t)shape->vocabulary * shape->input;
    size_t guesses = (size_t)network->guesses.rows * network->guesses.width;
    fwrite(&file_mark, sizeof file_mark, 1, file);
    fwrite(shape, sizeof *shape, 1, file);
    fwrite(network->values, sizeof(float), network->layout.size, file);
    fwrite(network->words.values, sizeof(float), words, file);
    fwrite(network->hashed.values, sizeof(float), (size_t)shape->buckets * shape->input, file);
    fwrite(network->guesses.values, sizeof(float), guesses, file);
    fwrite(network->vocabulary_counts, sizeof(float), shape->vocabulary, file);
    fwrite(network->vocabulary_hashes, sizeof(uint64_t), shape->vocabulary, file);
    bool good = !ferror(file);
    return fclose(file) == 0 && good;
}

struct network *network_load(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    uint64_t mark = 0;
    struct shape shape;
    struct network *network = NULL;
    if (fread(&mark, sizeof mark, 1, file) == 1 && mark == file_mark &&
        fread(&shape, sizeof shape, 1, file) == 1) {
        network = network_create(&shape, 1);
        size_t words = (size_t)shape.vocabulary * shape.input;
        size_t hashed = (size_t)shape.buckets * shape.input;
        size_t guesses = (size_t)network->guesses.rows * network->guesses.width;
        size_t size = network->layout.size;
        bool good = fread(network->values, sizeof(float), size, file) == size &&
                    fread(network->words.values, sizeof(float), words, file) == words &&
                    fread(network->hashed.values, sizeof(float), hashed, file) == hashed &&
                    fread(network->guesses.values, sizeof(float), guesses, file) == guesses &&
                    fread(network->vocabulary_counts, sizeof(float), shape.vocabulary, file) ==
                        shape.vocabulary &&
                    fread(network->vocabulary_hashes, sizeof(uint64_t), shape.vocabulary, file) ==
                        shape.vocabulary;
        if (!good) {
            network_destroy(network);
            network = NULL;
        }
    }
    fclose(file);
    return network;
}
