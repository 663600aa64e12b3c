/* The table of entities and their keys. Which mention is which entity, resolve.c decides. */
#include "annotate/resolution/entities.h"

static uint64_t key_of(hs_entity_key kind, uint64_t hash)
{
    uint64_t key = (hash + kind + 1) * UINT64_C(0x9e3779b97f4a7c15);
    return key ? key : 1;
}

static uint32_t slot_of(const hs_entities *entities, uint64_t key)
{
    uint32_t slot = (uint32_t)(key >> 32) & (entities->capacity - 1);
    while (entities->keys[slot] && entities->keys[slot] != key)
        slot = (slot + 1) & (entities->capacity - 1);
    return slot;
}

static void make_slots(hs_entities *entities, uint32_t capacity)
{
    entities->capacity = capacity;
    entities->keys = hs_alloc_zeroed(capacity, sizeof *entities->keys);
    entities->values = hs_alloc_zeroed(capacity, sizeof *entities->values);
}

void hs_entities_init(hs_entities *entities, size_t references)
{
    *entities = (hs_entities){0};
    uint32_t capacity = 64;
    while (capacity < references && capacity < 4096)
        capacity *= 2;
    make_slots(entities, capacity);
}

void hs_entities_finish(hs_entities *entities)
{
    hs_array_finish(&entities->items);
    free(entities->keys);
    free(entities->values);
}

uint32_t hs_entities_find(const hs_entities *entities, hs_entity_key kind, uint64_t hash)
{
    uint64_t key = key_of(kind, hash);
    uint32_t slot = slot_of(entities, key);
    return entities->keys[slot] ? entities->values[slot] : HS_NONE;
}

static void grow(hs_entities *entities)
{
    hs_entities old = *entities;
    make_slots(entities, old.capacity * 2);
    for (uint32_t i = 0; i < old.capacity; i++) {
        if (!old.keys[i])
            continue;
        uint32_t slot = slot_of(entities, old.keys[i]);
        entities->keys[slot] = old.keys[i];
        entities->values[slot] = old.values[i];
    }
    free(old.keys);
    free(old.values);
}

void hs_entities_set(hs_entities *entities, hs_entity_key kind, uint64_t hash, uint32_t entity)
{
    if (entities->used * 2 >= entities->capacity)
        grow(entities);
    uint64_t key = key_of(kind, hash);
    uint32_t slot = slot_of(entities, key);
    if (!entities->keys[slot])
        entities->used++;
    entities->keys[slot] = key;
    entities->values[slot] = entity;
}

uint32_t hs_entities_add(hs_entities *entities, hs_linked_entity entity)
{
    *hs_array_push(&entities->items) = entity;
    return (uint32_t)(entities->items.count - 1);
}
