/* Reading whole files, with a cap. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

/* Appends the bytes of `path` ("-" is standard input) to `out`. Fails, leaving `out` as it was,
 * when the file cannot be read, is a directory, or holds more than `limit` bytes. */
bool hs_file_read(const char *path, size_t limit, hs_buffer *out, hs_error *error);
