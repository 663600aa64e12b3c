/* Walking folders and reading files, with a bound on everything. */
#include "evidence/import_walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/uri.h"

static bool fail(const hs_import_walk *walk, const char *path, const char *why)
{
    return walk->sink->failed(walk->sink->data, path, why);
}

static bool fail_errno(const hs_import_walk *walk, const char *path)
{
    if (errno == ELOOP)
        return fail(walk, path, "the link leads round in a circle");
    return fail(walk, path, strerror(errno));
}

/* Whether a resolved path is a folder or lies below it. */
static bool is_within(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    while (length > 0 && folder[length - 1] == '/')
        length--;
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static bool is_allowed(const hs_import_walk *walk, const char *resolved)
{
    char folder[PATH_MAX];
    for (size_t i = 0; i < walk->allowed_count; i++)
        if (realpath(walk->allowed[i], folder) && is_within(resolved, folder))
            return true;
    return walk->allowed_count == 0;
}

/* ---------------------------------------------------------------- one file */

/* The bytes of a file, if it is one and not too long. */
static bool read_bytes(const hs_import_walk *walk, const char *path, const struct stat *status,
                       hs_buffer *bytes)
{
    hs_error why;
    size_t most = hs_limits_get()->import_file_bytes;
    if (!S_ISREG(status->st_mode)) /* reading a pipe or a device may never end */
        return fail(walk, path, "is neither a file nor a folder") && false;
    if ((uint64_t)status->st_size > most) {
        hs_error_set(&why, "is larger than `hearsayd --limit import_file_bytes` allows (%zu)",
                     most);
        return fail(walk, path, why.text) && false;
    }
    if (hs_file_read(path, most, bytes, &why))
        return true;
    size_t named = strlen(path) + strlen(": "); /* the error begins with the path, as `fail` does */
    return fail(walk, path, strlen(why.text) > named ? why.text + named : why.text) && false;
}

static bool read_file(hs_import_walk *walk, const char *path)
{
    hs_buffer bytes = {0}, uri = {0};
    hs_error why;
    struct stat status;
    bool more = true;
    if (walk->files >= hs_limits_get()->import_files) {
        hs_error_set(&why, "left out: `hearsayd --limit import_files` allows %zu at once",
                     hs_limits_get()->import_files);
        return fail(walk, path, why.text) && false;
    }
    walk->files++;
    if (stat(path, &status) != 0)
        return fail_errno(walk, path);
    if (walk->filter && !walk->filter->wanted(walk->filter->data, path, &status))
        return true;
    walk->file_found(walk->sink->data, path);
    if (read_bytes(walk, path, &status, &bytes)) {
        hs_buffer_append_text(&uri, "file://");
        hs_uri_write_path(&uri, path);
        hs_import_file file = {path, hs_buffer_str(&uri), hs_buffer_str(&bytes), walk->sink};
        if (bytes.length == 0)
            more = hs_import_fail(&file, NULL, "is empty");
        else
            more = hs_import_read(&file, hs_import_format_of(path, file.bytes));
    }
    hs_buffer_finish(&bytes);
    hs_buffer_finish(&uri);
    return more;
}

/* ---------------------------------------------------------------- folders */

typedef struct folder {
    const char *root; /* the folder that was named, resolved */
    const char *path;
    size_t depth;
} folder;

static bool walk_folder(hs_import_walk *walk, const folder *here);

static bool visit_link(const hs_import_walk *walk, const folder *here, const char *path)
{
    char target[PATH_MAX];
    if (!realpath(path, target))
        return fail_errno(walk, path);
    if (is_within(here->path, target))
        return fail(walk, path, "the link leads back to a folder that it lies in");
    if (!is_within(target, here->root) || !is_allowed(walk, target))
        return fail(walk, path, "the link leads out of the folder that is imported");
    return true;
}

static bool visit_entry(hs_import_walk *walk, const folder *here, const char *name)
{
    hs_buffer path = {0};
    hs_import_format format;
    struct stat status;
    bool more = true;
    hs_buffer_printf(&path, "%s%s%s", here->path, strcmp(here->path, "/") == 0 ? "" : "/", name);
    if (lstat(path.bytes, &status) != 0)
        more = fail_errno(walk, path.bytes);
    else if (S_ISLNK(status.st_mode))
        more = visit_link(walk, here, path.bytes);
    else if (S_ISDIR(status.st_mode))
        more = walk_folder(walk, &(folder){here->root, path.bytes, here->depth + 1});
    else if (hs_import_format_of_name(name, &format))
        more = read_file(walk, path.bytes);
    hs_buffer_finish(&path);
    return more;
}

static bool walk_folder(hs_import_walk *walk, const folder *here)
{
    struct dirent **entries;
    hs_error why;
    if (here->depth > hs_limits_get()->import_depth) {
        hs_error_set(&why, "lies deeper than `hearsayd --limit import_depth` allows (%zu)",
                     hs_limits_get()->import_depth);
        return fail(walk, here->path, why.text);
    }
    int count = scandir(here->path, &entries, NULL, alphasort);
    if (count < 0)
        return fail_errno(walk, here->path);
    if (walk->filter)
        walk->filter->folder_found(walk->filter->data, here->path);
    bool more = true;
    for (int i = 0; i < count; i++) {
        if (more && entries[i]->d_name[0] != '.')
            more = visit_entry(walk, here, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return more;
}

bool hs_import_walk_path(hs_import_walk *walk, const char *path)
{
    char resolved[PATH_MAX];
    struct stat status;
    if (!realpath(path, resolved) || stat(resolved, &status) != 0)
        return fail_errno(walk, path);
    if (!is_allowed(walk, resolved))
        return fail(walk, path,
                    "lies outside the folders that may be imported "
                    "(hearsayd --import-folder)");
    if (S_ISDIR(status.st_mode))
        return walk_folder(walk, &(folder){resolved, resolved, 0});
    return read_file(walk, resolved);
}
