/* Searches folders for texts. */
#include "cli/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "cli/source.h"
#include "cli/terminal.h"

enum { DEPTH_LIMIT = 64 };

static bool is_left_out(const char *name)
{
    return name[0] == '.' || strcmp(name, "node_modules") == 0;
}

static bool add_folder(hs_paths *paths, const char *folder, int depth, hs_error *error);

/* Links to folders are not followed: they may lead round in a circle. */
static bool add_entry(hs_paths *paths, const char *folder, const char *name, int depth,
                      hs_error *error)
{
    hs_buffer path = {0};
    hs_buffer_printf(&path, "%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/", name);
    struct stat entry;
    bool fine = true;
    if (lstat(path.bytes, &entry) == 0 && S_ISDIR(entry.st_mode))
        fine = add_folder(paths, path.bytes, depth + 1, error);
    else if (hs_source_is_text(name) && stat(path.bytes, &entry) == 0 && S_ISREG(entry.st_mode))
        *hs_array_push(&paths->items) = hs_string_copy(path.bytes);
    hs_buffer_finish(&path);
    return fine;
}

static bool add_folder(hs_paths *paths, const char *folder, int depth, hs_error *error)
{
    struct dirent **entries;
    if (depth > DEPTH_LIMIT)
        return hs_error_set(error, "%s: lies deeper than %d folders", folder, DEPTH_LIMIT);
    int count = scandir(folder, &entries, NULL, alphasort);
    if (count < 0)
        return hs_error_set(error, "%s: cannot be read: %s", folder, strerror(errno));
    bool fine = true;
    for (int i = 0; i < count; i++) {
        if (fine && !is_left_out(entries[i]->d_name))
            fine = add_entry(paths, folder, entries[i]->d_name, depth, error);
        free(entries[i]);
    }
    free(entries);
    return fine;
}

static bool add_path(hs_paths *paths, const char *path, hs_error *error)
{
    struct stat found;
    if (strcmp(path, "-") != 0 && stat(path, &found) == 0 && S_ISDIR(found.st_mode))
        return add_folder(paths, path, 0, error);
    *hs_array_push(&paths->items) = hs_string_copy(path);
    return true;
}

bool hs_paths_add_all(hs_paths *paths, const char *const *arguments, size_t count)
{
    bool fine = true;
    for (size_t i = 0; i < count; i++) {
        hs_error error;
        size_t before = paths->items.count;
        bool added = add_path(paths, arguments[i], &error);
        if (added && paths->items.count == before)
            hs_error_set(&error, "%s: holds no .txt, .md, .markdown, .html or .htm file",
                         arguments[i]);
        if (!added || paths->items.count == before)
            hs_terminal_complain(error.text);
        fine = fine && added;
    }
    return fine;
}

void hs_paths_finish(hs_paths *paths)
{
    for (size_t i = 0; i < paths->items.count; i++)
        free(paths->items.items[i]);
    hs_array_finish(&paths->items);
}
