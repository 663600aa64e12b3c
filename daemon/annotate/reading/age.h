/* How old somebody is, where a text says it beside the name or as a description: "Ana Ruiz, 46,",
 * "Tom Orlo (46)", "46-year-old Ana Ruiz", "the 46-year-old".
 */
#pragma once

#include <stdint.h>

#include "base/str.h"
#include "text/span.h"

/* Years, or 0: unsaid. `phrase` is the whole of it, `name` the name in it or the phrase again. */
uint8_t hs_age_told(hs_str text, hs_span phrase, hs_span name);
