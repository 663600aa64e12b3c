/* Running the attribution model: word vectors, recurrent layers and scores over one window of a
 * block at a time, in the integer arithmetic of language/kernels.h; then the best labels.
 */
#include <string.h>

#include "annotate/quotes/attribution_model.h"

#include "annotate/networks/recurrent.h"

enum { WINDOW = HS_ATTRIBUTION_WINDOW, AHEAD = 4 /* words whose rows come from memory */ };

typedef struct run {
    const hs_attribution_model *model;
    uint32_t count;       /* words of the window */
    int8_t *rows;         /* [count][widest] what a layer reads */
    int8_t *out;          /* [count][2 hidden] what it gives */
    int32_t *input_sums;  /* [count][3 hidden] */
    int32_t *hidden_sums; /* [3 hidden] */
    float *state;         /* [hidden] */
    float *vector;        /* [input] */
} run;

static run prepare(const hs_attribution_model *model, uint32_t most, hs_arena *arena)
{
    size_t hidden = model->header.hidden, input = model->header.input;
    size_t first = input + model->header.states;
    size_t widest = first > 2 * hidden ? first : 2 * hidden;
    return (run){
        .model = model,
        .rows = hs_arena_room(arena, most, widest),
        .out = hs_arena_room(arena, most, widest), /* they swap */
        .input_sums = hs_arena_room(arena, most, 3 * hidden * sizeof(int32_t)),
        .hidden_sums = hs_arena_new_array(arena, int32_t, 3 * hidden),
        .state = hs_arena_new_array(arena, float, hidden),
        .vector = hs_arena_new_array(arena, float, input),
    };
}

typedef struct word_rows {
    uint32_t form;
    uint32_t around[HS_ATTRIBUTION_INPUTS];
} word_rows;

/* The rows that a word's vector is the sum of, on their way from memory. */
static void find_rows(const run *r, const hs_block *block, const hs_attribution_word *words,
                      uint32_t word, word_rows *rows)
{
    const hs_attribution_model *model = r->model;
    size_t width = model->header.input;
    hs_attribution_inputs(block->kind, words, (uint32_t)block->token_count, word, rows->around);
    rows->form = hs_attribution_row(model, words[word].form);
    hs_vectors_prefetch(&model->words, &rows->form, 1, width);
    hs_vectors_prefetch(&model->around, rows->around, HS_ATTRIBUTION_INPUTS, width);
}

static void fill_rows(run *r, const hs_block *block, const hs_attribution_word *words,
                      const int8_t *states, size_t stride, uint32_t first)
{
    const hs_attribution_model *model = r->model;
    size_t width = model->header.input, state_width = model->header.states;
    word_rows rows[AHEAD];
    for (uint32_t i = 0; i < r->count + AHEAD; i++) {
        if (i >= AHEAD) {
            uint32_t at = i - AHEAD;
            const word_rows *found = &rows[at % AHEAD];
            int8_t *row = r->rows + at * (width + state_width);
            memcpy(r->vector, model->input_bias, width * sizeof *r->vector);
            model->kernels->add_rows(r->vector, &model->words, &found->form, 1, width);
            model->kernels->add_rows(r->vector, &model->around, found->around,
                                     HS_ATTRIBUTION_INPUTS, width);
            model->kernels->squash(row, r->vector, width);
            if (state_width > 0)
                memcpy(row + width, states + (size_t)(first + at) * stride, state_width);
        }
        if (i < r->count)
            find_rows(r, block, words, first + i, &rows[i % AHEAD]);
    }
}

static void run_window(run *r, hs_label_scores *scores)
{
    const hs_attribution_model *model = r->model;
    hs_recurrent_room room = {r->input_sums, r->hidden_sums, r->state};
    for (uint32_t layer = 0; layer < HS_ATTRIBUTION_LAYERS; layer++) {
        hs_recurrent_run(model->kernels, model->layers[layer], model->header.hidden, r->rows,
                         r->count, &room, r->out);
        int8_t *swap = r->rows;
        r->rows = r->out;
        r->out = swap;
    }
    model->kernels->multiply(&model->heads.matrix, r->rows, r->count,
                             2 * (size_t)model->header.hidden, r->input_sums, HS_LABEL_LANES);
    for (uint32_t i = 0; i < r->count; i++)
        model->kernels->scale(scores[i], r->input_sums + (size_t)i * HS_LABEL_LANES,
                              model->heads.scales, model->heads.bias, HS_LABEL_LANES);
}

hs_label_scores *hs_attribution_scores(const hs_attribution_model *model, const hs_block *block,
                                       const hs_attribution_word *words, const int8_t *states,
                                       size_t stride, hs_arena *arena)
{
    uint32_t count = (uint32_t)block->token_count;
    hs_label_scores *scores = hs_arena_room(arena, count, sizeof *scores);
    run r = prepare(model, count < WINDOW ? count : WINDOW, arena);
    for (uint32_t first = 0; first < count; first += WINDOW) {
        r.count = count - first < WINDOW ? count - first : WINDOW;
        fill_rows(&r, block, words, states, stride, first);
        run_window(&r, scores + first);
    }
    return scores;
}

typedef struct path {
    float best[HS_LABEL_LANES];
    uint8_t from[HS_LABEL_LANES];
} path;

/* Transitions with those that are not allowed made hopeless. */
static void read_transitions(const hs_attribution_model *model, float *transitions)
{
    for (int x = 0; x < HS_LABEL_COUNT; x++)
        for (int y = 0; y < HS_LABEL_LANES; y++)
            transitions[x * HS_LABEL_LANES + y] = y < HS_LABEL_COUNT && hs_label_follows(x, y)
                                                      ? model->transitions[x * HS_LABEL_LANES + y]
                                                      : -1e30f;
}

static void advance(const struct hs_kernels *kernels, const float *transitions, const path *before,
                    const float *restrict scores, path *restrict now)
{
    _Static_assert((int)HS_LABEL_LANES == (int)HS_KERNEL_OUTPUTS,
                   "a row of scores is one of lanes");
    kernels->follow(now->best, now->from, before->best, transitions, HS_LABEL_COUNT);
    for (int y = 0; y < HS_LABEL_LANES; y++)
        now->best[y] += scores[y];
}

void hs_attribution_decode(const hs_attribution_model *model, const hs_label_scores *scores,
                           uint32_t first, uint32_t end, uint8_t *labels, hs_arena *arena)
{
    if (first >= end)
        return;
    path *paths = hs_arena_room(arena, end - first, sizeof *paths);
    float transitions[HS_LABEL_COUNT * HS_LABEL_LANES];
    read_transitions(model, transitions);
    for (int y = 0; y < HS_LABEL_LANES; y++)
        paths[0].best[y] =
            y < HS_LABEL_COUNT && hs_label_follows(-1, y) ? scores[first][y] : -1e30f;
    for (uint32_t i = first + 1; i < end; i++)
        advance(model->kernels, transitions, &paths[i - first - 1], scores[i], &paths[i - first]);
    int label = 0;
    for (int y = 1; y < HS_LABEL_COUNT; y++)
        label = paths[end - 1 - first].best[y] > paths[end - 1 - first].best[label] ? y : label;
    for (uint32_t i = end; i-- > first;) {
        labels[i] = (uint8_t)label;
        label = i > first ? paths[i - first].from[label] : 0;
    }
}
