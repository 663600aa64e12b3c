/* Who bears what a sentence tells: whoever owns up to a wrong, "admitted stealing it", is accused
 * of it; whoever pays or dies for it, or warned of it, is not. Part of accusation_roles.c's work.
 */
#pragma once

#include "annotate/accusations/role_sights.h"

/* What is sure of a phrase that hangs in the tree by `top`, by that: bars of role_bars.h. */
uint8_t hs_role_bars_of_bearing(const hs_sight *sight, uint32_t top);
