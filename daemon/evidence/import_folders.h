/* The folders that imports may read, and those that are watched, as set at the program's start;
 * constant afterwards. */
#pragma once

#include <stddef.h>

/* Borrowed for ever. */
void hs_import_folders_add(const char *folder);

/* None: imports may read whatever the daemon may. */
const char *const *hs_import_folders(size_t *count);

/* Borrowed for ever. Imported of themselves, wherever they lie. */
void hs_watched_folders_name(const char *folder);
const char *const *hs_watched_folders_named(size_t *count);
