/* Whether a sentence and a stretch of a source say the same of the same things, and whether their
 * figures, dates and polarity agree. Private to daemon/evidence. */
#pragma once

#include "evidence/align.h"
#include "evidence/verdict.h"

/* The verdict is not found, supported or contradicted; the score, 0 to 1, says how much of both
 * agrees, figures left out; no weight is given. */
hs_comparison hs_compare_claim(const hs_align_text *claim, const hs_align_text *source,
                               hs_arena *arena);
