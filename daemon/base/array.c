/* Growth of dynamic arrays. */
#include "base/array.h"

void *hs_array_grow(void *items, size_t *capacity, size_t wanted, size_t item_size)
{
    size_t larger = *capacity + *capacity / 2 + 8;
    if (larger < wanted)
        larger = wanted;
    items = hs_realloc(items, larger, item_size);
    *capacity = larger;
    return items;
}
