/* Words that give a name to whoever was told of before: "a lawyer named Ana Ruiz", "a man who gave
 * his name as Tom Orlo", and sources that name whom they describe.
 */
#pragma once

#include "annotate/reading/reading.h"

/* Where the name begins that the words from word `at` on give whoever stands before them, or
 * HS_NONE. `plain` says that they are but a word, which may mean something else behind "the": "the
 * lawyer called Ana Ruiz". */
uint32_t hs_naming_from(const hs_reading *reading, uint32_t at, bool *plain);

/* Ties the sources of attributions that describe somebody to the name that they end with, or has
 * that say it: "One of them, the poet Ana Ruiz,", "a firm whose owner, Tom Orlo,". */
void hs_naming_of_sources(hs_reading *reading, const uint32_t *numbers, hs_reference *references);
