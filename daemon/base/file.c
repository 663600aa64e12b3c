/* Reads a file or standard input in pieces, so that the cap holds for pipes and growing files;
 * writes all of a piece, however little a descriptor takes at once. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

enum { PIECE_BYTES = 64 * 1024 };

static bool read_all(int fd, const char *name, size_t limit, hs_buffer *out, hs_error *error)
{
    size_t before = out->length;
    for (;;) {
        hs_buffer_reserve(out, PIECE_BYTES);
        ssize_t got = read(fd, out->bytes + out->length, PIECE_BYTES);
        if (got == 0)
            return true;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return hs_error_set(error, "%s: cannot be read: %s", name, strerror(errno));
        out->length += (size_t)got;
        out->bytes[out->length] = '\0';
        if (out->length - before > limit)
            return hs_error_set(error, "%s: is larger than the limit of %zu bytes", name, limit);
    }
}

bool hs_file_read(const char *path, size_t limit, hs_buffer *out, hs_error *error)
{
    bool standard_input = strcmp(path, "-") == 0;
    int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return hs_error_set(error, "%s: cannot be opened: %s", path[0] ? path : "''",
                            strerror(errno));
    size_t before = out->length;
    bool ok = read_all(fd, standard_input ? "standard input" : path, limit, out, error);
    if (!ok && out->bytes) {
        out->length = before;
        out->bytes[before] = '\0';
    }
    if (!standard_input)
        close(fd);
    return ok;
}

bool hs_file_write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

char *hs_file_place(const char *variable, const char *fallback, const char *name)
{
    const char *folder = getenv(variable), *home = getenv("HOME");
    hs_buffer path = {0};
    if (folder && folder[0] == '/')
        hs_buffer_printf(&path, "%s/%s", folder, name);
    else if (home && home[0] == '/')
        hs_buffer_printf(&path, "%s/%s/%s", home, fallback, name);
    return path.bytes;
}

void hs_file_make_folders(const char *path)
{
    char *copy = hs_string_copy(path);
    for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(copy, 0700);
        *slash = '/';
    }
    free(copy);
}
