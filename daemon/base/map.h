/* A hash map from byte strings to pointers, with open addressing.
 *
 * Keys are copied; values are borrowed. Iteration follows no promised order. A NULL value cannot
 * be stored: a lookup's NULL means "absent". Not thread safe.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

typedef struct hs_map_slot {
    char *key; /* NULL: never used */
    size_t key_length;
    uint64_t hash;
    void *value; /* NULL with a key: removed */
} hs_map_slot;

typedef struct hs_map {
    hs_map_slot *slots;
    size_t capacity; /* a power of two, or 0 */
    size_t count;    /* live entries */
    size_t used;     /* live and removed entries */
} hs_map;            /* zero-initialised = empty */

void hs_map_finish(hs_map *map);
void *hs_map_get(const hs_map *map, hs_str key);

/* Stores `value` (not NULL) and returns the value it replaces, or NULL. */
void *hs_map_set(hs_map *map, hs_str key, void *value);

/* Returns the removed value, or NULL. */
void *hs_map_remove(hs_map *map, hs_str key);

/* Visits the entries: start with *position = 0; false at the end. The map must not change
 * meanwhile, except that the entry just visited may be removed. */
bool hs_map_next(const hs_map *map, size_t *position, hs_str *key, void **value);
