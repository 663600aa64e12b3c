/* Rounds a ranker to what annotate/networks/ranker.h computes with. */
#include "train/ranker_export.h"

#include <math.h>
#include <stdlib.h>

#include "train/section_writer.h"

enum { STATE = HS_RANKER_STATE, HIDDEN = HS_RANKER_HIDDEN };

static const float activation = 127 * RANKER_STATE_UNIT; /* the largest number of a state */

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
static float choose_unit(const struct ranker_net *net)
{
    const float *values = net->values;
    float most = 1;
    for (int k = 0; k < HIDDEN; k++) {
        float start = 0, rows = 0;
        for (uint32_t task = 0; task < net->kind->tasks; task++)
            start = fmaxf(start, fabsf(values[net->at.starts + task * HIDDEN + k]));
        for (uint32_t f = 0; f < net->features; f++)
            rows += fabsf(values[net->at.rows + f * HIDDEN + k]);
        most = fmaxf(most, start + rows);
    }
    float room = HS_RANKER_ROWS_MOST - (float)net->features - 1; /* for rounding up */
    return fminf(UNIT_MOST, exp2f(floorf(log2f(room / most))));
}

static void put_units(const float *values, size_t rows, float unit, hs_buffer *out)
{
    hs_ranker_units *units = zeroed(rows * sizeof *units);
    for (size_t i = 0; i < rows * HIDDEN; i++)
        units[i / HIDDEN][i % HIDDEN] = (int16_t)lrintf(values[i] * unit);
    section_put(out, units, rows * sizeof *units);
    free(units);
}

static void put_outputs(const struct ranker_net *net, hs_ranker_scales *scales, hs_buffer *out)
{
    hs_ranker_units outputs[HS_RANKER_TASKS_MAX];
    for (uint32_t task = 0; task < net->kind->tasks; task++) {
        const float *weights = net->values + net->at.outputs + task * HIDDEN;
        float most = 1e-6f;
        for (int k = 0; k < HIDDEN; k++)
            most = fmaxf(most, fabsf(weights[k]));
        float scale = most / HS_RANKER_OUTPUT_MOST;
        for (int k = 0; k < HIDDEN; k++)
            outputs[task][k] = (int16_t)lrintf(weights[k] / scale);
        scales->outputs[task] = scale / scales->unit;
    }
    section_put(out, outputs, net->kind->tasks * sizeof *outputs);
}

void ranker_export(const struct ranker_net *net, uint64_t encoder, hs_buffer *out)
{
    const float *values = net->values;
    const hs_ranker_header header = {
        .version = net->kind->version,
        .state = STATE,
        .hidden = HIDDEN,
        .tasks = net->kind->tasks,
        .sights = net->kind->sights,
        .parties = net->kind->parties,
        .encoder = encoder,
    };
    hs_ranker_scales scales = {.unit = choose_unit(net)};
    section_put(out, &header, sizeof header);
    put_matrix(values + net->at.option, out);
    put_matrix(values + net->at.words[0], out);
    put_matrix(values + net->at.words[1], out);
    put_units(values + net->at.starts, net->kind->tasks, scales.unit, out);
    put_units(values + net->at.rows, net->kind->sights, scales.unit, out);
    put_units(values + net->at.rows + net->kind->sights * HIDDEN, net->kind->parties, scales.unit,
              out);
    put_outputs(net, &scales, out);
    section_put(out, values + net->at.linear, net->kind->tasks * net->features * sizeof(float));
    section_put(out, &scales, (1 + net->kind->tasks) * sizeof(float));
}
