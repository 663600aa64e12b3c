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

const float *hs_answer_read(const hs_answer_model *model, const hs_answer_inputs *inputs,
                            hs_arena *arena)
{
    float *sums = hs_arena_copy(arena, model->bias, sizeof(hs_answer_units));
    model->kernels->add_rows(sums, &model->rows, inputs->rows, inputs->row_count, HS_ANSWER_UNITS);
    add_states(model, inputs, sums);
    for (int i = 0; i < HS_ANSWER_NUMBERS; i++)
        for (int k = 0; k < HS_ANSWER_UNITS; k++)
            sums[k] += model->numbers[i][k] * inputs->numbers[i];
    return sums;
}

/* All outputs side by side, so that no sum waits for itself. */
static void fill_outputs(const hs_answer_model *model, const float *sums, float *outputs)
{
    for (int which = 0; which < HS_ANSWER_OUTPUTS; which++)
        outputs[which] = sums[HS_ANSWER_HIDDEN + which];
    for (int k = 0; k < HS_ANSWER_HIDDEN; k++) {
        float unit = sums[k] > 0 ? sums[k] : 0;
        for (int which = 0; which < HS_ANSWER_OUTPUTS; which++)
            outputs[which] += unit * model->outputs[which * HS_ANSWER_HIDDEN + k];
    }
}

hs_answer_verdict hs_answer_weigh(const hs_answer_model *model, const float *block,
                                  uint64_t features)
{
    hs_answer_units sums;
    memcpy(sums, block, sizeof sums);
    for (; features; features &= features - 1) {
        const float *row = model->features[__builtin_ctzll(features)];
        for (int k = 0; k < HS_ANSWER_UNITS; k++)
            sums[k] += row[k];
    }
    float outputs[HS_ANSWER_OUTPUTS];
    fill_outputs(model, sums, outputs);
    uint8_t kind = 0;
    for (uint8_t other = 1; other < HS_ANSWER_KINDS; other++)
        kind = outputs[1 + other] > outputs[1 + kind] ? other : kind;
    return (hs_answer_verdict){.confidence = 1 / (1 + expf(-outputs[0])), .kind = kind};
}
