/* Words that accuse elsewhere and here only look like it: boats "lie" in the mud, a nurse takes
 * "charge", a weather service gives a "warning", a forward "attacks", a drone "attack" kills.
 */
#pragma once

#include "annotate/accusations/accusation_words.h"

/* The reading has syntax. */
bool hs_accusing_idle(const hs_reading *reading, const hs_accusation_word *words, uint32_t token);
