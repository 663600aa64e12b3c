/* The folders that imports may read, as set at the program's start; constant afterwards. */
#pragma once

#include <stddef.h>

/* Borrowed for ever. */
void hs_import_folders_add(const char *folder);

/* None: imports may read whatever the daemon may. */
const char *const *hs_import_folders(size_t *count);
