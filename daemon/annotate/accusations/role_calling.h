/* "Called the minister a liar", "was branded vile by viewers": who calls whom names. Part of
 * role_bars.c's work; `token` is where a mention hangs in the tree.
 */
#pragma once

#include "annotate/accusations/role_sights.h"

/* "MP who called the minister a liar": who accuses and who is accused. */
uint8_t hs_role_bars_of_calling(const hs_sight *sight, uint32_t token);

/* "MP who called the minister a liar", "called her a fraud": behind whom it calls so. */
bool hs_role_calls_names(const hs_sight *sight, uint32_t token);

/* Whether the text itself tells what somebody is called: then nobody accuses but whom "by" names.
 */
bool hs_role_names_are_told(const hs_sight *sight);

/* "Viewers" of "was branded vile by viewers". */
bool hs_role_calls_names_by(const hs_sight *sight, uint32_t token);
