/* Binding the model of answers to the bytes of its section, and finding the file. */
#include "annotate/accusations/answer_model.h"

#include <string.h>

#include "base/array.h"
#include "language/model_use.h"
#include "language/shared.h"

static bool header_is_good(const hs_answer_header *header)
{
    for (size_t i = 0; i < HS_COUNT(header->reserved); i++)
        if (header->reserved[i] != 0)
            return false;
    return header->rows == HS_ANSWER_ROWS && header->state == HS_ACCUSATION_STATE &&
           header->hidden == HS_ANSWER_HIDDEN && header->features == HS_ANSWER_FEATURE_COUNT &&
           header->numbers == HS_ANSWER_NUMBERS && header->outputs == HS_ANSWER_OUTPUTS &&
           header->units == HS_ANSWER_UNITS;
}

static const hs_answer_units *take_units(struct hs_part_cursor *cursor, size_t count)
{
    return (const hs_answer_units *)hs_part_floats(cursor, count * HS_ANSWER_UNITS);
}

static void take_parts(hs_answer_model *model, struct hs_part_cursor *cursor)
{
    for (int which = 0; which < HS_ANSWER_STATE_COUNT; which++)
        model->states[which] = hs_part_linear(cursor, HS_ACCUSATION_STATE, HS_ANSWER_UNITS);
    model->rows = hs_part_table(cursor, HS_ANSWER_ROWS, HS_ANSWER_UNITS);
    model->numbers = take_units(cursor, HS_ANSWER_NUMBERS);
    model->features = take_units(cursor, HS_ANSWER_FEATURE_COUNT);
    model->bias = hs_part_floats(cursor, HS_ANSWER_UNITS);
    const float *outputs = hs_part_floats(cursor, (size_t)HS_ANSWER_OUTPUTS * HS_ANSWER_HIDDEN);
    for (int which = 0; outputs && which < HS_ANSWER_OUTPUTS; which++)
        for (int k = 0; k < HS_ANSWER_HIDDEN; k++)
            model->outputs[k][which] = outputs[which * HS_ANSWER_HIDDEN + k];
}

bool hs_answer_model_bind(hs_answer_model *model, hs_str section, hs_error *error)
{
    memset(model, 0, sizeof *model);
    struct hs_part_cursor cursor;
    if (!hs_part_begin(&cursor, section, &model->header, sizeof model->header, HS_ANSWER_VERSION,
                       "answers", error))
        return false;
    if (!header_is_good(&model->header))
        return hs_error_set(error, "the section of answers has impossible sizes");
    cursor.biases = model->matrix_biases;
    cursor.bias_capacity = HS_COUNT(model->matrix_biases);
    take_parts(model, &cursor);
    if (!hs_part_end(&cursor))
        return hs_error_set(error, "the section of answers is damaged");
    model->kernels = hs_kernels_best();
    return true;
}

static bool bind(void *model, const hs_model_file *file, hs_error *error)
{
    hs_answer_model *it = model;
    hs_str section;
    return hs_model_file_section(file, HS_ANSWER_SECTION, &section, error) &&
           hs_answer_model_bind(it, section, error) &&
           hs_language_shared_fits(HS_ACCUSATION_STATE, it->header.encoder,
                                   "the model of answers was trained on another language model",
                                   error);
}

static hs_answer_model model_in_use;
static hs_shared_model shared = {
    .use = {"HEARSAY_ANSWERS", "answers.hsm", "answers are judged by rule alone"},
    .bind = bind,
    .model = &model_in_use,
    .mutex = PTHREAD_MUTEX_INITIALIZER,
};

const hs_answer_model *hs_answer_model_shared(void)
{
    return hs_shared_model_get(&shared);
}
