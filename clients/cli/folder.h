/* The texts that a command's arguments name, folders searched. */
#pragma once

#include <stdbool.h>

#include "base/array.h"

typedef struct hs_paths {
    HS_ARRAY(char *) items; /* owned */
} hs_paths;

/* Adds what a command's arguments name: a file as it is, and a folder's texts (by their names'
 * endings) from all levels, sorted; hidden names and node_modules are left out. What cannot be
 * read, and a folder without texts, is named on standard error; false when something could not be
 * read. */
bool hs_paths_add_all(hs_paths *paths, const char *const *arguments, size_t count);

void hs_paths_finish(hs_paths *paths);
