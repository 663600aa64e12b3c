/* Who wants something done against a wrong: "Ruiz asked the ministry to look into whether the firm
 * lied" accuses the firm, not the ministry; nor does whoever has a wrong made good, is asked to act
 * against one, or exposes one stand accused of it. Part of accusation_roles.c's work.
 */
#pragma once

#include "annotate/accusations/role_sights.h"

/* What is sure of a phrase that hangs in the tree by `top`, by that: bars of role_bars.h. */
uint8_t hs_role_bars_of_asking(const hs_sight *sight, uint32_t top);

/* "Ruiz maintains that X stole it": whoever asserts the clause that a wrong is told in, or finds
 * the wrong, where no quote was found. */
bool hs_role_asserts(const hs_sight *sight, uint32_t token);
