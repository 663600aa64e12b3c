/* Writes model files (language/model_file.h).
 *
 * Each trainer replaces its own section and keeps the others:
 *
 *     hs_model_writer writer = {0};
 *     if (!hs_model_writer_read(&writer, path, &error)) …   nothing there yet is fine
 *     hs_model_writer_set(&writer, "lemma", bytes, size);
 *     if (!hs_model_writer_save(&writer, path, &error)) …
 *     hs_model_writer_finish(&writer);
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/str.h"
#include "language/model_file.h"

typedef struct hs_model_writer {
    struct {
        char name[HS_MODEL_NAME_SIZE];
        char *bytes; /* owned */
        size_t size;
    } sections[HS_MODEL_SECTIONS_MAX];
    size_t count;
} hs_model_writer; /* zero-initialised = empty */

void hs_model_writer_finish(hs_model_writer *writer);

/* Takes over the sections of an existing model; a file that does not exist is fine. */
bool hs_model_writer_read(hs_model_writer *writer, const char *path, hs_error *error);

/* Adds or replaces a section; the bytes are copied. Names are shorter than HS_MODEL_NAME_SIZE. */
void hs_model_writer_set(hs_model_writer *writer, const char *name, const void *bytes, size_t size);

/* Appends the whole file to `out`: the same sections, in any order of setting, give the same bytes.
 */
void hs_model_writer_build(const hs_model_writer *writer, hs_buffer *out);

/* Writes to a new file and renames it over `path`. */
bool hs_model_writer_save(const hs_model_writer *writer, const char *path, hs_error *error);
