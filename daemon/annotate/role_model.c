/* Binding the model of parties to the bytes of its section, and finding the file. */
#include "annotate/role_model.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "language/model_file.h"
#include "language/shared.h"

#define LOG_MODULE "annotate"
#include "base/log.h"

static bool header_is_good(const hs_role_header *header)
{
    for (size_t i = 0; i < HS_COUNT(header->reserved); i++)
        if (header->reserved[i] != 0)
            return false;
    return header->state == HS_ROLE_STATE && header->hidden == HS_ROLE_HIDDEN &&
           header->tasks == HS_ROLE_TASK_COUNT && header->sights == HS_SIGHT_FEATURE_COUNT &&
           header->parties == HS_PARTY_FEATURE_COUNT && header->unused[0] == 0 &&
           header->unused[1] == 0;
}

static const hs_role_units *take_units(struct hs_part_cursor *cursor, size_t count)
{
    return hs_part_take(cursor, count, sizeof(hs_role_units));
}

static void take_parts(hs_role_model *model, struct hs_part_cursor *cursor)
{
    model->from_mention = hs_part_linear(cursor, HS_ROLE_STATE, HS_ROLE_HIDDEN);
    model->from_charge = hs_part_linear(cursor, HS_ROLE_STATE, HS_ROLE_HIDDEN);
    model->from_cue = hs_part_linear(cursor, HS_ROLE_STATE, HS_ROLE_HIDDEN);
    model->starts = take_units(cursor, HS_ROLE_TASK_COUNT);
    model->sights = take_units(cursor, HS_SIGHT_FEATURE_COUNT);
    model->parties = take_units(cursor, HS_PARTY_FEATURE_COUNT);
    model->outputs = take_units(cursor, HS_ROLE_TASK_COUNT);
    model->linear = hs_part_floats(cursor, (size_t)HS_ROLE_TASK_COUNT * HS_ROLE_FEATURES);
    const float *scales = hs_part_floats(cursor, sizeof model->scales / sizeof(float));
    if (scales)
        memcpy(&model->scales, scales, sizeof model->scales);
}

/* The largest size that a hidden unit's sum can have before the states. */
static int sum_most(const hs_role_model *model, int unit)
{
    int most = 0, sum = 0;
    for (int task = 0; task < HS_ROLE_TASK_COUNT; task++)
        most = abs(model->starts[task][unit]) > most ? abs(model->starts[task][unit]) : most;
    for (int row = 0; row < HS_SIGHT_FEATURE_COUNT; row++)
        sum += abs(model->sights[row][unit]);
    for (int row = 0; row < HS_PARTY_FEATURE_COUNT; row++)
        sum += abs(model->parties[row][unit]);
    return most + sum;
}

static bool sums_fit(const hs_role_model *model)
{
    for (int unit = 0; unit < HS_ROLE_HIDDEN; unit++) {
        if (sum_most(model, unit) > HS_ROLE_ROWS_MOST)
            return false;
        for (int task = 0; task < HS_ROLE_TASK_COUNT; task++)
            if (abs(model->outputs[task][unit]) > HS_ROLE_OUTPUT_MOST)
                return false;
    }
    return true;
}

bool hs_role_model_bind(hs_role_model *model, hs_str section, hs_error *error)
{
    memset(model, 0, sizeof *model);
    if (section.length < sizeof model->header || (uintptr_t)section.bytes % HS_PART_ALIGNMENT != 0)
        return hs_error_set(error, "the section of roles is cut short or misplaced");
    memcpy(&model->header, section.bytes, sizeof model->header);
    if (model->header.version != HS_ROLE_VERSION)
        return hs_error_set(error, "the model of roles is of another version: train it again");
    if (!header_is_good(&model->header))
        return hs_error_set(error, "the section of roles has impossible sizes");
    struct hs_part_cursor cursor = {.bytes = section.bytes,
                                    .size = section.length,
                                    .at = sizeof model->header,
                                    .good = true,
                                    .biases = model->matrix_biases,
                                    .bias_capacity = HS_COUNT(model->matrix_biases)};
    take_parts(model, &cursor);
    if (!cursor.good || cursor.at != section.length || !sums_fit(model))
        return hs_error_set(error, "the section of roles is damaged");
    for (int task = 0; task < HS_ROLE_TASK_COUNT; task++) {
        const float *weights = model->linear + (size_t)task * HS_ROLE_FEATURES;
        hs_weigher_fill(&model->sight_weighers[task], weights, HS_SIGHT_FEATURE_COUNT);
        hs_weigher_fill(&model->party_weighers[task], weights + HS_SIGHT_FEATURE_COUNT,
                        HS_PARTY_FEATURE_COUNT);
    }
    model->kernels = hs_kernels_best();
    return true;
}

static hs_role_model shared;
static hs_model_file *shared_file; /* mapped for as long as the program runs */
static bool shared_is_good;
static pthread_once_t shared_once = PTHREAD_ONCE_INIT;

static const char *find_file(void)
{
    const char *variable = getenv("HEARSAY_ROLES");
    if (variable && variable[0])
        return variable;
    return access(HS_SOURCE_ROLE_MODEL, R_OK) == 0 ? HS_SOURCE_ROLE_MODEL : HS_INSTALLED_ROLE_MODEL;
}

/* States of another network would mean nothing to the model. */
static bool reads_this_network(const hs_role_model *model, hs_error *error)
{
    const hs_language *language = hs_language_shared(error);
    if (!language)
        return false;
    if (hs_language_state_width(language) == HS_ROLE_STATE &&
        hs_language_encoder_fingerprint(language) == model->header.encoder)
        return true;
    return hs_error_set(error, "the model of roles was trained on another language model");
}

static void open_shared(void)
{
    hs_error error = {0};
    hs_str section;
    shared_file = hs_model_file_open(find_file(), &error);
    shared_is_good =
        shared_file && hs_model_file_section(shared_file, HS_ROLE_SECTION, &section, &error) &&
        hs_role_model_bind(&shared, section, &error) && reads_this_network(&shared, &error);
    if (!shared_is_good) {
        HS_LOG_WARN("accusations are found by rule alone: %s", error.text);
        hs_model_file_close(shared_file);
        shared_file = NULL;
    }
}

const hs_role_model *hs_role_model_shared(void)
{
    pthread_once(&shared_once, open_shared);
    return shared_is_good ? &shared : NULL;
}
