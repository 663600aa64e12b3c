/* Reading whole files, with a cap, writing all of a piece, and where a user's own files lie. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

/* Appends the bytes of `path` ("-" is standard input) to `out`. Fails, leaving `out` as it was,
 * when the file cannot be read, is a directory, or holds more than `limit` bytes. */
bool hs_file_read(const char *path, size_t limit, hs_buffer *out, hs_error *error);

/* Writes all the bytes to a descriptor that blocks, whatever pieces it takes them in. False when
 * it takes no more; errno says why. */
bool hs_file_write_all(int descriptor, const char *bytes, size_t length);

/* Where the user keeps what is named so: under the folder that the environment's `variable` names,
 * if it is an absolute path, else under `fallback` in the home folder (XDG Base Directory
 * Specification 0.8). The caller's (free()); NULL where neither is known. */
char *hs_file_place(const char *variable, const char *fallback, const char *name);

/* Makes the folders above `path` that are missing, for nobody else to look into. What stands in the
 * way shows when the file is opened. */
void hs_file_make_folders(const char *path);
