/* The hidden layer of a ranker, in integers: see ranker.h. */
#include "annotate/networks/ranker.h"

#include <stdlib.h>
#include <string.h>

enum { READ_MOST = 16 }; /* states at a time */

_Static_assert((int)HS_RANKER_HIDDEN == HS_KERNEL_UNITS, "the kernel sums rows of this width");

static int16_t cut(float value, float most)
{
    value = value > most ? most : value < -most ? -most : value;
    return (int16_t)(value + (value < 0 ? -0.5f : 0.5f));
}

void hs_ranker_read_states(const hs_ranker *ranker, const struct hs_linear *linear,
                           const int8_t *states, size_t count, hs_ranker_units *sums)
{
    int32_t products[READ_MOST * HS_RANKER_HIDDEN];
    for (size_t first = 0; first < count; first += READ_MOST) {
        size_t some = count - first < READ_MOST ? count - first : READ_MOST;
        ranker->kernels->multiply(&linear->matrix, states + first * HS_RANKER_STATE, some,
                                  HS_RANKER_STATE, products, HS_RANKER_HIDDEN);
        for (size_t i = 0; i < some; i++)
            for (int k = 0; k < HS_RANKER_HIDDEN; k++) {
                float value = (float)products[i * HS_RANKER_HIDDEN + (size_t)k] * linear->scales[k];
                sums[first + i][k] =
                    cut((value + linear->bias[k]) * ranker->scales.unit, HS_RANKER_STATES_MOST);
            }
    }
}

static void add_cut(hs_ranker_units sums, const hs_ranker_units other)
{
    for (int k = 0; k < HS_RANKER_HIDDEN; k++) {
        int sum = sums[k] + other[k];
        sums[k] = (int16_t)(sum > HS_RANKER_STATES_MOST    ? HS_RANKER_STATES_MOST
                            : sum < -HS_RANKER_STATES_MOST ? -HS_RANKER_STATES_MOST
                                                           : sum);
    }
}

void hs_ranker_read_question(const hs_ranker *ranker, const int8_t *first, const int8_t *second,
                             hs_ranker_units sums)
{
    hs_ranker_units other = {0};
    memset(sums, 0, sizeof other);
    if (first)
        hs_ranker_read_states(ranker, &ranker->from_first, first, 1, (hs_ranker_units *)sums);
    if (second)
        hs_ranker_read_states(ranker, &ranker->from_second, second, 1, &other);
    add_cut(sums, other);
}

void hs_ranker_read_questions(const hs_ranker *ranker, const int8_t *firsts, const int8_t *seconds,
                              size_t count, hs_ranker_units *sums, hs_arena *scratch)
{
    hs_ranker_units *others = hs_arena_room(scratch, count, sizeof *others);
    hs_ranker_read_states(ranker, &ranker->from_first, firsts, count, sums);
    hs_ranker_read_states(ranker, &ranker->from_second, seconds, count, others);
    for (size_t i = 0; i < count; i++)
        add_cut(sums[i], others[i]);
}

/* By how many bits the largest of the sums is to be shifted to be a byte. */
static uint8_t find_shift(const hs_ranker_units sums)
{
    int most = 0;
    uint8_t shift = 0;
    for (int k = 0; k < HS_RANKER_HIDDEN; k++)
        most = abs(sums[k]) > most ? abs(sums[k]) : most;
    while (most >> shift > INT8_MAX)
        shift++;
    return shift;
}

void hs_ranker_keep(const hs_ranker_units *sums, size_t count, hs_ranker_kept *kept)
{
    for (size_t i = 0; i < count; i++) {
        kept[i].shift = find_shift(sums[i]);
        int half = (1 << kept[i].shift) / 2;
        for (int k = 0; k < HS_RANKER_HIDDEN; k++) {
            int size = (abs(sums[i][k]) + half) >> kept[i].shift;
            size = size > INT8_MAX ? INT8_MAX : size;
            kept[i].units[k] = (int8_t)(sums[i][k] < 0 ? -size : size);
        }
    }
}

void hs_ranker_unfold(const hs_ranker *ranker, const hs_ranker_kept *kept, hs_ranker_units sums)
{
    ranker->kernels->widen(sums, kept->units, kept->shift);
}

static size_t list_rows(const int16_t **list, const hs_ranker_units *rows, uint64_t features)
{
    size_t count = 0;
    for (; features; features &= features - 1)
        list[count++] = rows[__builtin_ctzll(features)];
    return count;
}

float hs_ranker_output(const hs_ranker *ranker, unsigned task, const hs_ranker_inputs *inputs)
{
    const int16_t *rows[4 + 2 * HS_RANKER_FEATURES_MAX];
    hs_ranker_units option;
    size_t count = 0;
    rows[count++] = ranker->starts[task];
    if (inputs->question)
        rows[count++] = inputs->question;
    if (inputs->option) {
        hs_ranker_unfold(ranker, inputs->option, option);
        rows[count++] = option;
    }
    count += list_rows(rows + count, ranker->sights, inputs->sight);
    count += list_rows(rows + count, ranker->parties, inputs->party);
    rows[count] = NULL;
    return (float)ranker->kernels->weigh_sum(rows, ranker->outputs[task]) *
           ranker->scales.outputs[task];
}
