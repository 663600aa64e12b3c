/*
 * A pass over a batch: word vectors, recurrent layers, and the gradient back through them. What
 * stands on top (losses and predictions) is in heads.c.
 */

#include "train/cells.h"
#include "train/heads.h"
#include "train/network.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct work {
    struct network *network;
    const struct pass_options *options;
    struct sample **sentences; /* from long to short */
    struct sample **predicted;
    size_t count;
    struct plan plan;
    uint8_t *masked;       /* [rows] the word is hidden and to be guessed */
    uint8_t *word_dropped; /* [rows] the vocabulary row is replaced by that of unknown words */
    float *input_sum;      /* [rows][input] before squashing */
    float *inputs[LAYERS_MAX + 1];  /* [rows][width] what a layer reads, after dropout */
    float *dropout[LAYERS_MAX + 1]; /* [sentences][width] factors */
    float *outputs[LAYERS_MAX];     /* [rows][2 hidden] */
    struct trace traces[LAYERS_MAX][2];
};

static float *floats(size_t count)
{
    float *memory = aligned_alloc(64, (count * sizeof(float) + 127) / 64 * 64);
    if (!memory)
        abort();
    return memory;
}

static uint32_t width_of(const struct shape *shape, uint32_t layer)
{
    return layer == 0 ? shape->input : 2 * shape->hidden;
}

struct order {
    struct sample *sample;
    struct sample *predicted;
};

static int by_length(const void *left, const void *right)
{
    uint32_t a = ((const struct order *)left)->sample->count;
    uint32_t b = ((const struct order *)right)->sample->count;
    return a < b ? 1 : a > b ? -1 : 0;
}

static void work_init(struct work *work, struct sample *const *batch, size_t count,
                      struct sample *predicted)
{
    struct order *order = malloc(count * sizeof *order);
    work->sentences = malloc(count * sizeof *work->sentences);
    work->predicted = malloc(count * sizeof *work->predicted);
    if (!order || !work->sentences || !work->predicted)
        abort();
    for (size_t i = 0; i < count; i++)
        order[i] = (struct order){batch[i], predicted ? predicted + i : NULL};
    qsort(order, count, sizeof *order, by_length);
    plan_init(&work->plan, order[0].sample->count);
    for (size_t i = 0; i < count; i++) {
        work->sentences[i] = order[i].sample;
        work->predicted[i] = order[i].predicted;
        plan_add(&work->plan, order[i].sample->count);
    }
    plan_place(&work->plan);
    free(order);
    const struct shape *shape = &work->network->shape;
    size_t rows = work->plan.rows;
    work->masked = calloc(rows, 1);
    work->word_dropped = calloc(rows, 1);
    work->input_sum = floats(rows * shape->input);
    for (uint32_t l = 0; l <= shape->layers; l++) {
        work->inputs[l] = floats(rows * width_of(shape, l));
        work->dropout[l] = floats(count * width_of(shape, l));
    }
    for (uint32_t l = 0; l < shape->layers; l++) {
        work->outputs[l] = floats(rows * 2 * shape->hidden);
        for (int d = 0; d < 2; d++)
            trace_init(&work->traces[l][d], rows, shape->hidden);
    }
}

static void work_finish(struct work *work)
{
    const struct shape *shape = &work->network->shape;
    for (uint32_t l = 0; l < shape->layers; l++) {
        free(work->outputs[l]);
        for (int d = 0; d < 2; d++)
            trace_finish(&work->traces[l][d]);
    }
    for (uint32_t l = 0; l <= shape->layers; l++) {
        free(work->inputs[l]);
        free(work->dropout[l]);
    }
    free(work->masked);
    free(work->word_dropped);
    free(work->input_sum);
    plan_finish(&work->plan);
    free(work->sentences);
    free(work->predicted);
}

static void choose_dropout(struct work *work)
{
    const struct pass_options *options = work->options;
    const struct shape *shape = &work->network->shape;
    for (uint32_t l = 0; l <= shape->layers; l++) {
        float rate = l == 0 ? options->input_dropout : options->layer_dropout;
        size_t size = work->count * width_of(shape, l);
        for (size_t i = 0; i < size; i++)
            work->dropout[l][i] = !options->training || rate <= 0       ? 1
                                  : random_unit(options->random) < rate ? 0
                                                                        : 1 / (1 - rate);
    }
    for (uint32_t t = 0; options->training && t < work->plan.times; t++)
        for (uint32_t b = 0; b < work->plan.active[t]; b++) {
            const struct sample_word *word = &work->sentences[b]->words[t];
            uint32_t row = work->plan.offset[t] + b;
            float seen = work->network->vocabulary_counts[word->vocabulary];
            float drop = options->word_dropout * (0.3f + 1 / (1 + 0.5f * seen));
            float mask = work->sentences[b]->tree ? options->tree_mask_rate : options->mask_rate;
            work->masked[row] = random_unit(options->random) < mask;
            work->word_dropped[row] = random_unit(options->random) < drop;
        }
}

static void add_row(float *restrict sum, const struct table *table, uint32_t row)
{
    const float *values = table->values + (size_t)row * table->width;
    for (uint32_t i = 0; i < table->width; i++)
        sum[i] += values[i];
}

static void sum_vectors(struct work *work)
{
    struct network *network = work->network;
    uint32_t width = network->shape.input;
    const float *bias = network->values + network->layout.input_bias;
    for (uint32_t t = 0; t < work->plan.times; t++)
        for (uint32_t b = 0; b < work->plan.active[t]; b++) {
            const struct sample_word *word = &work->sentences[b]->words[t];
            size_t row = work->plan.offset[t] + b;
            float *sum = work->input_sum + row * width;
            memcpy(sum, bias, width * sizeof *sum);
            if (work->masked[row]) {
                add_row(sum, &network->words, WORD_MASKED);
                continue;
            }
            add_row(sum, &network->words,
                    work->word_dropped[row] ? WORD_UNKNOWN : (uint32_t)word->vocabulary);
            for (int i = 0; i < HS_WORD_HASHED; i++)
                add_row(sum, &network->hashed, word->hashed[i]);
        }
    size_t size = (size_t)work->plan.rows * width;
    for (size_t i = 0; i < size; i++)
        work->inputs[0][i] = squash(work->input_sum[i]);
}

/* Multiplies each row by its sentence's factors. */
static void apply_dropout(const struct work *work, uint32_t layer, float *rows)
{
    size_t width = width_of(&work->network->shape, layer);
    for (uint32_t t = 0; t < work->plan.times; t++)
        for (uint32_t b = 0; b < work->plan.active[t]; b++) {
            float *row = rows + (work->plan.offset[t] + b) * width;
            const float *factors = work->dropout[layer] + b * width;
            for (size_t i = 0; i < width; i++)
                row[i] *= factors[i];
        }
}

static struct direction direction_of(const struct network *network, uint32_t layer, int d)
{
    const struct layout *layout = &network->layout;
    return (struct direction){
        .backward = d == 1,
        .hidden = network->shape.hidden,
        .input = width_of(&network->shape, layer),
        .from_input = network->values + layout->cells[layer][d].from_input,
        .from_hidden = network->values + layout->cells[layer][d].from_hidden,
        .bias = network->values + layout->cells[layer][d].bias,
    };
}

static void run_forward(struct work *work)
{
    struct network *network = work->network;
    size_t both = 2 * (size_t)network->shape.hidden;
    choose_dropout(work);
    sum_vectors(work);
    apply_dropout(work, 0, work->inputs[0]);
    for (uint32_t l = 0; l < network->shape.layers; l++) {
        for (int d = 0; d < 2; d++) {
            struct direction direction = direction_of(network, l, d);
            cells_forward(&direction, &work->plan, work->inputs[l], &work->traces[l][d],
                          work->outputs[l] + (d ? network->shape.hidden : 0), both);
        }
        memcpy(work->inputs[l + 1], work->outputs[l], work->plan.rows * both * sizeof(float));
        apply_dropout(work, l + 1, work->inputs[l + 1]);
    }
}

static void touch(struct table *table, uint32_t row)
{
    if (!table->is_touched[row]) {
        table->is_touched[row] = 1;
        table->touched[table->touched_count++] = row;
    }
}

static void add_gradient(struct table *table, uint32_t row, const float *restrict gradient)
{
    touch(table, row);
    float *sum = table->gradient + (size_t)row * table->width;
    for (uint32_t i = 0; i < table->width; i++)
        sum[i] += gradient[i];
}

static void spread_to_vectors(struct work *work, float *gradient)
{
    struct network *network = work->network;
    uint32_t width = network->shape.input;
    float *bias = network->gradient + network->layout.input_bias;
    for (uint32_t t = 0; t < work->plan.times; t++)
        for (uint32_t b = 0; b < work->plan.active[t]; b++) {
            const struct sample_word *word = &work->sentences[b]->words[t];
            size_t row = work->plan.offset[t] + b;
            float *down = gradient + row * width;
            for (uint32_t i = 0; i < width; i++) {
                down[i] *= squash_slope(work->input_sum[row * width + i]);
                bias[i] += down[i];
            }
            if (work->masked[row]) {
                add_gradient(&network->words, WORD_MASKED, down);
                continue;
            }
            add_gradient(&network->words,
                         work->word_dropped[row] ? WORD_UNKNOWN : (uint32_t)word->vocabulary, down);
            for (int i = 0; i < HS_WORD_HASHED; i++)
                add_gradient(&network->hashed, word->hashed[i], down);
        }
}

/* `above` is the gradient by the top layer's output after dropout; it is consumed. */
static void run_backward(struct work *work, float *above)
{
    struct network *network = work->network;
    const struct layout *layout = &network->layout;
    size_t both = 2 * (size_t)network->shape.hidden;
    for (uint32_t l = network->shape.layers; l-- > 0;) {
        apply_dropout(work, l + 1, above);
        size_t size = (size_t)work->plan.rows * width_of(&network->shape, l);
        float *below = floats(size);
        memset(below, 0, size * sizeof *below);
        for (int d = 0; d < 2; d++) {
            struct direction direction = direction_of(network, l, d);
            struct direction_gradient gradient = {
                network->gradient + layout->cells[l][d].from_input,
                network->gradient + layout->cells[l][d].from_hidden,
                network->gradient + layout->cells[l][d].bias,
            };
            size_t shift = d ? network->shape.hidden : 0;
            cells_backward(&direction, &work->plan, work->inputs[l], &work->traces[l][d],
                           work->outputs[l] + shift, above + shift, both, &gradient, below);
        }
        free(above);
        above = below;
    }
    apply_dropout(work, 0, above);
    spread_to_vectors(work, above);
    free(above);
}

/* Rows by time to rows by sentence, or back. */
static void reorder(const struct work *work, size_t width, float *by_time, float *by_sentence,
                    bool back)
{
    size_t at = 0;
    for (size_t b = 0; b < work->count; b++)
        for (uint32_t t = 0; t < work->sentences[b]->count; t++, at++) {
            float *one = by_time + (work->plan.offset[t] + b) * width;
            float *other = by_sentence + at * width;
            memcpy(back ? one : other, back ? other : one, width * sizeof(float));
        }
}

void network_pass(struct network *network, struct sample *const *batch, size_t count,
                  const struct pass_options *options, struct losses *losses,
                  struct sample *predicted)
{
    struct work work = {.network = network, .options = options, .count = count};
    work_init(&work, batch, count, predicted);
    run_forward(&work);
    size_t both = 2 * (size_t)network->shape.hidden;
    size_t rows = work.plan.rows;
    float *top = floats(rows * both);
    reorder(&work, both, work.inputs[network->shape.layers], top, false);
    uint8_t *masked = malloc(rows);
    if (!masked)
        abort();
    for (size_t b = 0, at = 0; b < count; b++)
        for (uint32_t t = 0; t < work.sentences[b]->count; t++, at++)
            masked[at] = work.masked[work.plan.offset[t] + b];
    struct heads_input input = {work.sentences, work.predicted, count, rows, top, masked};
    if (options->training) {
        float *gradient = floats(rows * both);
        float *by_time = floats(rows * both);
        heads_train(network, options, &input, losses, gradient);
        reorder(&work, both, by_time, gradient, true);
        free(gradient);
        run_backward(&work, by_time);
    } else {
        heads_predict(network, &input);
    }
    free(masked);
    free(top);
    work_finish(&work);
}
