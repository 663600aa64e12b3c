/* "Ruiz asked the ministry to look into whether the firm lied": whoever asks for a wrong to be
 * looked into accuses, and not who is asked. Part of accusation_roles.c's work.
 */
#pragma once

#include "annotate/accusations/role_sights.h"

/* What is sure of a phrase that hangs in the tree by `top`, by that: bars of role_bars.h. */
uint8_t hs_role_bars_of_asking(const hs_sight *sight, uint32_t top);
