/* What the clause of a reference tells of it: subject or object of what, blamed by it, killed in
 * it.
 */
#pragma once

#include "annotate/reading/reading.h"

/* Sets the token, its governor and relation, and what these tell, of the reference whose words
 * begin with `first` and whose head is `head`. */
void hs_reference_place(const hs_reading *reading, uint32_t first, uint32_t head,
                        hs_reference *reference);
