/* Checking a draft's claim against the archive's documents and fact-checks.
 *
 * The archive names passages about the same things. Where a sentence there says the same, its
 * figures, dates and polarity decide between supported and contradicted. Figures agree when their
 * values do, or when a bound ("more than", "about") allows the other. A published fact-check about
 * the same claim goes before both.
 */
#pragma once

#include "evidence/verification.h"

#define HS_CLAIM_CANDIDATES 10

typedef struct hs_claim_question {
    hs_str text; /* of the draft; repairs speak of its bytes */
    hs_span span;
    bool factchecks; /* look among them too */
} hs_claim_question;

bool hs_claim_check(hs_archive *archive, const hs_claim_question *question, hs_arena *arena,
                    hs_verification *answer, hs_error *error);
