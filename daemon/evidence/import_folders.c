/* A list that grows at the start only. */
#include "evidence/import_folders.h"

#include "base/array.h"

static HS_ARRAY(const char *) folders;

void hs_import_folders_add(const char *folder)
{
    *hs_array_push(&folders) = folder;
}

const char *const *hs_import_folders(size_t *count)
{
    *count = folders.count;
    return folders.items;
}
