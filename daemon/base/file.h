/* Reading whole files, with a cap, and writing all of a piece. */
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
