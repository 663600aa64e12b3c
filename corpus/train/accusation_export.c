#include "train/accusation_export.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/shared.h"
#include "train/section_writer.h"

static void put_network(const struct encoder *e, float share, hs_buffer *out)
{
    const struct encoder_shape *shape = &e->shape;
    const float *values = e->dense.values;
    size_t gates = 3 * (size_t)shape->hidden, both = 2 * (size_t)shape->hidden;
    section_put_linear(out, values + e->layout.from_state, values + e->layout.input_bias,
                       HS_ACCUSATION_STATE, shape->input, shape->input);
    section_put_table(out, e->table.all.values, HS_ACCUSATION_ROWS, shape->input);
    for (int d = 0; d < 2; d++) {
        const size_t *at = e->layout.cells[d];
        section_put_linear(out, values + at[0], values + at[2], shape->input, gates, gates);
        section_put_linear(out, values + at[1], NULL, shape->hidden, gates, gates);
    }
    float *heads = zeroed(HS_ACCUSATION_LANES * (both + 1) * sizeof *heads);
    for (size_t i = 0; i < HS_ACCUSATION_LANES * (both + 1); i++) /* the biases stand behind */
        heads[i] = values[e->layout.heads + i] * share;
    section_put_linear(out, heads, heads + HS_ACCUSATION_LANES * both, both, HS_ACCUSATION_LANES,
                       HS_ACCUSATION_LANES);
    free(heads);
}

static void put_transitions(const struct encoder *encoders, size_t count, size_t at, hs_buffer *out)
{
    float mean[HS_CHAIN_LANES * HS_CHAIN_LANES] = {0};
    for (size_t n = 0; n < count; n++)
        for (size_t i = 0; i < HS_COUNT(mean); i++)
            mean[i] += encoders[n].dense.values[at + i] / (float)count;
    section_put(out, mean, sizeof mean);
}

void accusation_export(const struct encoder *encoders, size_t count, const float *settings,
                       hs_buffer *out)
{
    hs_accusation_header header = {
        .version = HS_ACCUSATION_VERSION,
        .rows = HS_ACCUSATION_ROWS,
        .state = HS_ACCUSATION_STATE,
        .input = encoders[0].shape.input,
        .hidden = encoders[0].shape.hidden,
        .lanes = HS_ACCUSATION_LANES,
        .networks = (uint32_t)count,
    };
    const hs_language *language = hs_language_shared(NULL);
    header.encoder = language ? hs_language_fingerprint(language, HS_ACCUSATION_STATE) : 0;
    section_put(out, &header, sizeof header);
    for (size_t n = 0; n < count; n++)
        put_network(&encoders[n], 1.0f / (float)count, out);
    put_transitions(encoders, count, encoders[0].layout.accusing, out);
    put_transitions(encoders, count, encoders[0].layout.answering, out);
    section_put(out, settings, HS_ACCUSATION_SETTINGS * sizeof(float));
}

void ship(struct shipped *shipped, const struct encoder *encoders, size_t count,
          const float *settings)
{
    hs_accusation_model_finish(&shipped->model);
    free(shipped->aligned);
    hs_buffer_clear(&shipped->bytes);
    accusation_export(encoders, count, settings, &shipped->bytes);
    shipped->aligned = zeroed(shipped->bytes.length);
    memcpy(shipped->aligned, shipped->bytes.bytes, shipped->bytes.length);
    hs_error error = {0};
    if (!hs_accusation_model_bind(&shipped->model,
                                  hs_str_make(shipped->aligned, shipped->bytes.length), &error)) {
        fprintf(stderr, "%s\n", error.text);
        exit(1);
    }
}
