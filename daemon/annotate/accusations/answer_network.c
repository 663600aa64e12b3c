/* The hidden layer of the model of answers: see answer_model.h. */
#include <math.h>
#include <string.h>

#include "annotate/accusations/answer_model.h"

static void add_states(const hs_answer_model *model, const hs_answer_inputs *inputs, float *sums)
{
    int32_t products[HS_ANSWER_UNITS];
    for (int which = 0; which < HS_ANSWER_STATE_COUNT; which++) {
        const struct hs_linear *linear = &model->states[which];
        model->kernels->multiply(&linear->matrix, inputs->states[which], 1, HS_ACCUSATION_STATE,
                                 products, HS_ANSWER_UNITS);
        for (int k = 0; k < HS_ANSWER_UNITS; k++)
            sums[k] += (float)products[k] * linear->scales[k];
    }
}

static hs_answer_sums *keep(const hs_answer_model *model, const float *sums, hs_arena *arena)
{
    hs_answer_sums *kept = hs_arena_new(arena, hs_answer_sums);
    kept->unit = model->kernels->quantise(kept->hidden, sums, HS_ANSWER_HIDDEN);
    memcpy(kept->outputs, sums + HS_ANSWER_HIDDEN, sizeof kept->outputs);
    return kept;
}

const hs_answer_sums *hs_answer_read(const hs_answer_model *model, const hs_answer_inputs *inputs,
                                     hs_arena *arena)
{
    hs_answer_units sums;
    memcpy(sums, model->bias, sizeof sums);
    model->kernels->add_rows(sums, &model->rows, inputs->rows, inputs->row_count, HS_ANSWER_UNITS);
    add_states(model, inputs, sums);
    for (int i = 0; i < HS_ANSWER_NUMBERS; i++)
        for (int k = 0; k < HS_ANSWER_UNITS; k++)
            sums[k] += model->numbers[i][k] * inputs->numbers[i];
    return keep(model, sums, arena);
}

static void unfold(const hs_answer_model *model, const hs_answer_sums *kept, hs_answer_units sums)
{
    enum { WHOLE = HS_ANSWER_HIDDEN / HS_KERNEL_OUTPUTS * HS_KERNEL_OUTPUTS };
    const struct hs_vector_table table = {kept->hidden, &kept->unit};
    memset(sums, 0, HS_ANSWER_UNITS * sizeof *sums);
    model->kernels->add_rows(sums, &table, &(const uint32_t){0}, 1, WHOLE);
    for (int k = WHOLE; k < HS_ANSWER_HIDDEN; k++)
        sums[k] = kept->unit * (float)kept->hidden[k];
    memcpy(sums + HS_ANSWER_HIDDEN, kept->outputs, sizeof kept->outputs);
}

/* Half the outputs of one unit, as many as every machine has in a register: of wider vectors
 * compilers keep the sum in memory, and each step waits for the last one's. */
enum { HALF = HS_ANSWER_LANES / 2 };
typedef float half_lanes __attribute__((vector_size(HALF * sizeof(float)), aligned(sizeof(float))));

/* All outputs side by side, so that no sum waits for another's. */
static void fill_outputs(const hs_answer_model *model, const float *sums,
                         float outputs[HS_ANSWER_LANES])
{
    half_lanes low, high, low_row, high_row;
    memcpy(&low, sums + HS_ANSWER_HIDDEN, sizeof low);
    memcpy(&high, sums + HS_ANSWER_HIDDEN + HALF, sizeof high);
    for (int k = 0; k < HS_ANSWER_HIDDEN; k++) {
        float unit = sums[k] > 0 ? sums[k] : 0;
        memcpy(&low_row, model->outputs[k], sizeof low_row);
        memcpy(&high_row, model->outputs[k] + HALF, sizeof high_row);
        low += unit * low_row;
        high += unit * high_row;
    }
    memcpy(outputs, &low, sizeof low);
    memcpy(outputs + HALF, &high, sizeof high);
}

hs_answer_verdict hs_answer_weigh(const hs_answer_model *model, const hs_answer_sums *kept,
                                  uint64_t features)
{
    hs_answer_units sums;
    unfold(model, kept, sums);
    for (; features; features &= features - 1)
        model->kernels->add_weighted(sums, model->features[__builtin_ctzll(features)], &(float){1},
                                     1, HS_ANSWER_UNITS);
    float outputs[HS_ANSWER_LANES];
    fill_outputs(model, sums, outputs);
    uint8_t kind = 0;
    for (uint8_t other = 1; other < HS_ANSWER_KINDS; other++)
        kind = outputs[1 + other] > outputs[1 + kind] ? other : kind;
    return (hs_answer_verdict){.confidence = 1 / (1 + expf(-outputs[0])), .kind = kind};
}
