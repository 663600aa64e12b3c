/* The recurrent encoder: forward and backward passes over a batch of blocks, and its parameters'
 * updates. Cells are cells.c's, sums of products gemm.c's. */
#include "train/attribution_encoder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "train/cells.h"
#include "train/gemm.h"

enum { INPUTS = HS_ATTRIBUTION_INPUTS, OUTPUTS = HS_LABEL_LANES + POS_MAX + DEPREL_MAX };

struct table {
    uint32_t rows;
    float *gradient, *first, *second, *mean;
    uint32_t *touched;
    uint32_t touched_count;
    uint8_t *is_touched;
};

struct encoder_parameters {
    struct encoder_layout layout;
    float *gradient, *first, *second, *mean;
    struct table words, hashed;
    float crf_first[HS_LABEL_COUNT][HS_LABEL_LANES], crf_second[HS_LABEL_COUNT][HS_LABEL_LANES];
    float crf_mean[HS_LABEL_COUNT][HS_LABEL_LANES];
    uint64_t step, random;
};

static void *zeroed(size_t bytes)
{
    void *memory = aligned_alloc(64, (bytes + 127) / 64 * 64);
    if (!memory)
        abort();
    memset(memory, 0, bytes);
    return memory;
}

static float *floats(size_t count)
{
    return zeroed(count * sizeof(float));
}

static uint64_t next_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static float unit(uint64_t *state)
{
    return (float)(next_random(state) >> 40) * (1.0f / 16777216.0f);
}

static uint32_t width_of(const struct encoder *e, uint32_t layer)
{
    return layer == 0 ? e->shape.input + e->shape.states : 2 * e->shape.hidden;
}

static void table_init(struct table *table, uint32_t rows, uint32_t width)
{
    size_t size = (size_t)rows * width;
    *table = (struct table){rows,
                            floats(size),
                            floats(size),
                            floats(size),
                            floats(size),
                            zeroed(rows * sizeof(uint32_t)),
                            0,
                            zeroed(rows)};
}

static void randomise(float *values, size_t count, float range, uint64_t *random)
{
    for (size_t i = 0; i < count; i++)
        values[i] = (2 * unit(random) - 1) * range;
}

struct encoder_layout encoder_layout(const struct encoder_shape *shape)
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
    struct encoder_parameters *p = e->rest = zeroed(sizeof *p);
    e->shape = *shape;
    p->random = seed;
    p->layout = encoder_layout(shape);
    size_t gates = 3 * (size_t)shape->hidden, at = p->layout.size;
    e->value_count = at;
    e->values = floats(at);
    p->gradient = floats(at);
    p->first = floats(at);
    p->second = floats(at);
    p->mean = floats(at);
    for (uint32_t l = 0; l < ENCODER_LAYERS; l++)
        for (int d = 0; d < 2; d++) {
            float in = sqrtf(3.0f / (float)width_of(e, l));
            float hidden = sqrtf(3.0f / (float)shape->hidden);
            randomise(e->values + p->layout.cells[l][d][0], gates * width_of(e, l), in, &p->random);
            randomise(e->values + p->layout.cells[l][d][1], gates * shape->hidden, hidden,
                      &p->random);
            for (uint32_t i = 0; i < shape->hidden; i++)
                e->values[p->layout.cells[l][d][2] + i] = 1;
        }
    randomise(e->values + p->layout.heads, (size_t)OUTPUTS * 2 * shape->hidden,
              sqrtf(1.5f / (float)shape->hidden) * 0.5f, &p->random);
    e->words = floats((size_t)shape->vocabulary * shape->input);
    e->hashed = floats((size_t)HS_ATTRIBUTION_ROWS * shape->input);
    randomise(e->words, (size_t)shape->vocabulary * shape->input, 0.2f, &p->random);
    randomise(e->hashed, (size_t)HS_ATTRIBUTION_ROWS * shape->input, 0.2f, &p->random);
    table_init(&p->words, shape->vocabulary, shape->input);
    table_init(&p->hashed, HS_ATTRIBUTION_ROWS, shape->input);
    return e;
}

static void table_finish(struct table *table)
{
    free(table->gradient);
    free(table->first);
    free(table->second);
    free(table->mean);
    free(table->touched);
    free(table->is_touched);
}

void encoder_destroy(struct encoder *e)
{
    if (!e)
        return;
    struct encoder_parameters *p = e->rest;
    table_finish(&p->words);
    table_finish(&p->hashed);
    free(p->gradient);
    free(p->first);
    free(p->second);
    free(p->mean);
    free(p);
    free(e->values);
    free(e->words);
    free(e->hashed);
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
    struct plan *plan = &work->plan;
    plan->times = order[0].block->count;
    plan->sentences = (uint32_t)work->count;
    plan->active = zeroed(plan->times * sizeof(uint32_t));
    plan->offset = zeroed(plan->times * sizeof(uint32_t));
    for (size_t i = 0; i < work->count; i++) {
        work->blocks[i] = order[i].block;
        work->order[i] = order[i].index;
        for (uint32_t t = 0; t < order[i].block->count; t++)
            plan->active[t]++;
    }
    for (uint32_t t = 0; t < plan->times; t++) {
        plan->offset[t] = plan->rows;
        plan->rows += plan->active[t];
    }
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
            work->traces[l][d] =
                (struct trace){floats(rows * 3 * shape->hidden), floats(rows * 3 * shape->hidden),
                               floats(rows * shape->hidden)};
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
        for (int d = 0; d < 2; d++) {
            free(work->traces[l][d].gates);
            free(work->traces[l][d].slopes);
            free(work->traces[l][d].cells);
        }
    }
    free(work->dropped);
    free(work->input_sum);
    free(work->logits);
    free(work->plan.active);
    free(work->plan.offset);
    free(work->blocks);
    free(work->order);
}

static void choose_dropout(struct work *work)
{
    uint64_t *random = &work->e->rest->random;
    for (uint32_t l = 0; l <= ENCODER_LAYERS; l++) {
        float rate = !work->options->training ? 0
                     : l == 0                 ? work->options->input_dropout
                                              : work->options->layer_dropout;
        for (size_t i = 0; i < work->count * width_of(work->e, l); i++)
            work->dropout[l][i] = rate > 0 && unit(random) < rate ? 0 : 1 / (1 - rate);
    }
    for (uint32_t row = 0; work->options->training && row < work->plan.rows; row++)
        work->dropped[row] = unit(random) < work->options->word_dropout;
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
            memcpy(sum, e->values + e->rest->layout.input_bias, width * sizeof *sum);
            uint32_t word = work->dropped[row] ? 0 : block->vocabulary[t];
            add(sum, e->words + (size_t)word * width, width);
            for (int i = 0; i < INPUTS; i++)
                add(sum, e->hashed + (size_t)block->inputs[t * INPUTS + i] * width, width);
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
    const size_t *at = e->rest->layout.cells[layer][d];
    return (struct direction){.backward = d == 1,
                              .hidden = e->shape.hidden,
                              .input = width_of(e, layer),
                              .from_input = e->values + at[0],
                              .from_hidden = e->values + at[1],
                              .bias = e->values + at[2]};
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
        memcpy(work->logits + row * OUTPUTS, e->values + e->rest->layout.heads_bias,
               OUTPUTS * sizeof(float));
    gemm(false, true, rows, OUTPUTS, both, work->inputs[ENCODER_LAYERS], both,
         e->values + e->rest->layout.heads, both, true, work->logits, OUTPUTS);
}

static void touch(struct table *table, uint32_t row, const float *gradient, uint32_t width)
{
    if (!table->is_touched[row]) {
        table->is_touched[row] = 1;
        table->touched[table->touched_count++] = row;
    }
    add(table->gradient + (size_t)row * width, gradient, width);
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
            add(e->rest->gradient + e->rest->layout.input_bias, down, width);
            touch(&e->rest->words, work->dropped[row] ? 0 : block->vocabulary[t], down, width);
            for (int i = 0; i < INPUTS; i++)
                touch(&e->rest->hashed, block->inputs[t * INPUTS + i], down, width);
        }
}

static void run_backward(struct work *work, const float *by_logits)
{
    struct encoder *e = work->e;
    struct encoder_parameters *p = e->rest;
    size_t both = 2 * (size_t)e->shape.hidden, rows = work->plan.rows;
    gemm(true, false, OUTPUTS, both, rows, by_logits, OUTPUTS, work->inputs[ENCODER_LAYERS], both,
         true, p->gradient + p->layout.heads, both);
    for (size_t row = 0; row < rows; row++)
        add(p->gradient + p->layout.heads_bias, by_logits + row * OUTPUTS, OUTPUTS);
    float *above = floats(rows * both);
    gemm(false, false, rows, both, OUTPUTS, by_logits, OUTPUTS, e->values + p->layout.heads, both,
         false, above, both);
    for (uint32_t l = ENCODER_LAYERS; l-- > 0;) {
        apply_dropout(work, l + 1, above);
        float *below = floats(rows * width_of(e, l));
        for (int d = 0; d < 2; d++) {
            struct direction direction = direction_of(e, l, d);
            const size_t *at = p->layout.cells[l][d];
            struct direction_gradient gradient = {p->gradient + at[0], p->gradient + at[1],
                                                  p->gradient + at[2]};
            size_t shift = d ? e->shape.hidden : 0;
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
        total = crf_gradient(&work->e->crf, (const float(*)[HS_LABEL_LANES])scores, block->gold,
                             block->count, gradient);
    for (uint32_t t = 0; t < block->count; t++) {
        size_t row = work->plan.offset[t] + b;
        float *out = by_logits + row * OUTPUTS;
        const float *logits = work->logits + row * OUTPUTS;
        for (int y = 0; labelled && y < HS_LABEL_COUNT; y++)
            out[y] = -gradient[t][y];
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

struct adam {
    float rate, scale, second_correction;
};

static void adam_step(const struct adam *adam, size_t count, float *restrict values,
                      float *restrict gradient, float *restrict first, float *restrict second)
{
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i] * adam->scale;
        first[i] = 0.9f * first[i] + 0.1f * g;
        second[i] = 0.99f * second[i] + 0.01f * g * g;
        values[i] -= adam->rate * first[i] / (sqrtf(second[i] * adam->second_correction) + 1e-7f);
        gradient[i] = 0;
    }
}

static double squared(const float *values, size_t count)
{
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += (double)values[i] * values[i];
    return total;
}

static void table_update(struct table *table, float *values, uint32_t width,
                         const struct adam *adam)
{
    for (uint32_t i = 0; i < table->touched_count; i++) {
        size_t at = (size_t)table->touched[i] * width;
        adam_step(adam, width, values + at, table->gradient + at, table->first + at,
                  table->second + at);
        table->is_touched[table->touched[i]] = 0;
    }
    table->touched_count = 0;
}

static void follow(float *restrict mean, const float *restrict values, size_t count, float share)
{
    for (size_t i = 0; i < count; i++)
        mean[i] += share * (values[i] - mean[i]);
}

static void update_mean(struct encoder *e)
{
    enum { EVERY = 10 };
    struct encoder_parameters *p = e->rest;
    if (p->step % EVERY != 0)
        return;
    float share = 1.0f / (1.0f + fminf((float)p->step / EVERY, 60));
    follow(p->mean, e->values, e->value_count, share);
    follow(p->words.mean, e->words, (size_t)e->shape.vocabulary * e->shape.input, share);
    follow(p->hashed.mean, e->hashed, (size_t)HS_ATTRIBUTION_ROWS * e->shape.input, share);
    follow(p->crf_mean[0], e->crf.transitions[0], HS_LABEL_COUNT * HS_LABEL_LANES, share);
}

void encoder_update(struct encoder *e, float rate, float clip)
{
    struct encoder_parameters *p = e->rest;
    double norm = squared(p->gradient, e->value_count);
    norm = sqrt(norm);
    p->step++;
    struct adam adam = {rate / (float)(1 - pow(0.9, (double)p->step)),
                        norm > clip ? clip / (float)norm : 1,
                        1 / (float)(1 - pow(0.99, (double)p->step))};
    adam_step(&adam, e->value_count, e->values, p->gradient, p->first, p->second);
    table_update(&p->words, e->words, e->shape.input, &adam);
    table_update(&p->hashed, e->hashed, e->shape.input, &adam);
    for (int x = 0; x < HS_LABEL_COUNT; x++)
        for (int y = 0; y < HS_LABEL_LANES; y++)
            e->crf.gradient[x][y] = -e->crf.gradient[x][y];
    adam_step(&adam, HS_LABEL_COUNT * HS_LABEL_LANES, e->crf.transitions[0], e->crf.gradient[0],
              p->crf_first[0], p->crf_second[0]);
    update_mean(e);
}

static void swap(float *a, float *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        float t = a[i];
        a[i] = b[i];
        b[i] = t;
    }
}

void encoder_swap_mean(struct encoder *e)
{
    struct encoder_parameters *p = e->rest;
    swap(p->mean, e->values, e->value_count);
    swap(p->words.mean, e->words, (size_t)e->shape.vocabulary * e->shape.input);
    swap(p->hashed.mean, e->hashed, (size_t)HS_ATTRIBUTION_ROWS * e->shape.input);
    swap(p->crf_mean[0], e->crf.transitions[0], HS_LABEL_COUNT * HS_LABEL_LANES);
}

struct parameter_part {
    float *values;
    size_t count;
};

/* The parameters, in the order of the file. */
static void list_parts(const struct encoder *e, struct parameter_part parts[4])
{
    parts[0] = (struct parameter_part){e->values, e->value_count};
    parts[1] = (struct parameter_part){e->words, (size_t)e->shape.vocabulary * e->shape.input};
    parts[2] = (struct parameter_part){e->hashed, (size_t)HS_ATTRIBUTION_ROWS * e->shape.input};
    parts[3] = (struct parameter_part){(float *)e->crf.transitions[0],
                                       (size_t)HS_LABEL_COUNT * HS_LABEL_LANES};
}

bool encoder_write(const struct encoder *e, FILE *file)
{
    struct parameter_part parts[4];
    list_parts(e, parts);
    uint64_t count = e->value_count;
    bool good = fwrite(&e->shape, sizeof e->shape, 1, file) == 1 &&
                fwrite(&count, sizeof count, 1, file) == 1;
    for (int i = 0; i < 4; i++)
        good &= fwrite(parts[i].values, sizeof(float), parts[i].count, file) == parts[i].count;
    return good;
}

struct encoder *encoder_read(FILE *file)
{
    struct encoder_shape shape;
    uint64_t count;
    if (fread(&shape, sizeof shape, 1, file) != 1 || fread(&count, sizeof count, 1, file) != 1 ||
        count != encoder_layout(&shape).size)
        return NULL;
    struct encoder *e = encoder_create(&shape, 1);
    struct parameter_part parts[4];
    list_parts(e, parts);
    bool good = true;
    for (int i = 0; i < 4; i++)
        good &= fread(parts[i].values, sizeof(float), parts[i].count, file) == parts[i].count;
    return good ? e : NULL;
}
