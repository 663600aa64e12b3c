/* What headlines say of who speaks in them. */
#pragma once

#include "annotate/reading/reading.h"

/* Whether a phrase of a headline can speak: a name, or a noun for people or a body; not "Weather".
 */
bool hs_headline_party(const hs_reading *reading, uint32_t phrase);

/* Whether words [first, end) hold a finite verb, by the parse. */
bool hs_headline_clause(const hs_reading *reading, uint32_t first, uint32_t end);

/* Sections of a paper and kinds of pieces, which stand in front of a colon as people do: "Sport",
 * "Explainer", "Q&A". */
bool hs_headline_section(const hs_reading *reading, uint32_t word);
