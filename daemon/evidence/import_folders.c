/* Two lists that grow at the start only. */
#include "evidence/import_folders.h"

#include "base/array.h"

static HS_ARRAY(const char *) folders, watched;

void hs_import_folders_add(const char *folder)
{
    *hs_array_push(&folders) = folder;
}

const char *const *hs_import_folders(size_t *count)
{
    *count = folders.count;
    return folders.items;
}

void hs_watched_folders_name(const char *folder)
{
    *hs_array_push(&watched) = folder;
}

const char *const *hs_watched_folders_named(size_t *count)
{
    *count = watched.count;
    return watched.items;
}
