/* Finding the files to import: names and folders become files whose bytes may be read.
 *
 * Files are visited in the order of their names. Within a folder, links that lead out of it and
 * links that lead round in a circle are refused with the reason, other links are passed over, since
 * what they name is visited by itself. Hidden names are passed over.
 */
#pragma once

#include <sys/stat.h>

#include "evidence/import_read.h"

/* For whoever walks the same folders again and again. */
typedef struct hs_import_filter {
    /* Whether a file is to be read this time. */
    bool (*wanted)(void *data, const char *path, const struct stat *status);
    void (*folder_found)(void *data, const char *path); /* each one that is walked through */
    void *data;
} hs_import_filter;

typedef struct hs_import_walk {
    const char *const *allowed; /* folders outside which nothing is read; none: no bound */
    size_t allowed_count;
    const hs_import_sink *sink; /* gets what failed, and what the readers find */
    void (*file_found)(void *data, const char *path); /* before it is read; data is the sink's */
    const hs_import_filter *filter;                   /* or NULL */
    size_t files; /* found so far; capped by the limit import_files */
} hs_import_walk;

/* Reads a file, or all files of known formats below a folder. False when the sink wants no more. */
bool hs_import_walk_path(hs_import_walk *walk, const char *path);
