/* What attributions state: "Ruiz said that crime had doubled" does, "asked whether it had" and "if
 * she proves that it has" do not. Part of claim_parts.c's work; the reading has syntax.
 */
#pragma once

#include "annotate/reading/reading.h"

/* For each word the innermost attribution that states something with it, or HS_NONE; in the
 * reading's scratch arena. */
uint32_t *hs_claim_stated(const hs_reading *reading);

/* Whether a word holds a finite verb. */
bool hs_claim_finite(const hs_reading *reading, uint32_t word);

/* Whether a word helps a verb by how it hangs on it: "was", "had". */
bool hs_claim_helps(uint8_t relation);
