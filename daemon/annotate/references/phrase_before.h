/* Walks back from a comma over what describes the name behind it. */
#pragma once

#include "annotate/reading/reading.h"

/* Whether what follows a word of this tag hangs on the word before it: "of", "to". */
bool hs_tag_leads_on(uint8_t tag);

/* The phrase that ends before word `end`, or HS_NONE. */
uint32_t hs_phrase_before(const hs_reading *reading, uint32_t end);

/* The phrase that another hangs on, or HS_NONE: of "a surgeon at the town's hospital" the surgeon
 * for the hospital. */
uint32_t hs_phrase_governor(const hs_reading *reading, uint32_t phrase);
