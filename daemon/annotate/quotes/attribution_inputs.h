/* What the attribution network reads of a word besides its own vector: rows of a second table for
 * affixes, shape, cue level, place in the sentence, the quotation marks around it, the block's
 * kind.
 *
 * Training and analysis share this code; a change of it needs a new model.
 */
#pragma once

#include "annotate/quotes/attribution_words.h"

enum {
    HS_ATTRIBUTION_HASHED = 8192, /* rows shared by affixes and words beside marks */
    HS_ATTRIBUTION_STATES = 768,  /* rows of their own for what has few values */
    HS_ATTRIBUTION_ROWS = HS_ATTRIBUTION_HASHED + HS_ATTRIBUTION_STATES,
    HS_ATTRIBUTION_INPUTS = 12,
};

/* Rows below HS_ATTRIBUTION_ROWS of word `index`. */
void hs_attribution_inputs(hs_block_kind kind, const hs_attribution_word *words, uint32_t count,
                           uint32_t index, uint32_t rows[HS_ATTRIBUTION_INPUTS]);
