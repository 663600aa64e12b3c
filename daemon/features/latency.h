/* How long things took lately: a ring of the newest durations, and percentiles over it. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define HS_LATENCY_RING 512

typedef enum hs_latency_kind {
    HS_LATENCY_ANALYSIS, /* from an edit's arrival to its annotations */
    HS_LATENCY_ANNOTATE, /* hearsay/annotate, arrival to reply */
    HS_LATENCY_KINDS,
} hs_latency_kind;

typedef struct hs_latency {
    uint32_t microseconds[HS_LATENCY_RING];
    size_t next;
    uint64_t count; /* ever recorded */
} hs_latency;

uint64_t hs_latency_now(void); /* microseconds, monotonic */
void hs_latency_record(hs_latency *latency, uint64_t began);

/* The value that `percent` of those in the ring do not exceed; 0 when it is empty. */
uint32_t hs_latency_percentile(const hs_latency *latency, unsigned percent);
