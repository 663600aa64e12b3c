/* Forward and backward passes over a batch of blocks. Cells are cells.c's, products gemm.c's. */
#include "train/accusation_encoder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/accusations/accusation_chain.h"
#include "train/cells.h"
#include "train/gemm.h"

enum { STATE = HS_ACCUSATION_STATE, LANES = HS_ACCUSATION_LANES, INPUTS = HS_ACCUSATION_INPUTS };

static struct encoder_layout layout_of(const struct encoder_shape *shape)
{
    struct encoder_layout layout = {0};
    size_t hidden = shape->hidden, gates = 3 * hidden, at = 0;
    layout.from_state = at, at += (size_t)STATE * shape->input;
    layout.input_bias = at, at += shape->input;
    for (int d = 0; d < 2; d++) {
        layout.cells[d][0] = at, at += gates * shape->input;
        layout.cells[d][1] = at, at += gates * hidden;
        layout.cells[d][2] = at, at += gates;
    }
    layout.heads = at, at += (size_t)LANES * 2 * hidden;
    layout.heads_bias = at, at += LANES;
    layout.accusing = at, at += (size_t)HS_CHAIN_LANES * HS_CHAIN_LANES;
    layout.answering = at, at += (size_t)HS_CHAIN_LANES * HS_CHAIN_LANES;
    layout.size = at;
    return layout;
}

void encoder_init(struct encoder *e, const struct encoder_shape *shape, uint64_t seed)
{
    *e = (struct encoder){.shape = *shape, .layout = layout_of(shape), .random = seed * 7919 + 1};
    dense_init(&e->dense, e->layout.size);
    size_t hidden = shape->hidden, gates = 3 * hidden;
    dense_randomise(&e->dense, e->layout.from_state, (size_t)STATE * shape->input,
                    sqrtf(3.0f / STATE) * 1.5f, &e->random);
    for (int d = 0; d < 2; d++) {
        dense_randomise(&e->dense, e->layout.cells[d][0], gates * shape->input,
                        sqrtf(3.0f / (float)shape->input), &e->random);
        dense_randomise(&e->dense, e->layout.cells[d][1], gates * hidden,
                        sqrtf(3.0f / (float)hidden), &e->random);
        for (size_t i = 0; i < hidden; i++)
            e->dense.values[e->layout.cells[d][2] + i] = 1;
    }
    dense_randomise(&e->dense, e->layout.heads, (size_t)LANES * 2 * hidden,
                    sqrtf(1.5f / (float)hidden) * 0.5f, &e->random);
    table_init(&e->table, HS_ACCUSATION_ROWS, shape->input);
    dense_randomise(&e->table.all, 0, e->table.all.count, 0.05f, &e->random);
}

void encoder_finish(struct encoder *e)
{
    dense_finish(&e->dense);
    table_finish(&e->table);
}

struct work {
    struct encoder *e;
    const struct encoder_options *options;
    struct wrong_block **blocks; /* from long to short */
    size_t count;
    struct plan plan;
    float *states;                                /* [rows][STATE] */
    float *sums;                                  /* [rows][input] */
    float *inputs;                                /* [rows][input] squashed, with dropout */
    float *outputs;                               /* [rows][2 hidden] */
    float *dropped;                               /* the same with dropout */
    float *input_mask, *output_mask, *state_mask; /* [count][width] */
    uint8_t *row_mask;                            /* [rows]: rows of single words left out */
    struct trace traces[2];
    float *logits; /* [rows][LANES] */
    float *by_logits;
};

static int by_length(const void *left, const void *right)
{
    const struct wrong_block *a = *(struct wrong_block *const *)left;
    const struct wrong_block *b = *(struct wrong_block *const *)right;
    return a->count < b->count ? 1 : a->count > b->count ? -1 : 0;
}

static void plan_rows(struct work *work, struct wrong_block *const *blocks)
{
    work->blocks = zeroed(work->count * sizeof *work->blocks);
    memcpy(work->blocks, blocks, work->count * sizeof *work->blocks);
    qsort(work->blocks, work->count, sizeof *work->blocks, by_length);
    plan_init(&work->plan, work->blocks[0]->count);
    for (size_t i = 0; i < work->count; i++)
        plan_add(&work->plan, work->blocks[i]->count);
    plan_place(&work->plan);
}

static float *floats(size_t count)
{
    return zeroed(count * sizeof(float));
}

static float *mask(struct work *work, size_t width, float rate)
{
    float *factors = floats(work->count * width);
    for (size_t i = 0; i < work->count * width; i++)
        factors[i] = random_unit(&work->e->random) < rate ? 0 : 1 / (1 - rate);
    return factors;
}

static void work_init(struct work *work)
{
    const struct encoder_shape *shape = &work->e->shape;
    size_t rows = work->plan.rows, both = 2 * (size_t)shape->hidden;
    work->states = floats(rows * STATE);
    work->sums = floats(rows * shape->input);
    work->inputs = floats(rows * shape->input);
    work->outputs = floats(rows * both);
    work->dropped = floats(rows * both);
    work->state_mask = mask(work, STATE, work->options->state_dropout);
    work->input_mask = mask(work, shape->input, work->options->input_dropout);
    work->output_mask = mask(work, both, work->options->output_dropout);
    work->row_mask = zeroed(rows);
    for (size_t i = 0; i < rows; i++)
        for (int k = 0; k < HS_ACCUSATION_LEXICAL; k++)
            if (random_unit(&work->e->random) < work->options->word_dropout)
                work->row_mask[i] |= (uint8_t)(1 << k);
    for (int d = 0; d < 2; d++)
        trace_init(&work->traces[d], rows, shape->hidden);
    work->logits = floats(rows * LANES);
    work->by_logits = floats(rows * LANES);
}

static void work_finish(struct work *work)
{
    float *const parts[] = {work->states,  work->sums,       work->inputs,     work->outputs,
                            work->dropped, work->state_mask, work->input_mask, work->output_mask,
                            work->logits,  work->by_logits};
    for (size_t i = 0; i < HS_COUNT(parts); i++)
        free(parts[i]);
    for (int d = 0; d < 2; d++)
        trace_finish(&work->traces[d]);
    free(work->row_mask);
    plan_finish(&work->plan);
    free(work->blocks);
}

/* Calls for each row: its block's number and its token. */
#define EACH_ROW(work, row, b, t)                                                                  \
    for (uint32_t t = 0; t < (work)->plan.times; t++)                                              \
        for (uint32_t b = 0, row = (work)->plan.offset[t]; b < (work)->plan.active[t]; b++, row++)

static bool left_out(const struct work *work, uint32_t row, int input)
{
    return input < HS_ACCUSATION_LEXICAL && (work->row_mask[row] >> input & 1);
}

static void add(float *restrict sum, const float *restrict row, size_t width)
{
    for (size_t i = 0; i < width; i++)
        sum[i] += row[i];
}

static void multiply(float *restrict row, const float *restrict factors, size_t width)
{
    for (size_t i = 0; i < width; i++)
        row[i] *= factors[i];
}

static void fill_inputs(struct work *work)
{
    struct encoder *e = work->e;
    size_t width = e->shape.input;
    EACH_ROW(work, row, b, t)
    {
        const struct wrong_block *block = work->blocks[b];
        const int8_t *state = hs_reading_state(&block->reading, t);
        float *out = work->states + (size_t)row * STATE;
        for (int i = 0; i < STATE; i++)
            out[i] = (float)state[i] * (1.0f / 127) * work->state_mask[b * STATE + (size_t)i];
        float *sum = work->sums + row * width;
        memcpy(sum, e->dense.values + e->layout.input_bias, width * sizeof *sum);
        for (int k = 0; k < INPUTS; k++)
            if (!left_out(work, row, k))
                add(sum, e->table.all.values + block->rows[t][k] * width, width);
    }
    gemm(false, true, work->plan.rows, width, STATE, work->states, STATE,
         e->dense.values + e->layout.from_state, STATE, true, work->sums, width);
    EACH_ROW(work, row, b, t)
    {
        (void)t;
        for (size_t i = 0; i < width; i++)
            work->inputs[row * width + i] =
                squash(work->sums[row * width + i]) * work->input_mask[b * width + i];
    }
}

static struct direction direction_of(const struct encoder *e, int d)
{
    const size_t *at = e->layout.cells[d];
    return (struct direction){.backward = d == 1,
                              .hidden = e->shape.hidden,
                              .input = e->shape.input,
                              .from_input = e->dense.values + at[0],
                              .from_hidden = e->dense.values + at[1],
                              .bias = e->dense.values + at[2]};
}

static void run_forward(struct work *work)
{
    struct encoder *e = work->e;
    size_t both = 2 * (size_t)e->shape.hidden, rows = work->plan.rows;
    fill_inputs(work);
    for (int d = 0; d < 2; d++) {
        struct direction direction = direction_of(e, d);
        cells_forward(&direction, &work->plan, work->inputs, &work->traces[d],
                      work->outputs + (d ? e->shape.hidden : 0), both);
    }
    memcpy(work->dropped, work->outputs, rows * both * sizeof(float));
    EACH_ROW(work, row, b, t)
    {
        (void)t;
        multiply(work->dropped + row * both, work->output_mask + b * both, both);
        memcpy(work->logits + (size_t)row * LANES, e->dense.values + e->layout.heads_bias,
               LANES * sizeof(float));
    }
    gemm(false, true, rows, LANES, both, work->dropped, both, e->dense.values + e->layout.heads,
         both, true, work->logits, LANES);
}

static void run_backward(struct work *work)
{
    struct encoder *e = work->e;
    float *gradient = e->dense.gradient;
    size_t both = 2 * (size_t)e->shape.hidden, rows = work->plan.rows, width = e->shape.input;
    gemm(true, false, LANES, both, rows, work->by_logits, LANES, work->dropped, both, true,
         gradient + e->layout.heads, both);
    float *above = floats(rows * both), *below = floats(rows * width);
    gemm(false, false, rows, both, LANES, work->by_logits, LANES, e->dense.values + e->layout.heads,
         both, false, above, both);
    EACH_ROW(work, row, b, t)
    {
        (void)t;
        add(gradient + e->layout.heads_bias, work->by_logits + (size_t)row * LANES, LANES);
        multiply(above + row * both, work->output_mask + b * both, both);
    }
    for (int d = 0; d < 2; d++) {
        struct direction direction = direction_of(e, d);
        const size_t *at = e->layout.cells[d];
        struct direction_gradient parts = {gradient + at[0], gradient + at[1], gradient + at[2]};
        size_t shift = d ? e->shape.hidden : 0;
        cells_backward(&direction, &work->plan, work->inputs, &work->traces[d],
                       work->outputs + shift, above + shift, both, &parts, below);
    }
    EACH_ROW(work, row, b, t)
    {
        float *down = below + row * width;
        for (size_t i = 0; i < width; i++)
            down[i] *= work->input_mask[b * width + i] * squash_slope(work->sums[row * width + i]);
        add(gradient + e->layout.input_bias, down, width);
        for (int k = 0; k < INPUTS; k++)
            if (!left_out(work, row, k))
                table_add_gradient(&e->table, work->blocks[b]->rows[t][k], down);
    }
    gemm(true, false, width, STATE, rows, below, width, work->states, STATE, true,
         gradient + e->layout.from_state, STATE);
    free(above);
    free(below);
}

/* The gradient of the loss of one choice among `count`, times `weight`; returns the loss. */
static double choice(const float *logits, int count, uint8_t gold, float weight, float *out)
{
    float most = logits[0], sum = 0, values[8];
    for (int i = 1; i < count; i++)
        most = logits[i] > most ? logits[i] : most;
    for (int i = 0; i < count; i++)
        sum += values[i] = expf(logits[i] - most);
    for (int i = 0; i < count; i++)
        out[i] += weight * (values[i] / sum - (i == gold));
    return -weight * log(values[gold] / sum + 1e-30);
}

/* Adds the gradient of one chain's loss over a block. */
static double chain_loss(struct work *work, uint32_t b, const hs_chain *chain, size_t transitions,
                         const uint8_t *gold, float weight, hs_arena *arena)
{
    const struct wrong_block *block = work->blocks[b];
    uint32_t count = block->count;
    hs_chain_scores *scores = hs_arena_new_array(arena, hs_chain_scores, count);
    hs_chain_row *likely = hs_arena_new_array(arena, hs_chain_row, count);
    hs_chain_row pairs[HS_CHAIN_LANES] = {0};
    float *by_step = work->e->dense.gradient + transitions;
    for (uint32_t t = 0; t < count; t++)
        memcpy(scores[t], work->logits + (size_t)(work->plan.offset[t] + b) * LANES,
               sizeof scores[t]);
    double loss = hs_chain_sum(chain, scores, count, likely, pairs, arena);
    for (uint32_t t = 0; t < count; t++) {
        float *out = work->by_logits + (size_t)(work->plan.offset[t] + b) * LANES + chain->lane;
        loss -= scores[t][chain->lane + gold[t]];
        for (int y = 0; y < chain->labels; y++)
            out[y] += weight * (likely[t][y] - (y == gold[t]));
        if (t > 0) {
            loss -= chain->transitions[gold[t - 1]][gold[t]];
            by_step[gold[t - 1] * HS_CHAIN_LANES + gold[t]] -= weight;
        }
    }
    for (int x = 0; x < HS_CHAIN_LANES; x++)
        for (int y = 0; y < HS_CHAIN_LANES; y++)
            by_step[x * HS_CHAIN_LANES + y] += weight * pairs[x][y];
    return loss * (double)weight;
}

static double block_loss(struct work *work, uint32_t b, hs_arena *arena)
{
    const struct encoder_options *options = work->options;
    const struct encoder_layout *layout = &work->e->layout;
    const struct wrong_block *block = work->blocks[b];
    const float *values = work->e->dense.values;
    const hs_chain accusing = {(const hs_chain_row *)(values + layout->accusing),
                               HS_ACCUSING_LABELS, HS_LANE_ACCUSING, 0};
    const hs_chain answering = {(const hs_chain_row *)(values + layout->answering),
                                HS_ANSWERING_LABELS, HS_LANE_ANSWERING, 0};
    double loss = 0;
    if (block->accusing[0] != NO_LABEL) {
        loss +=
            chain_loss(work, b, &accusing, layout->accusing, block->accusing, block->weight, arena);
        loss += chain_loss(work, b, &answering, layout->answering, block->answering,
                           block->weight * options->answer_weight, arena);
    }
    for (uint32_t t = 0; t < block->count; t++) {
        size_t row = (size_t)(work->plan.offset[t] + b) * LANES;
        const float *logits = work->logits + row;
        float *out = work->by_logits + row;
        const struct {
            uint8_t gold;
            int lane, count;
            float weight;
        } choices[] = {
            {block->kind[t], HS_LANE_KIND, HS_ANSWER_KINDS, options->kind_weight},
            {block->part[t], HS_LANE_PART, HS_PARTS, options->part_weight},
            {block->stance[t], HS_LANE_STANCE, HS_STANCES, options->stance_weight},
        };
        for (size_t i = 0; i < HS_COUNT(choices); i++)
            if (choices[i].gold != NO_LABEL)
                loss += choice(logits + choices[i].lane, choices[i].count, choices[i].gold,
                               choices[i].weight * block->weight, out + choices[i].lane);
    }
    return loss;
}

double encoder_train(struct encoder *e, struct wrong_block *const *blocks, size_t count,
                     const struct encoder_options *options)
{
    struct work work = {.e = e, .options = options, .count = count};
    hs_arena arena = {0};
    plan_rows(&work, blocks);
    work_init(&work);
    run_forward(&work);
    double loss = 0;
    for (uint32_t b = 0; b < count; b++)
        loss += block_loss(&work, b, &arena);
    run_backward(&work);
    work_finish(&work);
    hs_arena_finish(&arena);
    return loss;
}

void encoder_step(struct encoder *e, const struct step *step)
{
    enum { CLIP = 20 };
    dense_step(&e->dense, step, dense_scale(&e->dense, CLIP));
    table_step(&e->table, step, 1);
}

void encoder_swap_mean(struct encoder *e)
{
    dense_swap_mean(&e->dense);
    dense_swap_mean(&e->table.all);
}

bool encoder_write(const struct encoder *e, FILE *file)
{
    return fwrite(&e->shape, sizeof e->shape, 1, file) == 1 &&
           fwrite(e->dense.values, sizeof(float), e->dense.count, file) == e->dense.count &&
           fwrite(e->table.all.values, sizeof(float), e->table.all.count, file) ==
               e->table.all.count;
}

bool encoder_read(struct encoder *e, FILE *file)
{
    struct encoder_shape shape;
    return fread(&shape, sizeof shape, 1, file) == 1 &&
           memcmp(&shape, &e->shape, sizeof shape) == 0 &&
           fread(e->dense.values, sizeof(float), e->dense.count, file) == e->dense.count &&
           fread(e->table.all.values, sizeof(float), e->table.all.count, file) ==
               e->table.all.count;
}
