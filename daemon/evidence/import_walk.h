/* Finding the files to import: names and folders become files whose bytes may be read.
 *
 * Files are visited in the order of their names. Within a folder, links that lead out of it and
 * links that lead round in a circle are refused with the reason, other links are passed over, since
 * what they name is visited by itself. Hidden names are passed over.
 */
#pragma once

#include "evidence/import_read.h"

typedef struct hs_import_walk {
    const char *const *allowed; /* folders outside which nothing is read; none: no bound */
    size_t allowed_count;
    const hs_import_sink *sink; /* gets what failed, and what the readers find */
    void (*file_found)(void *data, const char *path); /* before it is read; data is the sink's */
    size_t files; /* found so far; capped by the limit import_files */
} hs_import_walk;

/* Reads a file, or all files of known formats below a folder. False when the sink wants no more. */
bool hs_import_walk_path(hs_import_walk *walk, const char *path);
