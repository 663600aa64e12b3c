/* Sources that no reader could look up: "critics", "some experts", "people familiar with the
 * matter". */
#pragma once

#include <stdbool.h>

#include "base/str.h"

/* `words` are those that name a source. True only for a bare group: whatever says more of it (a
 * number, a place, an employer) makes it a source. */
bool hs_is_vague_source(hs_str words);
