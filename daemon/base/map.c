/* Linear probing; removed entries keep their key as a tombstone until the next rehash. */
#include "base/map.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

void hs_map_finish(hs_map *map)
{
    for (size_t i = 0; i < map->capacity; i++)
        free(map->slots[i].key);
    free(map->slots);
    *map = (hs_map){0};
}

/* The slot that holds the key, or the unused slot where the probe ends. */
static hs_map_slot *find_slot(const hs_map *map, hs_str key, uint64_t hash)
{
    size_t mask = map->capacity - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        hs_map_slot *slot = &map->slots[i];
        if (!slot->key)
            return slot;
        if (slot->hash == hash && hs_str_equal(hs_str_make(slot->key, slot->key_length), key))
            return slot;
    }
}

static void rehash(hs_map *map)
{
    hs_map old = *map;
    map->capacity = 16;
    while (map->capacity < old.count * 4)
        map->capacity *= 2;
    map->slots = hs_alloc_zeroed(map->capacity, sizeof *map->slots);
    map->used = map->count = 0;
    for (size_t i = 0; i < old.capacity; i++) {
        hs_map_slot *slot = &old.slots[i];
        if (!slot->value) {
            free(slot->key);
            continue;
        }
        *find_slot(map, hs_str_make(slot->key, slot->key_length), slot->hash) = *slot;
        map->count++;
        map->used++;
    }
    free(old.slots);
}

void *hs_map_get(const hs_map *map, hs_str key)
{
    if (map->count == 0)
        return NULL;
    return find_slot(map, key, hs_str_hash(key))->value;
}

void *hs_map_set(hs_map *map, hs_str key, void *value)
{
    assert(value);
    if ((map->used + 1) * 4 > map->capacity * 3)
        rehash(map);
    uint64_t hash = hs_str_hash(key);
    hs_map_slot *slot = find_slot(map, key, hash);
    if (!slot->key) {
        slot->key = hs_string_copy_n(key.bytes, key.length);
        slot->key_length = key.length;
        slot->hash = hash;
        map->used++;
    }
    void *old = slot->value;
    slot->value = value;
    if (!old)
        map->count++;
    return old;
}

void *hs_map_remove(hs_map *map, hs_str key)
{
    if (map->count == 0)
        return NULL;
    hs_map_slot *slot = find_slot(map, key, hs_str_hash(key));
    void *old = slot->value;
    if (old) {
        slot->value = NULL;
        map->count--;
    }
    return old;
}

bool hs_map_next(const hs_map *map, size_t *position, hs_str *key, void **value)
{
    for (; *position < map->capacity; (*position)++) {
        const hs_map_slot *slot = &map->slots[*position];
        if (!slot->value)
            continue;
        if (key)
            *key = hs_str_make(slot->key, slot->key_length);
        if (value)
            *value = slot->value;
        (*position)++;
        return true;
    }
    return false;
}
