/* Which mentions near a finding only tell where: where it happened, whence somebody comes, where
 * words stood. Part of role_bars.c's work.
 */
#pragma once

#include "annotate/accusations/role_sights.h"

/* "The senator from Monroe", "a market in the town of Moru". */
bool hs_role_home_or_town(const hs_sight *sight, uint32_t token);

/* "The coup in Sahran", unless that is a country or a body. */
bool hs_role_place_of_it(const hs_sight *sight, uint32_t phrase, uint32_t token);

/* Whether a name behind its own preposition is surely a place's: nobody there accuses. */
bool hs_role_only_place(const hs_sight *sight, uint32_t token);

/* "Allegations appeared on social media". */
bool hs_role_only_venue(const hs_sight *sight, uint32_t token);
