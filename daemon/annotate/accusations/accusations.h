/* The detectors of accusations and answers, behind those of quotes. Each appends to the reading's
 * findings; the trained model takes what the rules found as one more feature.
 */
#pragma once

#include "annotate/reading/reading.h"

void hs_read_mockery(hs_reading *reading);  /* "mocked", "smeared", ahead of all others */
void hs_read_accusing(hs_reading *reading); /* accusing words */
void hs_read_harm(hs_reading *reading);     /* wrongs asserted with no accusing word */
void hs_read_answering(hs_reading *reading);
bool hs_read_learned_accusations(hs_reading *reading); /* the trained model; false: there is none */
