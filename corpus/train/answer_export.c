/* Puts the nets of answers together and rounds them to what annotate/accusations/answer_model.h
 * computes with.
 */
#include "train/answer_export.h"

#include <stdlib.h>
#include <string.h>

#include "train/section_writer.h"

enum { UNITS = HS_ANSWER_UNITS, STATE = HS_ACCUSATION_STATE, OUTPUTS = HS_ANSWER_OUTPUTS };

/* Rows of all nets' units from `part` on: the hidden ones side by side, the mean of the others. */
static float *join(const struct answer_net *nets, size_t part, size_t rows)
{
    float *joined = zeroed(rows * UNITS * sizeof *joined);
    for (size_t row = 0; row < rows; row++)
        for (int n = 0; n < ANSWER_NETS; n++) {
            const float *from = nets[n].values + part + row * ANSWER_UNITS;
            float *to = joined + row * UNITS;
            memcpy(to + n * ANSWER_HIDDEN, from, ANSWER_HIDDEN * sizeof *from);
            for (int o = 0; o < OUTPUTS; o++)
                to[HS_ANSWER_HIDDEN + o] += from[ANSWER_HIDDEN + o] / ANSWER_NETS;
        }
    return joined;
}

static void put_rows(const struct answer_net *nets, size_t part, size_t rows, hs_buffer *out)
{
    float *joined = join(nets, part, rows);
    section_put(out, joined, rows * UNITS * sizeof *joined);
    free(joined);
}

static void put_table(const struct answer_net *nets, hs_buffer *out)
{
    float *joined = join(nets, ANSWER_ROWS, HS_ANSWER_ROWS);
    section_put_table(out, joined, HS_ANSWER_ROWS, UNITS);
    free(joined);
}

/* Maps are kept [input][unit] in training, [unit][input] in files. */
static void put_states(const struct answer_net *nets, size_t part, hs_buffer *out)
{
    float *joined = join(nets, part, STATE), *turned = zeroed(UNITS * STATE * sizeof *turned);
    for (int unit = 0; unit < UNITS; unit++)
        for (int i = 0; i < STATE; i++)
            turned[unit * STATE + i] = joined[i * UNITS + unit];
    section_put_linear(out, turned, NULL, STATE, UNITS, UNITS);
    free(turned);
    free(joined);
}

static void put_outputs(const struct answer_net *nets, hs_buffer *out)
{
    float outputs[HS_ANSWER_OUTPUTS][HS_ANSWER_HIDDEN];
    for (int n = 0; n < ANSWER_NETS; n++)
        for (int o = 0; o < OUTPUTS; o++)
            for (int k = 0; k < ANSWER_HIDDEN; k++)
                outputs[o][n * ANSWER_HIDDEN + k] =
                    nets[n].values[ANSWER_OUTPUTS + o * ANSWER_HIDDEN + k] / ANSWER_NETS;
    section_put(out, outputs, sizeof outputs);
}

void answer_export(const struct answer_net nets[ANSWER_NETS], uint64_t encoder, hs_buffer *out)
{
    const hs_answer_header header = {
        .version = HS_ANSWER_VERSION,
        .rows = HS_ANSWER_ROWS,
        .state = STATE,
        .hidden = HS_ANSWER_HIDDEN,
        .features = HS_ANSWER_FEATURE_COUNT,
        .numbers = HS_ANSWER_NUMBERS,
        .outputs = OUTPUTS,
        .units = UNITS,
        .encoder = encoder,
    };
    section_put(out, &header, sizeof header);
    for (int which = 0; which < HS_ANSWER_STATE_COUNT; which++)
        put_states(nets, ANSWER_FROM_STATES + (size_t)which * STATE * ANSWER_UNITS, out);
    put_table(nets, out);
    put_rows(nets, ANSWER_NUMBERS, HS_ANSWER_NUMBERS, out);
    put_rows(nets, ANSWER_ROWS + HS_ANSWER_ROWS * ANSWER_UNITS, HS_ANSWER_FEATURE_COUNT, out);
    put_rows(nets, ANSWER_BIAS, 1, out);
    put_outputs(nets, out);
}
