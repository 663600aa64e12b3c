/* The attribution section's layout; its reader is annotate/quotes/attribution_model.c. */
#include "train/attribution_export.h"

#include <stdlib.h>

#include "annotate/quotes/attribution_model.h"
#include "base/memory.h"
#include "language/shared.h"
#include "train/section_writer.h"

static uint32_t slot_count_for(size_t forms)
{
    uint32_t count = 16;
    while (count < forms * 2)
        count *= 2;
    return count;
}

static void put_slots(hs_buffer *out, const struct known_form *forms, size_t count,
                      uint32_t slot_count)
{
    hs_form_slot *slots = hs_alloc_zeroed(slot_count, sizeof *slots);
    for (size_t i = 0; i < count; i++) {
        uint32_t at = forms[i].form & (slot_count - 1);
        while (slots[at].row_and_level)
            at = (at + 1) & (slot_count - 1);
        slots[at] = (hs_form_slot){forms[i].form, forms[i].row * HS_CUE_LEVELS + forms[i].level};
    }
    section_put(out, slots, slot_count * sizeof *slots);
    free(slots);
}

void attribution_export(const struct encoder *encoder, const struct known_form *forms,
                        size_t form_count, const float *calibration, hs_buffer *out)
{
    const struct encoder_shape *shape = &encoder->shape;
    const struct encoder_layout *layout = &encoder->layout;
    const float *values = encoder->dense.values;
    hs_attribution_header header = {
        .version = HS_ATTRIBUTION_VERSION,
        .slot_count = slot_count_for(form_count),
        .vocabulary = shape->vocabulary,
        .rows = HS_ATTRIBUTION_ROWS,
        .input = shape->input,
        .states = shape->states,
        .encoder =
            shape->states ? hs_language_fingerprint(hs_language_shared(NULL), shape->states) : 0,
        .hidden = shape->hidden,
        .labels = HS_LABEL_COUNT,
    };
    section_put(out, &header, sizeof header);
    put_slots(out, forms, form_count, header.slot_count);
    section_put_table(out, encoder->words.all.values, shape->vocabulary, shape->input);
    section_put_table(out, encoder->hashed.all.values, HS_ATTRIBUTION_ROWS, shape->input);
    section_put(out, values + layout->input_bias, shape->input * sizeof(float));
    size_t gates = 3 * (size_t)shape->hidden, both = 2 * (size_t)shape->hidden;
    for (uint32_t l = 0; l < ENCODER_LAYERS; l++)
        for (int d = 0; d < 2; d++) {
            const size_t *at = layout->cells[l][d];
            section_put_linear(out, values + at[0], values + at[2],
                               l ? both : shape->input + shape->states, gates, gates);
            section_put_linear(out, values + at[1], NULL, shape->hidden, gates, gates);
        }
    section_put_linear(out, values + layout->heads, values + layout->heads_bias, both,
                       HS_LABEL_LANES, HS_LABEL_LANES);
    section_put(out, encoder->transitions.values, encoder->transitions.count * sizeof(float));
    section_put(out, calibration, HS_ATTRIBUTION_CALIBRATION * sizeof(float));
}
