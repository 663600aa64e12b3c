/* What every analysis must be, whatever the text: shared by the unit tests and the fuzz target. */
#pragma once

#include "language/language.h"

/* NULL where the analysis is well formed, else what is wrong with it. */
const char *hs_check_analysis(const hs_analysis *analysis);
