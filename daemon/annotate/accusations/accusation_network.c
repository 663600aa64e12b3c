/* Running the accusation model over one window of a block at a time, in the integer arithmetic of
 * language/kernels.h.
 */
#include <string.h>

#include "annotate/accusations/accusation_model.h"

enum { WINDOW = HS_ACCUSATION_WINDOW, AHEAD = 2 /* words whose rows come from memory */ };

typedef struct run {
    const hs_accusation_model *model;
    size_t stride;   /* numbers of a state */
    int8_t *inputs;  /* [window][input] */
    int8_t *vectors; /* [window][2 hidden] */
    float *vector;   /* [input] */
    int32_t *sums;   /* [window][input or lanes] */
    hs_recurrent_room room;
} run;

static run prepare(const hs_accusation_model *model, uint32_t most, hs_arena *arena)
{
    size_t input = model->header.input, hidden = model->header.hidden;
    size_t widest = input > HS_ACCUSATION_LANES ? input : HS_ACCUSATION_LANES;
    return (run){
        .model = model,
        .inputs = hs_arena_room(arena, most, input),
        .vectors = hs_arena_room(arena, most, 2 * hidden),
        .vector = hs_arena_new_array(arena, float, input),
        .sums = hs_arena_room(arena, most, widest * sizeof(int32_t)),
        .room = {.input_sums = hs_arena_room(arena, most, 3 * hidden * sizeof(int32_t)),
                 .hidden_sums = hs_arena_new_array(arena, int32_t, 3 * hidden),
                 .state = hs_arena_new_array(arena, float, hidden)},
    };
}

static void fill_inputs(run *r, const hs_accusation_network *network, const int8_t *states,
                        const hs_accusation_rows *rows, uint32_t count)
{
    const struct hs_kernels *kernels = r->model->kernels;
    size_t width = r->model->header.input;
    kernels->multiply(&network->from_state.matrix, states, count, r->stride, r->sums, width);
    for (uint32_t i = 0; i < count; i++) {
        if (i + AHEAD < count)
            hs_vectors_prefetch(&network->table, rows[i + AHEAD], HS_ACCUSATION_INPUTS, width);
        kernels->scale(r->vector, r->sums + i * width, network->from_state.scales,
                       network->from_state.bias, width);
        kernels->add_rows(r->vector, &network->table, rows[i], HS_ACCUSATION_INPUTS, width);
        kernels->squash(r->inputs + i * width, r->vector, width);
    }
}

/* Adds one network's scores of a window to `scores`. */
static void add_scores(run *r, const hs_accusation_network *network, const int8_t *states,
                       const hs_accusation_rows *rows, uint32_t count, hs_chain_scores *scores)
{
    const struct hs_kernels *kernels = r->model->kernels;
    uint32_t hidden = r->model->header.hidden;
    hs_chain_scores more;
    fill_inputs(r, network, states, rows, count);
    hs_recurrent_run(kernels, network->layer, hidden, r->inputs, count, &r->room, r->vectors);
    kernels->multiply(&network->heads.matrix, r->vectors, count, 2 * (size_t)hidden, r->sums,
                      HS_ACCUSATION_LANES);
    for (uint32_t i = 0; i < count; i++) {
        kernels->scale(more, r->sums + (size_t)i * HS_ACCUSATION_LANES, network->heads.scales,
                       network->heads.bias, HS_ACCUSATION_LANES);
        for (int lane = 0; lane < HS_ACCUSATION_LANES; lane++)
            scores[i][lane] += more[lane];
    }
}

hs_accusation_output hs_accusation_run(const hs_accusation_model *model, const hs_reading *reading,
                                       const hs_accusation_rows *rows, hs_arena *arena)
{
    uint32_t count = reading->syntax->word_count;
    hs_chain_scores *scores = hs_arena_new_array(arena, hs_chain_scores, count);
    run r = prepare(model, count < WINDOW ? count : WINDOW, arena);
    r.stride = reading->state_width;
    for (uint32_t first = 0; first < count; first += WINDOW) {
        uint32_t some = count - first < WINDOW ? count - first : WINDOW;
        const int8_t *states = hs_reading_state(reading, first);
        for (uint32_t n = 0; n < model->header.networks; n++)
            add_scores(&r, &model->networks[n], states, rows + first, some, scores + first);
    }
    return (hs_accusation_output){scores};
}
