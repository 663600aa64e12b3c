/* Whether a sentence and a stretch of a source say the same of the same things, and whether their
 * figures, dates and polarity agree. Private to daemon/evidence. */
#pragma once

#include "evidence/align.h"
#include "evidence/verdict.h"

typedef struct hs_claim_comparison {
    hs_verdict verdict; /* not found, supported or contradicted */
    float score;        /* 0 to 1: how much of both agrees, figures left out */
    hs_span source;     /* bytes of the source's text */
    hs_alignment alignment;
} hs_claim_comparison;

hs_claim_comparison hs_compare_claim(const hs_align_text *claim, const hs_align_text *source,
                                     hs_arena *arena);
