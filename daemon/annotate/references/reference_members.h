/* Who the members of a group are: "two brokers, Ana Ruiz and Tom Orlo", "Ana Ruiz and Tom Orlo, two
 * brokers". Part of reference_ties.c's work.
 */
#pragma once

#include "annotate/reading/reading.h"

/* Sets the members of the reference to a phrase where it is such a group; `numbers` as for
 * hs_references_tie. What it was in apposition to, it then is no more. */
void hs_reference_tie_members(const hs_reading *reading, const uint32_t *numbers,
                              hs_reference *references, uint32_t phrase);
