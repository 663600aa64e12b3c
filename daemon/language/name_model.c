/* Binding the model of names to the bytes of its section. network_run.c runs it. */

#include "language/name_model.h"

#include <stdlib.h>
#include <string.h>

#include "language/labels.h"
#include "language/word_features.h"

enum { ALIGNMENT = 64, WIDTH_MAX = 1024, HIDDEN_MAX = 144 };

uint32_t hs_name_model_width(const struct hs_name_header *header)
{
    return header->states + header->vector + HS_NAME_LIST_INPUTS;
}

static bool header_is_good(const struct hs_name_header *header)
{
    uint32_t slots = header->slot_count;
    return slots >= 16 && slots <= 1u << 22 && (slots & (slots - 1)) == 0 &&
           hs_part_fits_kernels(hs_name_model_width(header), WIDTH_MAX) &&
           hs_part_fits_kernels(header->hidden, HIDDEN_MAX);
}

/* A search for a name that is on no list ends at a free place. */
static bool has_free_slot(const struct hs_name_lists *lists)
{
    for (uint32_t i = 0; i < lists->slot_count; i++)
        if (lists->slots[i] == 0)
            return true;
    return false;
}

static void take_parts(struct hs_name_model *model, struct hs_part_cursor *cursor)
{
    const struct hs_name_header *header = &model->header;
    model->lists.slot_count = header->slot_count;
    model->lists.slots = hs_part_take(cursor, header->slot_count, sizeof *model->lists.slots);
    for (int d = 0; d < 2; d++)
        model->layer[d] = hs_part_direction(cursor, hs_name_model_width(header), header->hidden);
    model->outputs = hs_part_linear(cursor, 2 * header->hidden, HS_NAME_OUTPUTS);
    model->transitions = hs_part_floats(cursor, (1 + HS_NAME_TAG_COUNT) * HS_NAME_TAG_COUNT);
}

bool hs_name_model_bind(struct hs_name_model *model, const void *bytes, size_t size,
                        uint32_t states, uint32_t vector, hs_error *error)
{
    struct hs_name_header header;
    memset(model, 0, sizeof *model);
    if (size < sizeof header || (uintptr_t)bytes % ALIGNMENT != 0)
        return hs_error_set(error, "the section of names is cut short or misplaced");
    memcpy(&header, bytes, sizeof header);
    if (header.version != HS_NAME_VERSION || header.labels_version != HS_LABELS_VERSION ||
        header.features_version != HS_WORD_FEATURES_VERSION)
        return hs_error_set(error, "the model of names is of another version: train it again");
    if (header.states != states || header.vector != vector)
        return hs_error_set(error, "the model of names is for another network: train it again");
    if (!header_is_good(&header))
        return hs_error_set(error, "the section of names has impossible sizes");
    model->header = header;
    size_t outputs = 2 * 2 * 3 * (size_t)header.hidden + HS_NAME_OUTPUTS;
    model->matrix_biases = calloc(outputs, sizeof *model->matrix_biases);
    if (!model->matrix_biases)
        return hs_error_set(error, "no memory for the model of names");
    struct hs_part_cursor cursor = {.bytes = bytes,
                                    .at = sizeof header,
                                    .size = size,
                                    .good = true,
                                    .biases = model->matrix_biases,
                                    .bias_capacity = outputs};
    take_parts(model, &cursor);
    if (cursor.good && cursor.at == size && has_free_slot(&model->lists))
        return true;
    hs_name_model_finish(model);
    return hs_error_set(error, "the section of names is damaged");
}

void hs_name_model_finish(struct hs_name_model *model)
{
    free(model->matrix_biases);
    memset(model, 0, sizeof *model);
}
