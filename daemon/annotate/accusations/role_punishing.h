/* "The bank sacked her for stealing", "Ruiz hits rival over rents": whoever does something to
 * somebody for a wrong accuses him of it, as does whoever is not named in "she was expelled for
 * bullying". Part of accusation_roles.c's work.
 */
#pragma once

#include "annotate/accusations/role_sights.h"

/* What is sure of a phrase that hangs in the tree by `top`, by that: bars of role_bars.h. */
uint8_t hs_role_bars_of_punishing(const hs_sight *sight, uint32_t top);

/* "A feedlot was fined for dumping waste": whether the words name who is punished by a noun, though
 * it may be nobody whom the text knows. */
bool hs_role_punishes_noun(const hs_sight *sight);
