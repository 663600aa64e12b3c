/* Who asks for a wrong to be put right, who is asked to act against one, and who exposes one: none
 * of them did it. Part of
 * role_bars.c's work; `token` is where a mention hangs in the tree.
 */
#pragma once

#include "annotate/accusations/role_sights.h"

/* "The regulator ordered the firm to repay customers": who has a wrong made good. */
bool hs_role_orders_redress(const hs_sight *sight, uint32_t token);

/* "Urged voters to reject this shameful plan", "call on firms to join us in speaking out". */
bool hs_role_asked(const hs_sight *sight, uint32_t token);

/* "Exposed the mayor's fraud". */
bool hs_role_exposes(const hs_sight *sight, uint32_t token);
