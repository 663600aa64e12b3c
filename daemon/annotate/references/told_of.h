/* Whether the definite description of a body may mean one of which the text has told.
 */
#pragma once

#include "annotate/reading/reading.h"

/* `first` is the first word behind its article. */
bool hs_reference_told_of(const hs_reading *r, const hs_phrase *phrase, uint32_t first);
