/* The hidden layer of the model of answers: see answer_model.h. */
#include <math.h>
#include <string.h>

#include "annotate/answer_model.h"

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

static void unfold(const hs_answer_sums *kept, hs_answer_units sums)
{
    for (int k = 0; k < HS_ANSWER_HIDDEN; k++)
        sums[k] = kept->unit * (float)kept->hidden[k];
    memset(sums + HS_ANSWER_HIDDEN, 0, (HS_ANSWER_UNITS - HS_ANSWER_HIDDEN) * sizeof *sums);
    memcpy(sums + HS_ANSWER_HIDDEN, kept->outputs, sizeof kept->outputs);
}

/* All outputs side by side, so that no sum waits for itself. */
static void fill_outputs(const hs_answer_model *model, const float *sums,
                         float outputs[HS_ANSWER_LANES])
{
    memcpy(outputs, sums + HS_ANSWER_HIDDEN, HS_ANSWER_LANES * sizeof *outputs);
    for (int k = 0; k < HS_ANSWER_HIDDEN; k++) {
        float unit = sums[k] > 0 ? sums[k] : 0;
        for (int which = 0; which < HS_ANSWER_LANES; which++)
            outputs[which] += unit * model->outputs[k][which];
    }
}

hs_answer_verdict hs_answer_weigh(const hs_answer_model *model, const hs_answer_sums *kept,
                                  uint64_t features)
{
    hs_answer_units sums;
    unfold(kept, sums);
    for (; features; features &= features - 1) {
        const float *row = model->features[__builtin_ctzll(features)];
        for (int k = 0; k < HS_ANSWER_UNITS; k++)
            sums[k] += row[k];
    }
    float outputs[HS_ANSWER_LANES];
    fill_outputs(model, sums, outputs);
    uint8_t kind = 0;
    for (uint8_t other = 1; other < HS_ANSWER_KINDS; other++)
        kind = outputs[1 + other] > outputs[1 + kind] ? other : kind;
    return (hs_answer_verdict){.confidence = 1 / (1 + expf(-outputs[0])), .kind = kind};
}
