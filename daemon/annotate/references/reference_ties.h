/* Which references of a block speak of the same or of each other's author: appositions ("Ana Ruiz,
 * the minister"), relative pronouns and what they stand for, documents and who speaks in them.
 */
#pragma once

#include "annotate/reading/reading.h"

/* Sets `apposed`, and the `owner` of documents. `numbers` gives the reference of each phrase, or
 * HS_NONE. */
void hs_references_tie(const hs_reading *reading, const uint32_t *numbers,
                       hs_reference *references);

/* The phrase that says the same of somebody as `phrase` by the parse, or HS_NONE. */
uint32_t hs_reference_apposition(const hs_reading *reading, uint32_t phrase);

/* The phrase that names who speaks in the document that `phrase` is, or HS_NONE. */
uint32_t hs_reference_author(const hs_reading *reading, uint32_t phrase);
