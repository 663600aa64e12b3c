/* The hidden layer of the model of parties, in integers: see role_model.h. */
#include "annotate/role_model.h"

enum { READ_MOST = 16 }; /* states at a time */

_Static_assert((int)HS_ROLE_HIDDEN == HS_KERNEL_UNITS, "the kernel sums rows of this width");

static int16_t cut(float value, float most)
{
    value = value > most ? most : value < -most ? -most : value;
    return (int16_t)(value + (value < 0 ? -0.5f : 0.5f));
}

void hs_role_read_states(const hs_role_model *model, const struct hs_linear *linear,
                         const int8_t *states, size_t count, hs_role_units *sums)
{
    int32_t products[READ_MOST * HS_ROLE_HIDDEN];
    for (size_t first = 0; first < count; first += READ_MOST) {
        size_t some = count - first < READ_MOST ? count - first : READ_MOST;
        model->kernels->multiply(&linear->matrix, states + first * HS_ROLE_STATE, some,
                                 HS_ROLE_STATE, products, HS_ROLE_HIDDEN);
        for (size_t i = 0; i < some; i++)
            for (int k = 0; k < HS_ROLE_HIDDEN; k++) {
                float value = (float)products[i * HS_ROLE_HIDDEN + (size_t)k] * linear->scales[k];
                sums[first + i][k] =
                    cut((value + linear->bias[k]) * model->scales.unit, HS_ROLE_STATES_MOST);
            }
    }
}

void hs_role_read_finding(const hs_role_model *model, const int8_t *charge, const int8_t *cue,
                          hs_role_units sums)
{
    hs_role_units other = {0};
    hs_role_read_states(model, &model->from_charge, charge, 1, (hs_role_units *)sums);
    if (cue)
        hs_role_read_states(model, &model->from_cue, cue, 1, &other);
    for (int k = 0; k < HS_ROLE_HIDDEN; k++) {
        int sum = sums[k] + other[k];
        sums[k] = (int16_t)(sum > HS_ROLE_STATES_MOST    ? HS_ROLE_STATES_MOST
                            : sum < -HS_ROLE_STATES_MOST ? -HS_ROLE_STATES_MOST
                                                         : sum);
    }
}

static size_t list_rows(const int16_t **list, const hs_role_units *rows, uint64_t features)
{
    size_t count = 0;
    for (; features; features &= features - 1)
        list[count++] = rows[__builtin_ctzll(features)];
    return count;
}

float hs_role_output(const hs_role_model *model, hs_role_task task, const hs_role_inputs *inputs)
{
    const int16_t *rows[4 + HS_ROLE_FEATURES];
    size_t count = 0;
    rows[count++] = model->starts[task];
    rows[count++] = inputs->finding;
    if (inputs->mention)
        rows[count++] = inputs->mention;
    count += list_rows(rows + count, model->sights, inputs->sight);
    count += list_rows(rows + count, model->parties, inputs->party);
    rows[count] = NULL;
    return (float)model->kernels->weigh_sum(rows, model->outputs[task]) *
           model->scales.outputs[task];
}
