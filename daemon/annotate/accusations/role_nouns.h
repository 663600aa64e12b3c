/* Who stands as what to a noun that accuses, where the tree is plain: "Ruiz's attack on Orlo", "the
 * criticism that the paper has received", "the allegations facing Orlo's manager"; and
 * whose act a word judges, "Orlo's letter was an insult". Part of accusation_roles.c's work.
 */
#pragma once

#include "annotate/accusations/role_sights.h"

/* Whether the finding accuses by such a noun: it tells of somebody who accuses, who is not the
 * text. */
bool hs_role_tells_of_accuser(const hs_sight *sight);

/* Fills in whom the noun of a finding accuses and who accuses by it. */
void hs_role_look_at_noun(hs_sight *sight);

/* What a phrase is or cannot be by it (role_bars.h). */
uint8_t hs_role_bars_of_noun(const hs_sight *sight, uint32_t phrase);

/* "Danish accusations of espionage": the nation at `token` makes them, or, where it qualifies the
 * mention there, whoever does. */
uint8_t hs_role_bars_of_nation(const hs_sight *sight, uint32_t token, bool qualifies);
