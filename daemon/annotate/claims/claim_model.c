/* Binding the claim model to the bytes of its section, and opening it. */
#include "annotate/claims/claim_model.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "language/model_use.h"
#include "language/shared.h"

static bool header_is_good(const hs_claim_header *header)
{
    return header->inputs_version == HS_CLAIM_INPUTS_VERSION && header->rows == HS_CLAIM_ROWS &&
           header->token_width == HS_CLAIM_TOKEN_WIDTH && header->features == HS_CLAIM_FEATURES &&
           header->hidden == HS_CLAIM_HIDDEN && header->outputs == HS_CLAIM_OUTPUTS &&
           header->members >= 1 && header->members <= HS_CLAIM_MEMBERS_MAX &&
           hs_part_fits_kernels(header->state, HS_PART_WIDTH_MAX);
}

static void take_network(hs_claim_network *network, uint32_t state, struct hs_part_cursor *reader)
{
    network->from_state = hs_part_linear(reader, state, HS_CLAIM_TOKEN_WIDTH);
    network->rows = hs_part_table(reader, HS_CLAIM_ROWS, HS_CLAIM_TOKEN_WIDTH);
    network->hidden = hs_part_floats(reader, (size_t)HS_CLAIM_POOLED * HS_CLAIM_HIDDEN);
    network->hidden_bias = hs_part_floats(reader, HS_CLAIM_HIDDEN);
    network->outputs = hs_part_floats(reader, (size_t)HS_CLAIM_HIDDEN * HS_CLAIM_OUTPUTS);
    network->output_bias = hs_part_floats(reader, HS_CLAIM_OUTPUTS);
}

bool hs_claim_model_bind(hs_claim_model *model, hs_str section, hs_error *error)
{
    memset(model, 0, sizeof *model);
    struct hs_part_cursor reader;
    if (!hs_part_begin(&reader, section, &model->header, sizeof model->header, HS_CLAIM_VERSION,
                       "claim", error))
        return false;
    if (!header_is_good(&model->header))
        return hs_error_set(error, "the claim section has impossible sizes");
    size_t outputs = (size_t)HS_CLAIM_TOKEN_WIDTH * model->header.members;
    model->matrix_biases = hs_alloc_zeroed(outputs, sizeof(int32_t));
    reader.biases = model->matrix_biases;
    reader.bias_capacity = outputs;
    for (uint32_t m = 0; m < model->header.members; m++)
        take_network(&model->members[m], model->header.state, &reader);
    model->context = hs_part_floats(&reader, HS_CLAIM_CONTEXT_WEIGHTS);
    if (hs_part_end(&reader)) {
        model->kernels = hs_kernels_best();
        return true;
    }
    hs_claim_model_finish(model);
    return hs_error_set(error, "the claim section is damaged");
}

void hs_claim_model_finish(hs_claim_model *model)
{
    free(model->matrix_biases);
    memset(model, 0, sizeof *model);
}

static bool bind(void *to, const hs_model_file *file, hs_error *error)
{
    hs_claim_model *model = to;
    hs_str section;
    return hs_model_file_section(file, HS_CLAIM_SECTION, &section, error) &&
           hs_claim_model_bind(model, section, error) &&
           hs_language_shared_fits(model->header.state, model->header.encoder,
                                   "the claim model was trained on another language model", error);
}

static hs_claim_model model_in_use;
static hs_shared_model shared = {
    .use = {"HEARSAY_CLAIMS", "claims.hsm", "claims are scored by a few features alone"},
    .bind = bind,
    .model = &model_in_use,
    .mutex = PTHREAD_MUTEX_INITIALIZER,
};

const hs_claim_model *hs_claim_model_shared(void)
{
    return hs_shared_model_get(&shared);
}
