/* Steps of the cells over the words, once in each direction. */
#include "annotate/networks/recurrent.h"

#include <string.h>

static void run_direction(const struct hs_kernels *kernels, const struct hs_direction *direction,
                          size_t hidden, bool backward, const int8_t *rows, uint32_t count,
                          const hs_recurrent_room *room, int8_t *out)
{
    const struct hs_linear *from_input = &direction->from_input;
    const struct hs_linear *from_hidden = &direction->from_hidden;
    size_t both = 2 * hidden, gates = 3 * hidden;
    struct hs_cell cell = {(uint32_t)hidden, from_input->scales, from_hidden->scales,
                           from_input->bias};
    kernels->multiply(&from_input->matrix, rows, count, from_input->matrix.inputs, room->input_sums,
                      gates);
    memset(room->state, 0, hidden * sizeof *room->state);
    memset(room->hidden_sums, 0, gates * sizeof *room->hidden_sums);
    for (uint32_t step = 0; step < count; step++) {
        size_t at = backward ? count - 1 - step : step;
        if (step > 0)
            kernels->multiply(&from_hidden->matrix, out + (backward ? at + 1 : at - 1) * both, 1,
                              both, room->hidden_sums, gates);
        kernels->step(&cell, room->input_sums + at * gates, room->hidden_sums, room->state,
                      out + at * both);
    }
}

void hs_recurrent_run(const struct hs_kernels *kernels, const struct hs_direction directions[2],
                      uint32_t hidden, const int8_t *rows, uint32_t count,
                      const hs_recurrent_room *room, int8_t *out)
{
    for (int d = 0; d < 2; d++)
        run_direction(kernels, &directions[d], hidden, d == 1, rows, count, room,
                      out + (d ? hidden : 0));
}
