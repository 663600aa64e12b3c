/* File names as URIs (RFC 8089, RFC 3986). */
#pragma once

#include "base/buffer.h"

/* Appends file:// and the absolute path; "-" is untitled:stdin. */
void hs_uri_write_file(hs_buffer *out, const char *path);
