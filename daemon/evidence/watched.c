/* A set of hashes of files as they were seen, kept from look to look. */
#include "evidence/watched.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/limits.h"
#include "base/memory.h"

/* Open addressing; 0 is free. */
typedef struct seen_set {
    uint64_t *slots;
    size_t capacity, count; /* a power of two, or 0 */
} seen_set;

struct hs_watched {
    const char *const *folders;
    size_t folder_count;
    seen_set seen;         /* after the last look that went well */
    seen_set next;         /* while looking */
    hs_watched_look *look; /* under way */
    time_t now;            /* when it began */
};

/* ---------------------------------------------------------------- the set */

static uint64_t *slot_of(const seen_set *set, uint64_t hash)
{
    size_t at = hash & (set->capacity - 1);
    while (set->slots[at] != 0 && set->slots[at] != hash)
        at = (at + 1) & (set->capacity - 1);
    return &set->slots[at];
}

static bool has(const seen_set *set, uint64_t hash)
{
    return set->capacity > 0 && *slot_of(set, hash) == hash;
}

static void grow(seen_set *set)
{
    seen_set larger = {.capacity = set->capacity ? set->capacity * 2 : 256, .count = set->count};
    larger.slots = hs_alloc_zeroed(larger.capacity, sizeof *larger.slots);
    for (size_t i = 0; i < set->capacity; i++)
        if (set->slots[i])
            *slot_of(&larger, set->slots[i]) = set->slots[i];
    free(set->slots);
    *set = larger;
}

static void add(seen_set *set, uint64_t hash)
{
    if ((set->count + 1) * 2 > set->capacity)
        grow(set);
    uint64_t *slot = slot_of(set, hash);
    set->count += *slot == 0;
    *slot = hash;
}

static uint64_t hash_file(const char *path, const struct stat *status)
{
    uint64_t parts[] = {(uint64_t)status->st_mtim.tv_sec, (uint64_t)status->st_mtim.tv_nsec,
                        (uint64_t)status->st_size, (uint64_t)status->st_ino,
                        (uint64_t)status->st_dev};
    uint64_t hash = hs_hash_bytes(parts, sizeof parts, hs_str_hash(hs_str_from(path)));
    return hash ? hash : 1;
}

/* ---------------------------------------------------------------- looking */

static bool is_wanted(void *data, const char *path, const struct stat *status)
{
    hs_watched *watched = data;
    uint64_t hash = hash_file(path, status);
    time_t age = watched->now - status->st_mtim.tv_sec;
    bool known = has(&watched->seen, hash);
    if (!known && age >= 0 && age < HS_WATCHED_SETTLE_SECONDS) {
        watched->look->unsettled = true;
        return false;
    }
    add(&watched->next, hash);
    return !known;
}

static void folder_found(void *data, const char *path)
{
    hs_watched_look *look = ((hs_watched *)data)->look;
    if (look->folders.count < hs_limits_get()->watches)
        *hs_array_push(&look->folders) = hs_string_copy(path);
}

bool hs_watched_look_at(hs_watched *watched, hs_archive *writer, hs_archive *reader,
                        const atomic_bool *cancel, hs_watched_look *look, hs_error *error)
{
    const hs_import_filter filter = {is_wanted, folder_found, watched};
    hs_import_request request = {.paths = watched->folders,
                                 .path_count = watched->folder_count,
                                 .allowed = watched->folders,
                                 .allowed_count = watched->folder_count,
                                 .filter = &filter};
    hs_import_progress progress = {0};
    *look = (hs_watched_look){0};
    watched->look = look;
    watched->now = time(NULL);
    bool fine = hs_import_run(writer, reader, &request, &progress, cancel, &look->summary, error);
    bool whole = fine && !(cancel && atomic_load(cancel));
    seen_set *old = whole ? &watched->seen : &watched->next;
    free(old->slots);
    if (whole)
        watched->seen = watched->next;
    watched->next = (seen_set){0};
    watched->look = NULL;
    return fine;
}

void hs_watched_look_finish(hs_watched_look *look)
{
    hs_import_summary_finish(&look->summary);
    for (size_t i = 0; i < look->folders.count; i++)
        free(look->folders.items[i]);
    hs_array_finish(&look->folders);
}

hs_watched *hs_watched_create(const char *const *folders, size_t count)
{
    hs_watched *watched = hs_alloc_zeroed(1, sizeof *watched);
    watched->folders = folders;
    watched->folder_count = count;
    return watched;
}

void hs_watched_destroy(hs_watched *watched)
{
    if (!watched)
        return;
    free(watched->seen.slots);
    free(watched);
}
