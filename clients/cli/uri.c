/* Whether the file is there does not matter here. */
#include "cli/uri.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/uri.h"

void hs_uri_write_file(hs_buffer *out, const char *path)
{
    char whole[PATH_MAX];
    if (strcmp(path, "-") == 0) {
        hs_buffer_append_text(out, "untitled:stdin");
        return;
    }
    hs_buffer_append_text(out, "file://");
    if (realpath(path, whole)) {
        hs_uri_write_path(out, whole);
        return;
    }
    if (path[0] != '/' && getcwd(whole, sizeof whole)) {
        hs_uri_write_path(out, whole);
        hs_buffer_append_byte(out, '/');
    }
    hs_uri_write_path(out, path);
}
