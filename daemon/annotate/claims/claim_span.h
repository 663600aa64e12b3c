/* The words that are a claim, within those that were cut out as one.
 *
 * Marks and labels at its ends are nobody's statement. The model reads what is left; shown is less:
 * "But" and "In fact," only tie a claim to what stands before it, and "It is reported that" leaves
 * open whose claim it is. Some of the words always remain.
 */
#pragma once

#include "annotate/reading/reading.h"

/* Without closing marks, labels ("BREAKING:", "@AnaRuiz:") and opening marks. */
hs_word_range hs_claim_bare(const hs_reading *reading, hs_word_range part);

/* Of those, the words to be shown. `*open` becomes true where the sentence says that somebody says
 * so but not who, else false. */
hs_word_range hs_claim_shown(const hs_reading *reading, hs_word_range bare, bool *open);
