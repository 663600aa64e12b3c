/* What gender a given name tells that is rarer than those of the lexicon: "Clay", "Lowri".
 * corpus/lexicon/given_genders.tsv holds them, without those that women and men bear;
 * corpus/lexicon/genders.py makes a constant table of them, 28 KB. Any thread.
 */
#pragma once

#include "annotate/annotation.h"
#include "base/str.h"

/* ASCII letters' case set aside. HS_GENDER_UNKNOWN: it is not listed. */
hs_gender hs_given_gender(hs_str name);
