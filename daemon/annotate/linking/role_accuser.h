/* Who accuses where the network's choice is nobody who can, or passes over who plainly does: part
 * of link_roles.c's work. Sides are those of the accuser.
 */
#pragma once

#include "annotate/linking/role_sides.h"

/* The side that accuses, where the network chose `from`. `by_word`: a word accuses. */
uint32_t hs_accuser_settled(const hs_role_sides *sides, uint32_t from, bool by_word);
