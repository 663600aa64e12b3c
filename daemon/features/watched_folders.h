/* The folders that the daemon watches (hearsayd --watch-folder): what is new or changed in them
 * goes into the archive.
 *
 * File system events say that something happened; a look at the folders (evidence/watched.h), on
 * the thread of imports, finds out what. One look at a time, soon after an event, and every ten
 * seconds at least: some file systems tell nothing, and a folder may be missing for a while. A look
 * that takes long is followed by a longer pause. Loop thread only.
 */
#pragma once

#include <jansson.h>
#include <stddef.h>

#include "features/features.h"

typedef struct hs_watched_folders hs_watched_folders;

/* Begins at once. `folders` is borrowed. NULL when there are none. */
hs_watched_folders *hs_watched_folders_create(hs_features *features, const char *const *folders,
                                              size_t count);

/* Looks no more, and cancels a look under way; NULL is fine. */
void hs_watched_folders_stop(hs_watched_folders *watched);

/* No look is under way. NULL is fine. */
void hs_watched_folders_destroy(hs_watched_folders *watched);

/* For hearsay/status: the folders, what is wrong with them, and what was imported so far. */
json_t *hs_watched_folders_json(const hs_watched_folders *watched);
