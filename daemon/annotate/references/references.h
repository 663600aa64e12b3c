/* References from phrases, and the detectors' phrase numbers into reference numbers.
 */
#pragma once

#include "annotate/reading/reading.h"

void hs_read_references(hs_reading *reading, hs_block_findings *findings);
