/* "It is the oldest bridge in the county", "she was the first woman to hold the post": short,
 * without a name or number, and checkable all the same.
 *
 * The model holds them for small talk, which "the best day of my life" is. Of the seven such
 * sentences of the gold folders that it let fall by little, five are claims.
 */
#pragma once

#include "annotate/reading/reading.h"

/* Whether a part of a sentence says of something that it is the first, the only one, or the one
 * that a measure puts at an end. By the parse; false without one. */
bool hs_claim_superlative(const hs_reading *reading, hs_word_range part);
