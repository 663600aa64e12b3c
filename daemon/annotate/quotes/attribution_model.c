/* Binding the attribution model to the bytes of its section, and opening it. Every size comes
 * from the checked header, every part is taken in order. attribution_network.c runs it.
 */
#include "annotate/quotes/attribution_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "language/model_use.h"
#include "language/shared.h"

static bool header_is_good(const hs_attribution_header *header)
{
    uint32_t slots = header->slot_count;
    return slots >= 16 && slots <= 1u << 22 && (slots & (slots - 1)) == 0 &&
           header->vocabulary >= 1 && header->vocabulary < slots &&
           header->rows == HS_ATTRIBUTION_ROWS &&
           hs_part_fits_kernels(header->input, HS_PART_WIDTH_MAX) &&
           (header->states == 0 || hs_part_fits_kernels(header->states, HS_PART_WIDTH_MAX)) &&
           hs_part_fits_kernels(header->hidden, HS_PART_WIDTH_MAX) &&
           header->labels == HS_LABEL_COUNT;
}

static bool slots_are_good(const hs_attribution_model *model)
{
    bool free_slot = false;
    for (uint32_t i = 0; i < model->header.slot_count; i++) {
        if (model->slots[i].row_and_level / HS_CUE_LEVELS >= model->header.vocabulary)
            return false;
        free_slot |= model->slots[i].row_and_level == 0;
    }
    return free_slot; /* or a search for an unknown form would not end */
}

static void take_parts(hs_attribution_model *model, struct hs_part_cursor *c)
{
    const hs_attribution_header *header = &model->header;
    uint32_t both = 2 * header->hidden;
    model->slots = hs_part_take(c, header->slot_count, sizeof *model->slots);
    model->words = hs_part_table(c, header->vocabulary, header->input);
    model->around = hs_part_table(c, header->rows, header->input);
    model->input_bias = hs_part_floats(c, header->input);
    for (uint32_t l = 0; l < HS_ATTRIBUTION_LAYERS; l++)
        for (int d = 0; d < 2; d++) {
            model->layers[l][d] =
                hs_part_direction(c, l ? both : header->input + header->states, header->hidden);
        }
    model->heads = hs_part_linear(c, both, HS_LABEL_LANES);
    model->transitions = hs_part_floats(c, (size_t)HS_LABEL_COUNT * HS_LABEL_LANES);
    model->calibration = hs_part_floats(c, HS_ATTRIBUTION_CALIBRATION);
}

bool hs_attribution_model_bind(hs_attribution_model *model, hs_str section, hs_error *error)
{
    memset(model, 0, sizeof *model);
    struct hs_part_cursor c;
    if (!hs_part_begin(&c, section, &model->header, sizeof model->header, HS_ATTRIBUTION_VERSION,
                       "attribution", error))
        return false;
    if (!header_is_good(&model->header))
        return hs_error_set(error, "the attribution section has impossible sizes");
    size_t outputs =
        (size_t)HS_ATTRIBUTION_LAYERS * 2 * 2 * 3 * model->header.hidden + HS_LABEL_LANES;
    model->matrix_biases = hs_alloc_zeroed(outputs, sizeof(int32_t));
    c.biases = model->matrix_biases;
    c.bias_capacity = outputs;
    take_parts(model, &c);
    if (hs_part_end(&c) && slots_are_good(model)) {
        model->kernels = hs_kernels_best();
        return true;
    }
    hs_attribution_model_finish(model);
    return hs_error_set(error, "the attribution section is damaged");
}

void hs_attribution_model_finish(hs_attribution_model *model)
{
    free(model->matrix_biases);
    memset(model, 0, sizeof *model);
}

static bool bind(void *to, const hs_model_file *file, hs_error *error)
{
    hs_attribution_model *model = to;
    hs_str section;
    return hs_model_file_section(file, HS_ATTRIBUTION_SECTION, &section, error) &&
           hs_attribution_model_bind(model, section, error) &&
           (model->header.states == 0 ||
            hs_language_shared_fits(model->header.states, model->header.encoder,
                                    "the attribution model was trained with another language model",
                                    error));
}

static hs_attribution_model model_in_use;
static hs_shared_model shared = {
    .use = {"HEARSAY_ATTRIBUTION", "attribution.hsm", "quotes are found by rule alone"},
    .bind = bind,
    .model = &model_in_use,
    .mutex = PTHREAD_MUTEX_INITIALIZER,
};

const hs_attribution_model *hs_attribution_model_shared(void)
{
    return hs_shared_model_get(&shared);
}

uint64_t hs_attribution_model_shared_hash(void)
{
    return hs_attribution_model_shared() ? hs_model_file_hash(shared.file) : 0;
}

static uint32_t find_form(const hs_attribution_model *model, uint32_t form)
{
    uint32_t mask = model->header.slot_count - 1;
    uint32_t at = form & mask;
    while (model->slots[at].row_and_level != 0 && model->slots[at].form != form)
        at = (at + 1) & mask;
    return model->slots[at].row_and_level;
}

uint32_t hs_attribution_row(const hs_attribution_model *model, uint32_t form)
{
    return find_form(model, form) / HS_CUE_LEVELS;
}

uint8_t hs_attribution_level(const void *model, uint32_t form)
{
    return find_form(model, form) % HS_CUE_LEVELS;
}
