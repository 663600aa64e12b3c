/* The headers of one message in the LSP base protocol. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/str.h"

/* Reads a whole header block, its closing empty line included or not, and says how long the
 * content is. Lengths that do not fit in a size_t come back as SIZE_MAX. */
bool hs_header_read(hs_str block, size_t *content_length, hs_error *error);
