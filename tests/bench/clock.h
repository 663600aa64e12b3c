/* Times and their quantiles, for the benchmarks. */
#pragma once

#include <stddef.h>

#include "base/array.h"

typedef struct hs_times {
    HS_ARRAY(double) items; /* milliseconds */
} hs_times;

double hs_clock_now_ms(void); /* monotonic */

/* The value that a share of the times does not exceed (nearest rank); sorts the times. */
double hs_times_quantile(hs_times *times, double share);
void hs_times_finish(hs_times *times);
