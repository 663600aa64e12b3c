/* The figures of a block, and its day.
 */
#pragma once

#include "annotate/reading/reading.h"

void hs_read_figures(hs_reading *reading);

/* The day that a dateline, byline or piece of furniture gives, as YYYYMMDD; else 0. */
uint32_t hs_read_date(const hs_block *block, hs_arena *scratch);
