/* file: URIs and paths (RFC 8089). */
#pragma once

#include "base/buffer.h"

/* The path, malloc'd, of a file: URI on this machine; NULL for any other URI. */
char *hs_path_from_uri(const char *uri);

/* Appends the file: URI of an absolute path. */
void hs_uri_from_path(hs_buffer *out, const char *path);
