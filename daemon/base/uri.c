/* Percent-encodes paths. */
#include "base/uri.h"

#include <string.h>

void hs_uri_write_path(hs_buffer *out, const char *path)
{
    static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                     "0123456789-._~/";
    for (; *path; path++) {
        if (strchr(unreserved, *path))
            hs_buffer_append_byte(out, *path);
        else
            hs_buffer_printf(out, "%%%02X", (unsigned char)*path);
    }
}
