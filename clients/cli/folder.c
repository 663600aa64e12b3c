/* Searches folders for texts. */
#include "cli/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/error.h"
#include "cli/source.h"
#include "cli/terminal.h"

enum { DEPTH_LIMIT = 64 };

static bool is_left_out(const char *name)
{
    return name[0] == '.' || strcmp(name, "node_modules") == 0;
}

static bool add_folder(hs_paths *paths, const char *folder, int depth);

/* Links to folders are not followed: they may lead round in a circle. */
static bool add_entry(hs_paths *paths, const char *folder, const char *name, int depth)
{
    hs_buffer path = {0};
    hs_buffer_printf(&path, "%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/", name);
    struct stat entry;
    bool fine = true;
    if (lstat(path.bytes, &entry) == 0 && S_ISDIR(entry.st_mode))
        fine = add_folder(paths, path.bytes, depth + 1);
    else if (hs_source_is_text(name) && stat(path.bytes, &entry) == 0 && S_ISREG(entry.st_mode))
        *hs_array_push(&paths->items) = hs_string_copy(path.bytes);
    hs_buffer_finish(&path);
    return fine;
}

static bool complain(const char *folder, const char *why)
{
    hs_error said;
    hs_error_set(&said, "%s: %s", folder, why);
    hs_terminal_complain(said.text);
    return false;
}

/* False when this folder or one below it cannot be read; the others are searched all the same. */
static bool add_folder(hs_paths *paths, const char *folder, int depth)
{
    struct dirent **entries;
    if (depth > DEPTH_LIMIT)
        return complain(folder, "is not searched: it lies too deep in others");
    int count = scandir(folder, &entries, NULL, alphasort);
    if (count < 0)
        return complain(folder, strerror(errno));
    bool fine = true;
    for (int i = 0; i < count; i++) {
        if (!is_left_out(entries[i]->d_name))
            fine = add_entry(paths, folder, entries[i]->d_name, depth) && fine;
        free(entries[i]);
    }
    free(entries);
    return fine;
}

static bool add(hs_paths *paths, const char *path)
{
    struct stat found;
    size_t before = paths->items.count;
    if (strcmp(path, "-") == 0 || stat(path, &found) != 0 || !S_ISDIR(found.st_mode)) {
        *hs_array_push(&paths->items) = hs_string_copy(path);
        return true;
    }
    bool fine = add_folder(paths, path, 0);
    if (fine && paths->items.count == before)
        complain(path, "holds no .txt, .md, .markdown, .html or .htm file");
    return fine;
}

bool hs_paths_add_all(hs_paths *paths, const char *const *arguments, size_t count)
{
    bool fine = true;
    for (size_t i = 0; i < count; i++)
        fine = add(paths, arguments[i]) && fine;
    return fine;
}

void hs_paths_finish(hs_paths *paths)
{
    for (size_t i = 0; i < paths->items.count; i++)
        free(paths->items.items[i]);
    hs_array_finish(&paths->items);
}
