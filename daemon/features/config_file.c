/* Reading .hearsay.json with errors that name file and line. Which file applies to which document,
 * and who is told of errors, is decided in configuration.c.
 */
#include "features/config_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "features/configuration.h"

/* The line (from 1) on which `"key"` first stands in the file; jansson keeps no places. */
static size_t line_of_key(hs_str text, const char *key)
{
    size_t length = strlen(key), line = 1;
    for (size_t i = 0; i + length + 2 <= text.length; i++) {
        if (text.bytes[i] == '\n')
            line++;
        if (text.bytes[i] == '"' && memcmp(text.bytes + i + 1, key, length) == 0 &&
            text.bytes[i + 1 + length] == '"')
            return line;
    }
    return 1;
}

static bool is_blank(hs_str text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.bytes[i] > ' ')
            return false;
    return true;
}

/* The text's content when all of it makes sense, else NULL and the error. */
static json_t *parse(const hs_config_folder *folder, hs_str text, hs_error *error)
{
    hs_error why;
    const char *bad_key = NULL;
    json_error_t place;
    json_t *layer = json_loadb(text.bytes, text.length, JSON_REJECT_DUPLICATES, &place);
    if (!layer) {
        hs_error_set(error, "%s:%d: %s", folder->file_path, place.line, place.text);
        return NULL;
    }
    hs_settings *trial = hs_settings_create();
    bool fine = hs_settings_apply(trial, layer, &bad_key, &why);
    hs_settings_unref(trial);
    if (fine)
        return layer;
    hs_error_set(error, "%s:%zu: %s", folder->file_path, bad_key ? line_of_key(text, bad_key) : 1,
                 why.text);
    json_decref(layer);
    return NULL;
}

/* Many editors empty a file before they write it: one that is blank is no error to speak of, and
 * takes no settings back. */
static void read_file(hs_config_folder *folder)
{
    hs_buffer bytes = {0};
    folder->error.text[0] = '\0';
    if (!hs_file_read(folder->file_path, HS_CONFIG_FILE_BYTES_LIMIT, &bytes, &folder->error))
        return;
    hs_str text = hs_buffer_str(&bytes);
    if (hs_str_starts_with(text, HS_STR("\xef\xbb\xbf"))) /* some editors begin UTF-8 with it */
        text = hs_str_slice(text, 3, text.length);
    json_t *layer = is_blank(text) ? NULL : parse(folder, text, &folder->error);
    if (layer) {
        json_decref(folder->layer);
        folder->layer = layer;
    }
    hs_buffer_finish(&bytes);
}

static bool same_file(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

bool hs_config_folder_check(hs_config_folder *folder)
{
    struct stat now;
    bool exists = stat(folder->file_path, &now) == 0 && S_ISREG(now.st_mode);
    if (exists == folder->exists && (!exists || same_file(&now, &folder->seen)))
        return false;
    folder->exists = exists;
    if (exists) {
        folder->seen = now;
        read_file(folder);
        return true;
    }
    json_decref(folder->layer);
    folder->layer = NULL;
    folder->error.text[0] = '\0';
    return true;
}

static void folder_changed(void *data)
{
    hs_config_folder *folder = data;
    hs_configuration_check_files(folder->features);
}

hs_config_folder *hs_config_folder_ref(hs_features *features, const char *path)
{
    hs_config_folder *folder = hs_map_get(&features->config_folders, hs_str_from(path));
    if (folder) {
        folder->references++;
        return folder;
    }
    hs_buffer file_path = {0};
    hs_buffer_printf(&file_path, "%s/%s", strcmp(path, "/") == 0 ? "" : path, HS_CONFIG_FILE_NAME);
    folder = hs_alloc_zeroed(1, sizeof *folder);
    folder->references = 1;
    folder->features = features;
    folder->path = hs_string_copy(path);
    folder->file_path = hs_buffer_take(&file_path);
    hs_map_set(&features->config_folders, hs_str_from(path), folder);
    folder->watch = features->host->watch(path, folder_changed, folder);
    hs_config_folder_check(folder);
    return folder;
}

void hs_config_folder_unref(hs_config_folder *folder)
{
    if (--folder->references > 0)
        return;
    if (folder->watch)
        folder->features->host->unwatch(folder->watch);
    hs_map_remove(&folder->features->config_folders, hs_str_from(folder->path));
    json_decref(folder->layer);
    free(folder->path);
    free(folder->file_path);
    free(folder);
}
