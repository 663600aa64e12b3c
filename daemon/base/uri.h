/* Paths as parts of URIs (RFC 3986, RFC 8089). */
#pragma once

#include "base/buffer.h"

/* Appends the path with all but unreserved characters and slashes percent-encoded. */
void hs_uri_write_path(hs_buffer *out, const char *path);
