/* Rounds the network of answers to what annotate/answer_model.h computes with. */
#include "train/answer_export.h"

#include <stdlib.h>

#include "train/section_writer.h"

/* Maps are kept [input][unit] in training, [unit][input] in files. */
static void put_states(const float *values, hs_buffer *out)
{
    float *turned = zeroed((size_t)HS_ANSWER_UNITS * HS_ACCUSATION_STATE * sizeof *turned);
    for (int unit = 0; unit < HS_ANSWER_UNITS; unit++)
        for (int i = 0; i < HS_ACCUSATION_STATE; i++)
            turned[unit * HS_ACCUSATION_STATE + i] = values[i * HS_ANSWER_UNITS + unit];
    section_put_linear(out, turned, NULL, HS_ACCUSATION_STATE, HS_ANSWER_UNITS, HS_ANSWER_UNITS);
    free(turned);
}

void answer_export(const struct answer_net *net, uint64_t encoder, hs_buffer *out)
{
    const hs_answer_header header = {
        .version = HS_ANSWER_VERSION,
        .rows = HS_ANSWER_ROWS,
        .state = HS_ACCUSATION_STATE,
        .hidden = HS_ANSWER_HIDDEN,
        .features = HS_ANSWER_FEATURE_COUNT,
        .numbers = HS_ANSWER_NUMBERS,
        .outputs = HS_ANSWER_OUTPUTS,
        .units = HS_ANSWER_UNITS,
        .encoder = encoder,
    };
    const size_t row = HS_ANSWER_UNITS * sizeof(float);
    const float *values = net->values;
    section_put(out, &header, sizeof header);
    for (int which = 0; which < HS_ANSWER_STATE_COUNT; which++)
        put_states(values + ANSWER_FROM_STATES + which * HS_ACCUSATION_STATE * HS_ANSWER_UNITS,
                   out);
    section_put_table(out, values + ANSWER_ROWS, HS_ANSWER_ROWS, HS_ANSWER_UNITS);
    section_put(out, values + ANSWER_NUMBERS, HS_ANSWER_NUMBERS * row);
    section_put(out, values + ANSWER_ROWS + HS_ANSWER_ROWS * HS_ANSWER_UNITS,
                HS_ANSWER_FEATURE_COUNT * row);
    section_put(out, values + ANSWER_BIAS, row);
    section_put(out, values + ANSWER_OUTPUTS,
                (size_t)HS_ANSWER_OUTPUTS * HS_ANSWER_HIDDEN * sizeof(float));
}
