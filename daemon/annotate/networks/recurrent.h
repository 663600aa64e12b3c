/* One bidirectional layer of the recurrent cells that the trained models of this folder share
 * (corpus/train/cells.h), in the integer arithmetic of language/kernels.h.
 */
#pragma once

#include "language/section.h"

/* Room for the sums of a run, for at most so many words as `input_sums` holds. */
typedef struct hs_recurrent_room {
    int32_t *input_sums;  /* [count][3 hidden] */
    int32_t *hidden_sums; /* [3 hidden] */
    float *state;         /* [hidden] */
} hs_recurrent_room;

/* Reads `count` rows of the width that from_input takes and writes rows of 2 * hidden: forwards,
 * then backwards. */
void hs_recurrent_run(const struct hs_kernels *kernels, const struct hs_direction directions[2],
                      uint32_t hidden, const int8_t *rows, uint32_t count,
                      const hs_recurrent_room *room, int8_t *out);
