/* Rounds the network of parties to what annotate/role_model.h computes with. */
#include "train/role_export.h"

#include <math.h>
#include <stdlib.h>

#include "train/section_writer.h"

enum { STATE = HS_ROLE_STATE, HIDDEN = HS_ROLE_HIDDEN };

static const float activation = 127 * ROLE_STATE_UNIT; /* the largest number of a state */

static void put_matrix(const float *weights, hs_buffer *out)
{
    float *scaled = zeroed((size_t)HIDDEN * STATE * sizeof *scaled);
    for (size_t i = 0; i < (size_t)HIDDEN * STATE; i++)
        scaled[i] = weights[i] * activation;
    section_put_linear(out, scaled, NULL, STATE, HIDDEN, HIDDEN);
    free(scaled);
}

/* Fine enough, and leaves what states bring the room of 32 before it is cut. */
#define UNIT_MOST 256.0f

/* The largest power of two by which no sum of rows gets too large. */
static float choose_unit(const float *values)
{
    float most = 1;
    for (int k = 0; k < HIDDEN; k++) {
        float start = 0, rows = 0;
        for (int task = 0; task < HS_ROLE_TASK_COUNT; task++)
            start = fmaxf(start, fabsf(values[ROLE_STARTS + task * HIDDEN + k]));
        for (int f = 0; f < HS_ROLE_FEATURES; f++)
            rows += fabsf(values[ROLE_ROWS + f * HIDDEN + k]);
        most = fmaxf(most, start + rows);
    }
    float room = HS_ROLE_ROWS_MOST - HS_ROLE_FEATURES - 1; /* for rounding up */
    return fminf(UNIT_MOST, exp2f(floorf(log2f(room / most))));
}

static void put_units(const float *values, size_t rows, float unit, hs_buffer *out)
{
    hs_role_units *units = zeroed(rows * sizeof *units);
    for (size_t i = 0; i < rows * HIDDEN; i++)
        units[i / HIDDEN][i % HIDDEN] = (int16_t)lrintf(values[i] * unit);
    section_put(out, units, rows * sizeof *units);
    free(units);
}

static void put_outputs(const float *values, float unit, hs_role_scales *scales, hs_buffer *out)
{
    hs_role_units outputs[HS_ROLE_TASK_COUNT];
    for (int task = 0; task < HS_ROLE_TASK_COUNT; task++) {
        const float *weights = values + ROLE_OUTPUTS + task * HIDDEN;
        float most = 1e-6f;
        for (int k = 0; k < HIDDEN; k++)
            most = fmaxf(most, fabsf(weights[k]));
        float scale = most / HS_ROLE_OUTPUT_MOST;
        for (int k = 0; k < HIDDEN; k++)
            outputs[task][k] = (int16_t)lrintf(weights[k] / scale);
        scales->outputs[task] = scale / unit;
    }
    section_put(out, outputs, sizeof outputs);
}

void role_export(const struct role_net *net, uint64_t encoder, hs_buffer *out)
{
    const float *values = net->values;
    const hs_role_header header = {
        .version = HS_ROLE_VERSION,
        .state = STATE,
        .hidden = HIDDEN,
        .tasks = HS_ROLE_TASK_COUNT,
        .sights = HS_SIGHT_FEATURE_COUNT,
        .parties = HS_PARTY_FEATURE_COUNT,
        .encoder = encoder,
    };
    hs_role_scales scales = {.unit = choose_unit(values)};
    section_put(out, &header, sizeof header);
    put_matrix(values + ROLE_MENTION, out);
    put_matrix(values + ROLE_CHARGE, out);
    put_matrix(values + ROLE_CUE, out);
    put_units(values + ROLE_STARTS, HS_ROLE_TASK_COUNT, scales.unit, out);
    put_units(values + ROLE_ROWS, HS_SIGHT_FEATURE_COUNT, scales.unit, out);
    put_units(values + ROLE_ROWS + HS_SIGHT_FEATURE_COUNT * HIDDEN, HS_PARTY_FEATURE_COUNT,
              scales.unit, out);
    put_outputs(values, scales.unit, &scales, out);
    section_put(out, values + ROLE_LINEAR, HS_ROLE_TASK_COUNT * HS_ROLE_FEATURES * sizeof(float));
    section_put(out, &scales, sizeof scales);
}
