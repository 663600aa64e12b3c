/* A text to be looked at: read from a file or standard input, ready to be put into a message. */
#pragma once

#include <jansson.h>
#include <stdbool.h>

#include "base/buffer.h"
#include "base/error.h"
#include "cli/options.h"

/* The largest file that is read; the daemon's own limits lie below it. */
#define HS_SOURCE_LIMIT ((size_t)64 * 1024 * 1024)

/* Reads `path` ("-" is standard input) into `text` and makes a JSON string of it: a new reference,
 * or NULL. Text that is not UTF-8 is refused: offsets into something repaired would be wrong. So
 * is what has the zeros of UTF-16, though those are UTF-8 by themselves. */
json_t *hs_source_read(const char *path, hs_buffer *text, hs_error *error);

/* LSP's language id: --language, or what the file's name tells, or plaintext. */
const char *hs_source_language(const char *path, const hs_options *options);

/* True for the names that a folder is searched for. */
bool hs_source_is_text(const char *path);
