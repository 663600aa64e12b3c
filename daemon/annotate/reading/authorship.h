/* Who speaks in a document, as far as the paragraph's own tree tells: "a report by the bank", "a
 * letter from Ana Ruiz", "the council published a report", "one of her ads". Only with a parse;
 * pure functions of the reading, any thread, constant time.
 */
#pragma once

#include "annotate/reading/reading.h"

/* Whether a word stands for a document, itself or as a copy or part of one. */
bool hs_author_speaks_in(const hs_reading *reading, uint32_t word);

/* The word for whoever speaks in the document that a word stands for; HS_NONE: unsaid. */
uint32_t hs_author_of(const hs_reading *reading, uint32_t document);
