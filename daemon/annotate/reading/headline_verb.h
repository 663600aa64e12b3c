/* "Watchdog faults agency", "Aide attacks reporter": what a headline tells in the present, by a
 * verb that looks like a noun's plural, so that the parse finds no verb at all. Such a headline is
 * parsed once more with the past in the verb's place, which tells the same and is no noun.
 */
#pragma once

#include "annotate/reading/reading.h"

/* Whether it was; the reading's syntax and states are then of that. Its words are read already. */
bool hs_headline_verb_found(hs_reading *reading);
