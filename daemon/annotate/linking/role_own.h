/* Whether an accuser would accuse his own side: part of link_roles.c's work. Sides are those of the
 * accused.
 */
#pragma once

#include "annotate/linking/link_findings.h"
#include "annotate/linking/role_sides.h"

/* Somebody's spokesman or campaign accuses others. */
bool hs_own_spoken_for(const hs_role_sides *sides, const hs_role_side *it);

/* "The couple said that the shop was robbed": one of those who accuse. */
bool hs_own_member(const hs_role_sides *sides, const hs_side *accuser, const hs_role_side *accused);

/* "Customers were cheated", the watchdog's head said: nothing of it names the watchdog. */
bool hs_own_body(const hs_role_sides *sides, const hs_role_side *it);

/* "He was ashamed of the findings", he said: what somebody says that he himself does or is. */
bool hs_own_deed(const hs_role_sides *sides, const hs_side *accuser, const hs_role_side *accused);

/* "Our members are exhausted": what is told of the accuser's own people. */
bool hs_own_people(const hs_role_sides *sides, const hs_side *accuser, const hs_role_side *accused);

/* "Orlo will close two plants, its chief executive said": of the speaker's own side, of which no
 * wrong is told. */
bool hs_own_side(const hs_role_sides *sides, const hs_side *accuser, const hs_role_side *accused);

/* "The governor paid for her own ticket", her spokesman said. */
bool hs_own_client(const hs_role_sides *sides, const hs_side *accuser);
