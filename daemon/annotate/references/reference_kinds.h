/* What a name is by what the words beside it say: "Orlo, which makes pumps", "Orlo, a town of 400",
 * "Ana Vale, the singer". One thread, while a block's references are made.
 */
#pragma once

#include "annotate/reading/reading.h"

/* Whether a name begins with a given name that some list has. */
bool hs_reference_given_name(const hs_reading *reading, const hs_reference *name);

/* Whether only the name tags take a name for a person's. */
bool hs_reference_by_tags(const hs_reading *reading, const hs_reference *name);

void hs_reference_take_for_body(hs_reference *name);

/* For the reference of a phrase; `numbers` as hs_references_tie() has them. */
void hs_reference_take_kind(const hs_reading *reading, const uint32_t *numbers,
                            hs_reference *references, uint32_t phrase);

/* "The top Democrat", "the lone Republican to vote no": whether what a phrase names is one of a
 * party, whom a name beside it tells; makes a description of a person of it. */
bool hs_reference_one_of_party(const hs_reading *reading, const hs_phrase *phrase,
                               const hs_reference *reference);
void hs_reference_describe_member(hs_reference *reference);
