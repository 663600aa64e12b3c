/* The `.hearsay.json` of one folder: read, watched, re-read.
 *
 * Shared by all documents that look into the folder, whoever has them open; reference counted, loop
 * thread only.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <sys/stat.h>

#include "base/error.h"
#include "features/open_document.h"
#include "features/session_state.h"

#define HS_CONFIG_FILE_NAME ".hearsay.json"
#define HS_CONFIG_FILE_BYTES_LIMIT (256u * 1024)

struct hs_config_folder {
    unsigned references;
    hs_features *features;
    char *path;      /* of the folder */
    char *file_path; /* of the file in it, which need not exist */
    void *watch;     /* the host's, or NULL */
    bool exists;
    struct stat seen; /* of the file as last read */
    json_t *layer;    /* the last good content since the file is there, or NULL */
    hs_error error;   /* what is wrong with the present content; empty text = nothing */
};

/* The folder's entry, made and read on first use. */
hs_config_folder *hs_config_folder_ref(hs_features *features, const char *path);
void hs_config_folder_unref(hs_config_folder *folder);

/* Reads the file again if it looks different from last time; true when it was. */
bool hs_config_folder_check(hs_config_folder *folder);
