/* Binding the accusation model to the bytes of its section, and opening it. */
#include "annotate/accusations/accusation_model.h"

#include <stdlib.h>
#include <string.h>

#include "language/model_use.h"
#include "language/shared.h"

#include "base/memory.h"

static bool header_is_good(const hs_accusation_header *header)
{
    return header->rows == HS_ACCUSATION_ROWS && header->state == HS_ACCUSATION_STATE &&
           hs_part_fits_kernels(header->input, HS_PART_WIDTH_MAX) &&
           hs_part_fits_kernels(header->hidden, HS_PART_WIDTH_MAX) &&
           header->lanes == HS_ACCUSATION_LANES && header->networks >= 1 &&
           header->networks <= HS_ACCUSATION_NETWORKS_MAX && header->unused[0] == 0 &&
           header->unused[1] == 0;
}

static void take_network(hs_accusation_network *network, const hs_accusation_header *header,
                         struct hs_part_cursor *reader)
{
    network->from_state = hs_part_linear(reader, header->state, header->input);
    network->table = hs_part_table(reader, header->rows, header->input);
    for (int d = 0; d < 2; d++)
        network->layer[d] = hs_part_direction(reader, header->input, header->hidden);
    network->heads = hs_part_linear(reader, 2 * header->hidden, HS_ACCUSATION_LANES);
}

static void take_parts(hs_accusation_model *model, struct hs_part_cursor *reader)
{
    const hs_accusation_header *header = &model->header;
    for (uint32_t n = 0; n < header->networks; n++)
        take_network(&model->networks[n], header, reader);
    model->accusing_transitions =
        (const hs_chain_row *)hs_part_floats(reader, HS_CHAIN_LANES * HS_CHAIN_LANES);
    model->answering_transitions =
        (const hs_chain_row *)hs_part_floats(reader, HS_CHAIN_LANES * HS_CHAIN_LANES);
    model->settings = hs_part_floats(reader, HS_ACCUSATION_SETTINGS);
}

bool hs_accusation_model_bind(hs_accusation_model *model, hs_str section, hs_error *error)
{
    memset(model, 0, sizeof *model);
    struct hs_part_cursor reader;
    if (!hs_part_begin(&reader, section, &model->header, sizeof model->header,
                       HS_ACCUSATION_VERSION, "accusation", error))
        return false;
    if (!header_is_good(&model->header))
        return hs_error_set(error, "the accusation section has impossible sizes");
    size_t outputs = model->header.input + 12 * (size_t)model->header.hidden + HS_ACCUSATION_LANES;
    outputs *= model->header.networks;
    model->matrix_biases = hs_alloc_zeroed(outputs, sizeof(int32_t));
    reader.biases = model->matrix_biases;
    reader.bias_capacity = outputs;
    take_parts(model, &reader);
    if (hs_part_end(&reader)) {
        model->kernels = hs_kernels_best();
        return true;
    }
    hs_accusation_model_finish(model);
    return hs_error_set(error, "the accusation section is damaged");
}

void hs_accusation_model_finish(hs_accusation_model *model)
{
    free(model->matrix_biases);
    memset(model, 0, sizeof *model);
}

static bool bind(void *to, const hs_model_file *file, hs_error *error)
{
    hs_accusation_model *model = to;
    hs_str section;
    return hs_model_file_section(file, HS_ACCUSATION_SECTION, &section, error) &&
           hs_accusation_model_bind(model, section, error) &&
           hs_language_shared_fits(HS_ACCUSATION_STATE, model->header.encoder,
                                   "the accusation model was trained on another language model",
                                   error);
}

static hs_accusation_model model_in_use;
static hs_shared_model shared = {
    .use = {"HEARSAY_ACCUSATION", "accusation.hsm", "accusations are found by rule alone"},
    .bind = bind,
    .model = &model_in_use,
    .mutex = PTHREAD_MUTEX_INITIALIZER,
};

const hs_accusation_model *hs_accusation_model_shared(void)
{
    return hs_shared_model_get(&shared);
}
