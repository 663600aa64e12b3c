/* Where the words of a claim, a charge or an answer begin and end, once they are found.
 *
 * Of a pair of quotation marks inside a sentence, they hold both or neither: a pair that they reach
 * into is taken in whole where nothing but its mark is missing, and one that is all of them loses
 * both. A word that only joins them to what follows ("and", "who") does not belong to them, nor
 * does the dateline in front of them. Where a pair is cut in its midst, its mark stays as it is.
 */
#pragma once

#include "annotate/reading/reading.h"

/* At least one word always remains. */
hs_word_range hs_edges_mend(const hs_reading *reading, hs_word_range words);

/* The same of bytes, without "and" in front. An end that is right stays where it is, be it inside a
 * word of the lexicon. */
hs_span hs_edges_mend_span(const hs_reading *reading, hs_span span);

/* What stands behind a verb, only up to the next one that is joined to it: of "denied | the claims
 * and resigned" its object. Both spans are bytes; `cue` is the verb's. */
hs_span hs_edges_before_next(const hs_reading *reading, hs_span cue, hs_span behind);

/* The whole phrase of the lexicon that a span begins, where no preposition ends it: "under fire"
 * for "under", "hits back" for "hits". */
hs_span hs_edges_whole_phrase(const hs_reading *reading, hs_span span);
