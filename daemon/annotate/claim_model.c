/* Binding the claim model to the bytes of its section, and finding the file. */
#include "annotate/claim_model.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOG_MODULE "annotate"
#include "base/log.h"
#include "base/memory.h"
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
    if (section.length < sizeof model->header || (uintptr_t)section.bytes % HS_PART_ALIGNMENT != 0)
        return hs_error_set(error, "the claim section is cut short or misplaced");
    memcpy(&model->header, section.bytes, sizeof model->header);
    if (model->header.version != HS_CLAIM_VERSION)
        return hs_error_set(error, "the claim model is of another version: train it again");
    if (!header_is_good(&model->header))
        return hs_error_set(error, "the claim section has impossible sizes");
    size_t outputs = (size_t)HS_CLAIM_TOKEN_WIDTH * model->header.members;
    model->matrix_biases = hs_alloc_zeroed(outputs, sizeof(int32_t));
    struct hs_part_cursor reader = {.bytes = section.bytes,
                                    .size = section.length,
                                    .at = sizeof model->header,
                                    .good = true,
                                    .biases = model->matrix_biases,
                                    .bias_capacity = outputs};
    for (uint32_t m = 0; m < model->header.members; m++)
        take_network(&model->members[m], model->header.state, &reader);
    model->context = hs_part_floats(&reader, HS_CLAIM_CONTEXT_WEIGHTS);
    if (reader.good && reader.at == section.length) {
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

static hs_claim_model shared;
static hs_model_file *shared_file; /* mapped for as long as the program runs */
static bool shared_is_good;
static pthread_once_t shared_once = PTHREAD_ONCE_INIT;

static const char *find_file(void)
{
    static const char *const places[] = {HS_SOURCE_CLAIM_MODEL, HS_INSTALLED_CLAIM_MODEL};
    const char *variable = getenv("HEARSAY_CLAIMS");
    if (variable && variable[0])
        return strcmp(variable, "none") == 0 ? NULL : variable;
    for (size_t i = 0; i < HS_COUNT(places); i++)
        if (access(places[i], R_OK) == 0)
            return places[i];
    return NULL;
}

/* States of another network would mean nothing to the model. */
static bool reads_this_network(const hs_claim_model *model, hs_error *error)
{
    const hs_language *language = hs_language_shared(error);
    if (!language)
        return false;
    if (hs_language_state_width(language) == model->header.state &&
        hs_language_encoder_fingerprint(language) == model->header.encoder)
        return true;
    return hs_error_set(error, "the claim model was trained on another language model");
}

static void open_shared(void)
{
    const char *path = find_file();
    if (!path)
        return;
    hs_error error = {0};
    hs_str section;
    shared_file = hs_model_file_open(path, &error);
    shared_is_good =
        shared_file && hs_model_file_section(shared_file, HS_CLAIM_SECTION, &section, &error) &&
        hs_claim_model_bind(&shared, section, &error) && reads_this_network(&shared, &error);
    if (!shared_is_good) {
        HS_LOG_WARN("claims are scored by a few features alone: %s", error.text);
        hs_model_file_close(shared_file);
        shared_file = NULL;
    }
}

const hs_claim_model *hs_claim_model_shared(void)
{
    pthread_once(&shared_once, open_shared);
    return shared_is_good ? &shared : NULL;
}
