/* Several whom a text names together: "Ana Ruiz and Tom Orlo said". They are a party of their own,
 * which has the names of all.
 */
#include <string.h>

#include "annotate/resolution/resolve.h"

/* Appends what separates a name from the one before it, and the name. */
static size_t append(char *text, size_t at, hs_str name, uint32_t index, uint32_t count)
{
    const char *between = index == 0 ? "" : index + 1 == count ? " and " : ", ";
    size_t length = strlen(between);
    memcpy(text + at, between, length);
    memcpy(text + at + length, name.bytes, name.length);
    return at + length + name.length;
}

void hs_resolve_name_group(hs_linker *linker, uint32_t group)
{
    hs_linked_entity *entity = hs_linker_entity(linker, group);
    size_t room = 0, length = 0;
    for (uint32_t i = 0; i < entity->member_count; i++)
        room += hs_linker_entity(linker, entity->members[i])->name.length + strlen(" and ");
    char *text = hs_arena_alloc(linker->arena, room + 1);
    for (uint32_t i = 0; i < entity->member_count; i++)
        length = append(text, length, hs_linker_entity(linker, entity->members[i])->name, i,
                        entity->member_count);
    entity->name = hs_str_make(text, length);
}

/* The same for the same members in any order. */
static uint64_t key_of(const uint32_t *members, uint32_t count)
{
    uint64_t sum = 0, product = 1;
    for (uint32_t i = 0; i < count; i++) {
        sum += members[i] + 1;
        product *= 2 * (uint64_t)members[i] + 3;
    }
    return (sum * 31 + product + count) * UINT64_C(0x9e3779b97f4a7c15);
}

uint32_t hs_resolve_group(hs_linker *linker, const uint32_t *members, uint32_t count)
{
    uint64_t key = key_of(members, count);
    uint32_t group = hs_entities_find(&linker->entities, HS_KEY_DESCRIPTION, key);
    if (group != HS_NONE)
        return group;
    hs_linked_entity entity = {.kind = HS_ENTITY_GROUP,
                               .same_last = HS_NONE,
                               .described = true,
                               .member_count = (uint8_t)count};
    memcpy(entity.members, members, count * sizeof *members);
    group = hs_entities_add(&linker->entities, entity);
    hs_resolve_name_group(linker, group);
    hs_entities_set(&linker->entities, HS_KEY_DESCRIPTION, key, group);
    return group;
}

/* Whether a party can stand in such a group: none that is a group by its members. */
static bool may_join(const hs_linker *linker, uint32_t entity, const uint32_t *members,
                     uint32_t count)
{
    if (entity == HS_NONE || hs_linker_entity(linker, entity)->member_count > 0)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (members[i] == entity)
            return false;
    return true;
}

uint32_t hs_resolve_joined(hs_linker *linker, const hs_attribution *attribution, uint32_t speaker)
{
    uint32_t members[1 + HS_JOINED_MOST] = {speaker}, count = 1;
    if (attribution->joined_count == 0 || !may_join(linker, speaker, members, 0))
        return speaker;
    for (uint32_t i = 0; i < attribution->joined_count; i++) {
        uint32_t other = hs_resolve_party(linker, attribution->joined[i]);
        if (!may_join(linker, other, members, count))
            return speaker;
        members[count++] = other;
    }
    return hs_resolve_group(linker, members, count);
}
