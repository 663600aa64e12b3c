/* Which names are places', or of what is no party at all, whatever the lexicon knows of their
 * words.
 *
 * A name is the words from `first` to `head`; `tagged` is what the name tags see in it.
 */
#pragma once

#include "annotate/reading/syntax.h"

/* "The mayor of Orlo", "the town of Orlo": a name alone behind what only places have. */
bool hs_reference_governed_place(const hs_reading *reading, uint32_t first, uint32_t head);

/* "A teacher from Orlo": a name alone behind those of whom a text tells where they live. */
bool hs_reference_home(const hs_reading *reading, const hs_phrase *phrase, uint32_t first,
                       hs_syntax_name tagged);

/* "In Orlo", where the name tags do not see a person or body. */
bool hs_reference_in_place(const hs_reading *reading, uint32_t first, hs_syntax_name tagged);

/* "Copper Road", "the River Orlo", the seat of "Ana Ruiz, R-Danforth": nobody's name. `name` is its
 * span. */
bool hs_reference_no_party(const hs_reading *reading, uint32_t first, uint32_t head,
                           hs_syntax_name tagged, hs_span name);
