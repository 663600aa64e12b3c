/* A monotonic clock and sorted times. */
#include "clock.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

double hs_clock_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

double hs_times_quantile(hs_times *times, double share)
{
    assert(times->items.count > 0);
    qsort(times->items.items, times->items.count, sizeof *times->items.items, compare);
    size_t rank = (size_t)ceil(share * (double)times->items.count);
    return times->items.items[rank > 0 ? rank - 1 : 0];
}

void hs_times_finish(hs_times *times)
{
    hs_array_finish(&times->items);
}
