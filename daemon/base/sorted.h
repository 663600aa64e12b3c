/* Looking something up in items that stand in the order of a number of theirs.
 *
 *     size_t first = hs_sorted_first(list->entries, list->count, source_start, offset);
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* The index of the first of `count` items whose `member`, a uint32_t, is not below `limit`; `count`
 * where there is none. A limit may be one more than any member. */
#define hs_sorted_first(items, count, member, limit)                                               \
    ((count) == 0 ? 0 : hs_sorted_first_number(&(items)->member, (count), sizeof *(items), (limit)))

/* The limit by which hs_sorted_first finds the first item whose member is above a number. */
static inline uint64_t hs_above(uint32_t number)
{
    return (uint64_t)number + 1;
}

/* `numbers` stand `stride` bytes apart; used by hs_sorted_first. */
static inline size_t hs_sorted_first_number(const uint32_t *numbers, size_t count, size_t stride,
                                            uint64_t limit)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const void *number = (const char *)numbers + middle * stride;
        if (*(const uint32_t *)number < limit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
