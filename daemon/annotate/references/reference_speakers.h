/* What phrases stand for by how they speak: whoever "said it would pay" is a body, "a cashier" who
 * said something a person, "the palace" that did so those who act for it. One thread, while a
 * block's references are made.
 */
#pragma once

#include "annotate/reading/reading.h"

/* Mends the references of the sources of attributions, and that of a name in front of "its".
 * `numbers` gives the reference of each phrase, or HS_NONE. */
void hs_references_take_speakers(const hs_reading *reading, const uint32_t *numbers,
                                 hs_reference *references);
