/* A half-open stretch of bytes, [start, end). Documents are capped far below 4 GiB. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct hs_span {
    uint32_t start;
    uint32_t end;
} hs_span;

static inline bool hs_span_empty(hs_span span)
{
    return span.start >= span.end;
}

static inline bool hs_span_equal(hs_span a, hs_span b)
{
    return a.start == b.start && a.end == b.end;
}

static inline bool hs_span_overlap(hs_span a, hs_span b)
{
    return a.start < b.end && b.start < a.end;
}

static inline bool hs_span_contains(hs_span outer, hs_span inner)
{
    return outer.start <= inner.start && inner.end <= outer.end;
}

/* The stretch from the one to the other; an empty span adds nothing. */
static inline hs_span hs_span_join(hs_span a, hs_span b)
{
    if (hs_span_empty(a) || hs_span_empty(b))
        return hs_span_empty(a) ? b : a;
    return (hs_span){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}
