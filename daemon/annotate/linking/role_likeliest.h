/* Which of those who may have a role in a finding is the likeliest, by role_features.h: part of
 * link_roles.c's work.
 */
#pragma once

#include "annotate/linking/role_sides.h"

/* Weighs what was gathered, and sets each side's share; the likeliest side. `accuser` is the entity
 * that is already known to accuse, or HS_NONE. */
uint32_t hs_role_likeliest(hs_role_sides *sides, hs_role_task task, uint32_t accuser);

/* The likeliest but one. */
uint32_t hs_role_runner_up(const hs_role_sides *sides, uint32_t best);

/* Whether a mention is a thing in which nobody speaks, unlike "an ad that the Ruiz campaign ran",
 * and which a rule does not know to accuse, as it does in "the inquiry found X at fault". */
bool hs_role_mute(const hs_role_sides *sides, const hs_role_mention *mention);
