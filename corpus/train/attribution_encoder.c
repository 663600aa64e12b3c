/* The recurrent encoder: forward and backward passes over a batch of blocks. Cells are cells.c's,
 * sums of products gemm.c's, steps parameters.c's. */
#include "train/attribution_encoder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "train/cells.h"
#include "train/gemm.h"

enum { INPUTS = HS_ATTRIBUTION_INPUTS, OUTPUTS = HS_LABEL_LANES + POS_MAX + DEPREL_MAX };

static float *floats(size_t count)
{
    return zeroed(count * sizeof(float));
}

static uint32_t width_of(const struct encoder *e, uint32_t layer)
{
    return layer == 0 ? e->shape.input + e->shape.states : 2 * e->shape.hidden;
}

static struct encoder_layout layout_of(const struct encoder_shape *shape)
{
    struct encoder_layout layout = {0};
    size_t hidden = shape->hidden, gates = 3 * hidden, at = shape->input;
    for (uint32_t l = 0; l < ENCODER_LAYERS; l++)
        for (int d = 0; d < 2; d++) {
            const size_t sizes[3] = {gates * (l ? 2 * hidden : shape->input + shape->states),
                                     gates * hidden, gates};
            for (int k = 0; k < 3; k++) {
                layout.cells[l][d][k] = at;
                at += sizes[k];
            }
        }
    layout.heads = at;
    layout.heads_bias = at + OUTPUTS * 2 * hidden;
    layout.size = layout.heads_bias + OUTPUTS;
    return layout;
}

struct encoder *encoder_create(const struct encoder_shape *shape, uint64_t seed)
{
    struct encoder *e = zeroed(sizeof *e);
    *e = (struct encoder){.shape = *shape, .layout = layout_of(shape), .random = seed};
    const struct encoder_layout *layout = &e->layout;
    dense_init(&e->dense, layout->size);
    dense_init(&e->transitions, (size_t)HS_LABEL_COUNT * HS_LABEL_LANES);
    table_init(&e->words, shape->vocabulary, shape->input);
    table_init(&e->hashed, HS_ATTRIBUTION_ROWS, shape->input);
    float *values = e->dense.values, of_hidden = sqrtf(3.0f / (float)shape->hidden);
    size_t gates = 3 * (size_t)shape->hidden;
    for (uint32_t l = 0; l < ENCODER_LAYERS; l++)
        for (int d = 0; d < 2; d++) {
            const size_t *at = layout->cells[l][d];
            uint32_t width = width_of(e, l);
            randomise(values + at[0], gates * width, sqrtf(3.0f / (float)width), &e->random);
            randomise(values + at[1], gates * shape->hidden, of_hidden, &e->random);
            for (uint32_t i = 0; i < shape->hidden; i++)
                values[at[2] + i] = 1;
        }
    randomise(values + layout->heads, (size_t)OUTPUTS * 2 * shape->hidden,
              sqrtf(1.5f / (float)shape->hidden) * 0.5f, &e->random);
    randomise(e->words.all.values, e->words.all.count, 0.2f, &e->random);
    randomise(e->hashed.all.values, e->hashed.all.count, 0.2f, &e->random);
    return e;
}

void encoder_destroy(struct encoder *e)
{
    if (!e)
        return;
    dense_finish(&e->dense);
    dense_finish(&e->transitions);
    table_finish(&e->words);
    table_finish(&e->hashed);
    free(e);
}

struct work {
    struct encoder *e;
    const struct encoder_options *options;
    const struct block_sample **blocks; /* from long to short */
    uint32_t *order;                    /* their place in the caller's array */
    size_t count;
    struct plan plan;
    uint8_t *dropped; /* [rows] the word's own vector is not used */
    float *input_sum;
    float *inputs[ENCODER_LAYERS + 1];
    float *dropout[ENCODER_LAYERS + 1];
    float *outputs[ENCODER_LAYERS];
    struct trace traces[ENCODER_LAYERS][2];
    float *logits;
};

struct ordered {
    const struct block_sample *block;
    uint32_t index;
};

static int by_length(const void *left, const void *right)
{
    const struct ordered *a = left, *b = right;
    return a->block->count < b->block->count ? 1 : a->block->count > b->block->count ? -1 : 0;
}

static void plan_rows(struct work *work, struct block_sample *const *blocks)
{
    struct ordered *order = zeroed(work->count * sizeof *order);
    work->blocks = zeroed(work->count * sizeof *work->blocks);
    work->order = zeroed(work->count * sizeof *work->order);
    for (uint32_t i = 0; i < work->count; i++)
        order[i] = (struct ordered){blocks[i], i};
    qsort(order, work->count, sizeof *order, by_length);
    plan_init(&work->plan, order[0].block->count);
    for (size_t i = 0; i < work->count; i++) {
        work->blocks[i] = order[i].block;
        work->order[i] = order[i].index;
        plan_add(&work->plan, order[i].block->count);
    }
    plan_place(&work->plan);
    free(order);
}

static void work_init(struct work *work)
{
    const struct encoder_shape *shape = &work->e->shape;
    size_t rows = work->plan.rows;
    work->dropped = zeroed(rows);
    work->input_sum = floats(rows * shape->input);
    for (uint32_t l = 0; l <= ENCODER_LAYERS; l++) {
        work->inputs[l] = floats(rows * width_of(work->e, l));
        work->dropout[l] = floats(work->count * width_of(work->e, l));
    }
    for (uint32_t l = 0; l < ENCODER_LAYERS; l++) {
        work->outputs[l] = floats(rows * 2 * shape->hidden);
        for (int d = 0; d < 2; d++)
            trace_init(&work->traces[l][d], rows, shape->hidden);
    }
    work->logits = floats(rows * OUTPUTS);
}

static void work_finish(struct work *work)
{
    for (uint32_t l = 0; l <= ENCODER_LAYERS; l++) {
        free(work->inputs[l]);
        free(work->dropout[l]);
    }
    for (uint32_t l = 0; l < ENCODER_LAYERS; l++) {
        free(work->outputs[l]);
        for (int d = 0; d < 2; d++)
            trace_finish(&work->traces[l][d]);
    }
    free(work->dropped);
    free(work->input_sum);
    free(work->logits);
    plan_finish(&work->plan);
    free(work->blocks);
    free(work->order);
}

static void choose_dropout(struct work *work)
{
    uint64_t *random = &work->e->random;
    for (uint32_t l = 0; l <= ENCODER_LAYERS; l++) {
        float rate = !work->options->training ? 0
                     : l == 0                 ? work->options->input_dropout
                                              : work->options->layer_dropout;
        for (size_t i = 0; i < work->count * width_of(work->e, l); i++)
            work->dropout[l][i] = rate > 0 && random_unit(random) < rate ? 0 : 1 / (1 - rate);
    }
    for (uint32_t row = 0; work->options->training && row < work->plan.rows; row++)
        work->dropped[row] = random_unit(random) < work->options->word_dropout;
}

static void add(float *restrict sum, const float *restrict row, uint32_t width)
{
    for (uint32_t i = 0; i < width; i++)
        sum[i] += row[i];
}

static void sum_vectors(struct work *work)
{
    struct encoder *e = work->e;
    uint32_t width = e->shape.input;
    for (uint32_t t = 0; t < work->plan.times; t++)
        for (uint32_t b = 0; b < work->plan.active[t]; b++) {
            size_t row = work->plan.offset[t] + b;
            const struct block_sample *block = work->blocks[b];
            float *sum = work->input_sum + row * width;
            memcpy(sum, e->dense.values + e->layout.input_bias, width * sizeof *sum);
            uint32_t word = work->dropped[row] ? 0 : block->vocabulary[t];
            add(sum, e->words.all.values + (size_t)word * width, width);
            for (int i = 0; i < INPUTS; i++)
                add(sum, e->hashed.all.values + (size_t)block->inputs[t * INPUTS + i] * width,
                    width);
        }
}

/* What the first layer reads: squashed sums of vectors, then the language network's states. */
static void fill_inputs(struct work *work)
{
    uint32_t width = work->e->shape.input, states = work->e->shape.states;
    for (uint32_t t = 0; t < work->plan.times; t++)
        for (uint32_t b = 0; b < work->plan.active[t]; b++) {
            size_t row = work->plan.offset[t] + b;
            float *input = work->inputs[0] + row * (width + states);
            for (uint32_t i = 0; i < width; i++)
                input[i] = squash(work->input_sum[row * width + i]);
            const int8_t *given = work->blocks[b]->states + (size_t)t * states;
            for (uint32_t i = 0; i < states; i++)
                input[width + i] = (float)given[i] * (1.0f / 127.0f);
        }
}

static void apply_dropout(const struct work *work, uint32_t layer, float *rows)
{
    size_t width = width_of(work->e, layer);
    for (uint32_t t = 0; t < work->plan.times; t++)
        for (uint32_t b = 0; b < work->plan.active[t]; b++) {
            float *row = rows + (work->plan.offset[t] + b) * width;
            const float *factors = work->dropout[layer] + b * width;
            for (size_t i = 0; i < width; i++)
                row[i] *= factors[i];
        }
}

static struct direction direction_of(const struct encoder *e, uint32_t layer, int d)
{
    const size_t *at = e->layout.cells[layer][d];
    return (struct direction){.backward = d == 1,
                              .hidden = e->shape.hidden,
                              .input = width_of(e, layer),
                              .from_input = e->dense.values + at[0],
                              .from_hidden = e->dense.values + at[1],
                              .bias = e->dense.values + at[2]};
}

static void run_forward(struct work *work)
{
    struct encoder *e = work->e;
    size_t both = 2 * (size_t)e->shape.hidden, rows = work->plan.rows;
    choose_dropout(work);
    sum_vectors(work);
    fill_inputs(work);
    apply_dropout(work, 0, work->inputs[0]);
    for (uint32_t l = 0; l < ENCODER_LAYERS; l++) {
        for (int d = 0; d < 2; d++) {
            struct direction direction = direction_of(e, l, d);
            cells_forward(&direction, &work->plan, work->inputs[l], &work->traces[l][d],
                          work->outputs[l] + (d ? e->shape.hidden : 0), both);
        }
        memcpy(work->inputs[l + 1], work->outputs[l], rows * both * sizeof(float));
        apply_dropout(work, l + 1, work->inputs[l + 1]);
    }
    for (size_t row = 0; row < rows; row++)
        memcpy(work->logits + row * OUTPUTS, e->dense.values + e->layout.heads_bias,
               OUTPUTS * sizeof(float));
    gemm(false, true, rows, OUTPUTS, both, work->inputs[ENCODER_LAYERS], both,
         e->dense.values + e->layout.heads, both, true, work->logits, OUTPUTS);
}

static void spread_to_vectors(struct work *work, float *gradient)
{
    struct encoder *e = work->e;
    uint32_t width = e->shape.input;
    for (uint32_t t = 0; t < work->plan.times; t++)
        for (uint32_t b = 0; b < work->plan.active[t]; b++) {
            size_t row = work->plan.offset[t] + b;
            const struct block_sample *block = work->blocks[b];
            float *down = gradient + row * (width + e->shape.states);
            for (uint32_t i = 0; i < width; i++)
                down[i] *= squash_slope(work->input_sum[row * width + i]);
            add(e->dense.gradient + e->layout.input_bias, down, width);
            table_add_gradient(&e->words, work->dropped[row] ? 0 : block->vocabulary[t], down);
            for (int i = 0; i < INPUTS; i++)
                table_add_gradient(&e->hashed, block->inputs[t * INPUTS + i], down);
        }
}

static void run_backward(struct work *work, const float *by_logits)
{
    struct encoder *e = work->e;
    float *gradient = e->dense.gradient;
    size_t both = 2 * (size_t)e->shape.hidden, rows = work->plan.rows;
    gemm(true, false, OUTPUTS, both, rows, by_logits, OUTPUTS, work->inputs[ENCODER_LAYERS], both,
         true, gradient + e->layout.heads, both);
    for (size_t row = 0; row < rows; row++)
        add(gradient + e->layout.heads_bias, by_logits + row * OUTPUTS, OUTPUTS);
    float *above = floats(rows * both);
    gemm(false, false, rows, both, OUTPUTS, by_logits, OUTPUTS, e->dense.values + e->layout.heads,
         both, false, above, both);
    for (uint32_t l = ENCODER_LAYERS; l-- > 0;) {
        apply_dropout(work, l + 1, above);
        float *below = floats(rows * width_of(e, l));
        for (int d = 0; d < 2; d++) {
            struct direction direction = direction_of(e, l, d);
            const size_t *at = e->layout.cells[l][d];
            struct direction_gradient parts = {gradient + at[0], gradient + at[1],
                                               gradient + at[2]};
            size_t shift = d ? e->shape.hidden : 0;
            cells_backward(&direction, &work->plan, work->inputs[l], &work->traces[l][d],
                           work->outputs[l] + shift, above + shift, both, &parts, below);
        }
        free(above);
        above = below;
    }
    apply_dropout(work, 0, above);
    spread_to_vectors(work, above);
    free(above);
}

/* Minus the gradient of the log-likelihood of one choice among `count`, times `weight`. */
static void choice_gradient(const float *logits, int count, uint8_t gold, float weight, float *out)
{
    float most = logits[0], sum = 0;
    for (int i = 1; i < count; i++)
        most = logits[i] > most ? logits[i] : most;
    for (int i = 0; i < count; i++)
        sum += out[i] = expf(logits[i] - most);
    for (int i = 0; i < count; i++)
        out[i] = weight * (out[i] / sum - (i == gold));
}

static double train_block(struct work *work, uint32_t b, float (*scores)[HS_LABEL_LANES],
                          float *by_logits)
{
    static float gradient[CRF_WORDS_MAX][HS_LABEL_LANES] __attribute__((aligned(64)));
    const struct block_sample *block = work->blocks[b];
    double total = 0;
    bool labelled = block->article != UINT32_MAX;
    if (labelled)
        total = crf_gradient((const label_row *)work->e->transitions.values,
                             (const label_row *)scores, block->gold, block->count, gradient,
                             (label_row *)work->e->transitions.gradient);
    for (uint32_t t = 0; t < block->count; t++) {
        size_t row = work->plan.offset[t] + b;
        float *out = by_logits + row * OUTPUTS;
        const float *logits = work->logits + row * OUTPUTS;
        for (int y = 0; labelled && y < HS_LABEL_COUNT; y++)
            out[y] = gradient[t][y];
        if (block->pos[t])
            choice_gradient(logits + HS_LABEL_LANES, POS_MAX, block->pos[t],
                            work->options->pos_weight, out + HS_LABEL_LANES);
        if (block->deprel[t])
            choice_gradient(logits + HS_LABEL_LANES + POS_MAX, DEPREL_MAX, block->deprel[t],
                            work->options->deprel_weight, out + HS_LABEL_LANES + POS_MAX);
    }
    return total;
}

double encoder_pass(struct encoder *encoder, struct block_sample *const *blocks, size_t count,
                    const struct encoder_options *options, float (*const *scores)[HS_LABEL_LANES])
{
    struct work work = {.e = encoder, .options = options, .count = count};
    plan_rows(&work, blocks);
    work_init(&work);
    run_forward(&work);
    double total = 0;
    float *by_logits = floats(work.plan.rows * (size_t)OUTPUTS);
    for (uint32_t b = 0; b < count; b++) {
        float(*to)[HS_LABEL_LANES] = scores[work.order[b]];
        for (uint32_t t = 0; t < work.blocks[b]->count; t++)
            memcpy(to[t], work.logits + (work.plan.offset[t] + b) * OUTPUTS, sizeof to[t]);
        if (options->training)
            total += train_block(&work, b, to, by_logits);
    }
    if (options->training)
        run_backward(&work, by_logits);
    free(by_logits);
    work_finish(&work);
    return total;
}

void encoder_update(struct encoder *e, float rate, float clip)
{
    struct step step = {
        .number = ++e->step, .rate = rate, .epsilon = 1e-7f, .mean_every = 10, .memory = 600};
    float scale = dense_scale(&e->dense, clip);
    dense_step(&e->dense, &step, scale);
    dense_step(&e->transitions, &step, scale);
    table_step(&e->words, &step, scale);
    table_step(&e->hashed, &step, scale);
}

void encoder_swap_mean(struct encoder *e)
{
    dense_swap_mean(&e->dense);
    dense_swap_mean(&e->transitions);
    dense_swap_mean(&e->words.all);
    dense_swap_mean(&e->hashed.all);
}

/* What a file holds of an encoder, in this order. */
enum { PARTS = 4 };

static void list_parts(struct encoder *e, struct dense *parts[PARTS])
{
    struct dense *const all[PARTS] = {&e->dense, &e->words.all, &e->hashed.all, &e->transitions};
    memcpy(parts, all, sizeof all);
}

bool encoder_write(struct encoder *e, FILE *file)
{
    struct dense *parts[PARTS];
    list_parts(e, parts);
    uint64_t count = e->dense.count;
    bool good = fwrite(&e->shape, sizeof e->shape, 1, file) == 1 &&
                fwrite(&count, sizeof count, 1, file) == 1;
    for (int i = 0; i < PARTS; i++)
        good &= fwrite(parts[i]->values, sizeof(float), parts[i]->count, file) == parts[i]->count;
    return good;
}

struct encoder *encoder_read(FILE *file)
{
    struct encoder_shape shape;
    uint64_t count;
    if (fread(&shape, sizeof shape, 1, file) != 1 || fread(&count, sizeof count, 1, file) != 1 ||
        count != layout_of(&shape).size)
        return NULL;
    struct encoder *e = encoder_create(&shape, 1);
    struct dense *parts[PARTS];
    list_parts(e, parts);
    bool good = true;
    for (int i = 0; i < PARTS; i++)
        good &= fread(parts[i]->values, sizeof(float), parts[i]->count, file) == parts[i]->count;
    if (good)
        return e;
    encoder_destroy(e);
    return NULL;
}
