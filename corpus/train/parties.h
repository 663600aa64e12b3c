/* When two names are one party's, as the scorer of the gold annotations sees it: equal without
 * titles, known synonyms, or one's words begin or end the other's.
 */
#pragma once

#include <stdbool.h>

#include "base/str.h"

bool same_party(hs_str a, hs_str b);
