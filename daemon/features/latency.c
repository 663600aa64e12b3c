/* Recording durations and reading percentiles; who records what is in the callers. */
#include "features/latency.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

uint64_t hs_latency_now(void)
{
    return hs_clock_ns() / 1000;
}

void hs_latency_record(hs_latency *latency, uint64_t began)
{
    uint64_t took = hs_latency_now() - began;
    latency->microseconds[latency->next] = took > UINT32_MAX ? UINT32_MAX : (uint32_t)took;
    latency->next = (latency->next + 1) % HS_LATENCY_RING;
    latency->count++;
}

static int compare(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

uint32_t hs_latency_percentile(const hs_latency *latency, unsigned percent)
{
    uint32_t sorted[HS_LATENCY_RING];
    size_t count = latency->count < HS_LATENCY_RING ? (size_t)latency->count : HS_LATENCY_RING;
    if (count == 0)
        return 0;
    memcpy(sorted, latency->microseconds, count * sizeof sorted[0]);
    qsort(sorted, count, sizeof sorted[0], compare);
    size_t rank = (count * percent + 99) / 100; /* nearest rank, from 1 */
    return sorted[rank == 0 ? 0 : rank - 1];
}
