/* Sentences that tell of nothing but that something was said.
 *
 * "Ostland denied the allegation", "the group condemned the purchase", "she called it "a lie"":
 * that somebody said something is no claim, what was said may be one. In the gold train, dev and
 * wikinews folders 3 of 33 such sentences are claims, of all sentences two in five.
 */
#pragma once

#include "annotate/reading/reading.h"

/* Whether the verb that a part of a sentence hangs on denies, condemns, praises or names something,
 * and no clause or figure says more of it. By the parse; false without one. */
bool hs_claim_only_says(const hs_reading *reading, hs_word_range part);

/* Whether what an attribution reports is denied by whoever it is of: "denied that it had paid £4m"
 * states the opposite of those words, and nobody states them. */
bool hs_claim_denied(const hs_reading *reading, uint32_t attribution);
