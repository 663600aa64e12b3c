/* Watched folders: one look at them puts what is new or changed since the last look into the
 * archive.
 *
 * What was seen is remembered by a hash of path, size, time and inode: a few bytes a file. A look
 * that the archive fails leaves that memory as it was, so that the next one does the same again;
 * a file that cannot be taken is not tried again until it changes. The rules are those of an import
 * of the folders (import_walk.h): links that lead out of them or round in a circle are refused.
 * When to look, and who is told, is the caller's. One thread at a time.
 */
#pragma once

#include "base/array.h"
#include "evidence/import.h"

typedef struct hs_watched hs_watched;

/* The folders, as given, are borrowed. */
hs_watched *hs_watched_create(const char *const *folders, size_t count);
void hs_watched_destroy(hs_watched *watched); /* NULL is fine */

/* A file that changed less than this ago may still be written to: it is left for the next look. */
#define HS_WATCHED_SETTLE_SECONDS 2

typedef struct hs_watched_look {
    hs_import_summary summary;
    HS_ARRAY(char *) folders; /* those walked through, up to the limit of watches */
    bool unsettled;           /* a file was left for the next look */
} hs_watched_look;

/* False with the reason when the archive failed. `look` is filled in any case; finish it. */
bool hs_watched_look_at(hs_watched *watched, hs_archive *writer, hs_archive *reader,
                        const atomic_bool *cancel, hs_watched_look *look, hs_error *error);
void hs_watched_look_finish(hs_watched_look *look);
