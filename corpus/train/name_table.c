/* Hashing lists of names. See the header. */

#include "train/name_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"

struct entry {
    uint64_t hash;
    uint32_t kinds;
};

typedef HS_ARRAY(struct entry) entries;

static void add_line(entries *all, char *line)
{
    char *tab = strchr(line, '\t');
    uint64_t hash = HS_NAME_HASH_START;
    bool any = false;
    uint32_t words = 0;
    if (!tab)
        return;
    *tab = 0;
    char *save = NULL;
    for (char *word = strtok_r(line, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
        any |= hs_name_hash_word(&hash, word, strlen(word));
        words++;
    }
    if (any && words <= HS_NAME_PHRASE_MAX)
        *hs_array_push(all) = (struct entry){hash, (uint32_t)strtoul(tab + 1, NULL, 10)};
}

static void put(uint32_t *slots, uint32_t slot_count, const struct entry *entry)
{
    const uint32_t kind_bits = (1u << HS_NAME_KINDS) - 1;
    uint32_t slot = hs_name_slot(entry->hash, entry->kinds);
    uint32_t at = hs_name_slot_start(entry->hash, slot_count);
    if ((slot & kind_bits) == 0)
        return;
    while (slots[at] != 0 && (slots[at] ^ slot) > kind_bits)
        at = (at + 1) & (slot_count - 1);
    slots[at] |= slot;
}

bool name_table_read(const char *path, struct hs_name_lists *lists, hs_error *error)
{
    FILE *file = fopen(path, "r");
    char line[1024];
    entries all = {0};
    if (!file)
        return hs_error_set(error, "%s: cannot be read: make it with name_lists.py", path);
    while (fgets(line, sizeof line, file))
        add_line(&all, line);
    fclose(file);
    uint32_t slot_count = 1024;
    while (slot_count < all.count * 2)
        slot_count *= 2;
    uint32_t *slots = hs_alloc_zeroed(slot_count, sizeof *slots);
    for (size_t i = 0; i < all.count; i++)
        put(slots, slot_count, &all.items[i]);
    *lists = (struct hs_name_lists){slots, slot_count};
    hs_array_finish(&all);
    return true;
}
