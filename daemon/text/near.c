/* Spans sorted by their starts, each with how far those up to it reach: what overlaps a span begins
 * before its end, and going back from there ends where nothing reaches it.
 */
#include "text/near.h"

#include <stdlib.h>

#include "base/sorted.h"

static int by_start(const void *left, const void *right)
{
    const hs_near_span *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

hs_near hs_near_read(const hs_span *spans, size_t count, hs_arena *arena)
{
    hs_near near = {.spans = hs_arena_new_array(arena, hs_near_span, count),
                    .found = hs_arena_new_array(arena, uint32_t, count)};
    for (size_t i = 0; i < count; i++)
        if (!hs_span_empty(spans[i]))
            near.spans[near.count++] = (hs_near_span){spans[i].start, (uint32_t)i, spans[i].end};
    if (near.count > 0)
        qsort(near.spans, near.count, sizeof near.spans[0], by_start);
    for (size_t i = 1; i < near.count; i++)
        if (near.spans[i].reach < near.spans[i - 1].reach)
            near.spans[i].reach = near.spans[i - 1].reach;
    return near;
}

static int by_index(const void *left, const void *right)
{
    const uint32_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

hs_nearby hs_near_look(const hs_near *near, hs_span around)
{
    size_t first = hs_sorted_first(near->spans, near->count, start, around.end), count = 0;
    for (size_t i = first; i-- > 0 && near->spans[i].reach > around.start;)
        near->found[count++] = near->spans[i].index;
    if (count > 1)
        qsort(near->found, count, sizeof near->found[0], by_index);
    return (hs_nearby){near->found, count};
}
