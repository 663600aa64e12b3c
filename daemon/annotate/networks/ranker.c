/* Binding a ranker to the bytes of its section, and opening its file. */
#include "annotate/networks/ranker.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "language/shared.h"

static bool header_is_good(const hs_ranker_header *header, const hs_ranker_kind *kind)
{
    for (size_t i = 0; i < HS_COUNT(header->reserved); i++)
        if (header->reserved[i] != 0)
            return false;
    return header->state == HS_RANKER_STATE && header->hidden == HS_RANKER_HIDDEN &&
           header->tasks == kind->tasks && header->sights == kind->sights &&
           header->parties == kind->parties && header->unused[0] == 0 && header->unused[1] == 0;
}

static const hs_ranker_units *take_units(struct hs_part_cursor *cursor, size_t count)
{
    return hs_part_take(cursor, count, sizeof(hs_ranker_units));
}

static void take_parts(hs_ranker *ranker, struct hs_part_cursor *cursor)
{
    size_t features = ranker->header.sights + ranker->header.parties;
    ranker->from_option = hs_part_linear(cursor, HS_RANKER_STATE, HS_RANKER_HIDDEN);
    ranker->from_first = hs_part_linear(cursor, HS_RANKER_STATE, HS_RANKER_HIDDEN);
    ranker->from_second = hs_part_linear(cursor, HS_RANKER_STATE, HS_RANKER_HIDDEN);
    ranker->starts = take_units(cursor, ranker->header.tasks);
    ranker->sights = take_units(cursor, ranker->header.sights);
    ranker->parties = take_units(cursor, ranker->header.parties);
    ranker->outputs = take_units(cursor, ranker->header.tasks);
    ranker->linear = hs_part_floats(cursor, (size_t)ranker->header.tasks * features);
    const float *scales = hs_part_floats(cursor, 1 + ranker->header.tasks);
    if (scales)
        memcpy(&ranker->scales, scales, (1 + ranker->header.tasks) * sizeof(float));
}

/* The largest size that a hidden unit's sum can have before the states. */
static int sum_most(const hs_ranker *ranker, int unit)
{
    int most = 0, sum = 0;
    for (uint32_t task = 0; task < ranker->header.tasks; task++)
        most = abs(ranker->starts[task][unit]) > most ? abs(ranker->starts[task][unit]) : most;
    for (uint32_t row = 0; row < ranker->header.sights; row++)
        sum += abs(ranker->sights[row][unit]);
    for (uint32_t row = 0; row < ranker->header.parties; row++)
        sum += abs(ranker->parties[row][unit]);
    return most + sum;
}

static bool sums_fit(const hs_ranker *ranker)
{
    for (int unit = 0; unit < HS_RANKER_HIDDEN; unit++) {
        if (sum_most(ranker, unit) > HS_RANKER_ROWS_MOST)
            return false;
        for (uint32_t task = 0; task < ranker->header.tasks; task++)
            if (abs(ranker->outputs[task][unit]) > HS_RANKER_OUTPUT_MOST)
                return false;
    }
    return true;
}

bool hs_ranker_bind(hs_ranker *ranker, const hs_ranker_kind *kind, hs_str section, hs_error *error)
{
    memset(ranker, 0, sizeof *ranker);
    struct hs_part_cursor cursor;
    if (!hs_part_begin(&cursor, section, &ranker->header, sizeof ranker->header, kind->version,
                       kind->section, error))
        return false;
    if (!header_is_good(&ranker->header, kind))
        return hs_error_set(error, "the section of %s has impossible sizes", kind->section);
    cursor.biases = ranker->matrix_biases;
    cursor.bias_capacity = HS_COUNT(ranker->matrix_biases);
    take_parts(ranker, &cursor);
    if (!hs_part_end(&cursor) || !sums_fit(ranker))
        return hs_error_set(error, "the section of %s is damaged", kind->section);
    for (uint32_t task = 0; task < ranker->header.tasks; task++) {
        const float *weights =
            ranker->linear + (size_t)task * (ranker->header.sights + ranker->header.parties);
        hs_weigher_fill(&ranker->sight_weighers[task], weights, ranker->header.sights);
        hs_weigher_fill(&ranker->party_weighers[task], weights + ranker->header.sights,
                        ranker->header.parties);
    }
    ranker->behind = kind->behind;
    ranker->kernels = hs_kernels_best();
    return true;
}

bool hs_ranker_bind_file(hs_ranker *ranker, const hs_ranker_kind *kind, const hs_model_file *file,
                         hs_error *error)
{
    hs_str section;
    char refusal[96];
    snprintf(refusal, sizeof refusal, "the model of %s was trained on another language model",
             kind->section);
    return hs_model_file_section(file, kind->section, &section, error) &&
           hs_ranker_bind(ranker, kind, section, error) &&
           hs_language_shared_fits(HS_RANKER_STATE, ranker->header.encoder, refusal, error);
}
