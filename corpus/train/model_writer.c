/* Lays out sections, hashes them and writes the file. Sections are sorted by name, so that a model
 * depends only on what it holds. */
#include "train/model_writer.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"

void hs_model_writer_finish(hs_model_writer *writer)
{
    for (size_t i = 0; i < writer->count; i++)
        free(writer->sections[i].bytes);
    writer->count = 0;
}

void hs_model_writer_set(hs_model_writer *writer, const char *name, const void *bytes, size_t size)
{
    size_t at = 0;
    while (at < writer->count && strcmp(writer->sections[at].name, name) < 0)
        at++;
    if (at == writer->count || strcmp(writer->sections[at].name, name) != 0) {
        assert(writer->count < HS_MODEL_SECTIONS_MAX && strlen(name) < HS_MODEL_NAME_SIZE);
        memmove(&writer->sections[at + 1], &writer->sections[at],
                (writer->count - at) * sizeof writer->sections[0]);
        memset(&writer->sections[at], 0, sizeof writer->sections[0]);
        memcpy(writer->sections[at].name, name, strlen(name));
        writer->count++;
    }
    free(writer->sections[at].bytes);
    writer->sections[at].bytes = hs_string_copy_n(bytes, size);
    writer->sections[at].size = size;
}

bool hs_model_writer_read(hs_model_writer *writer, const char *path, hs_error *error)
{
    if (access(path, F_OK) != 0 && errno == ENOENT)
        return true;
    hs_model_file *model = hs_model_file_open(path, error);
    if (!model)
        return false;
    const char *name;
    for (size_t i = 0; (name = hs_model_file_section_name(model, i)); i++) {
        hs_str section;
        if (hs_model_file_section(model, name, &section, error))
            hs_model_writer_set(writer, name, section.bytes, section.length);
    }
    hs_model_file_close(model);
    return true;
}

static size_t aligned(size_t size)
{
    return (size + HS_MODEL_ALIGNMENT - 1) / HS_MODEL_ALIGNMENT * HS_MODEL_ALIGNMENT;
}

void hs_model_writer_build(const hs_model_writer *writer, hs_buffer *out)
{
    hs_model_entry entries[HS_MODEL_SECTIONS_MAX] = {0};
    size_t table_size = writer->count * sizeof entries[0];
    size_t offset = aligned(sizeof(hs_model_header) + table_size);
    for (size_t i = 0; i < writer->count; i++) {
        memcpy(entries[i].name, writer->sections[i].name, HS_MODEL_NAME_SIZE);
        entries[i].offset = offset;
        entries[i].size = writer->sections[i].size;
        entries[i].hash = hs_model_hash(writer->sections[i].bytes, writer->sections[i].size);
        offset = aligned(offset + writer->sections[i].size);
    }
    hs_model_header header = {
        .magic = {'H', 'S', 'M', 'O', 'D', 'E', 'L', '\n'},
        .format = HS_MODEL_FORMAT,
        .byte_order = HS_MODEL_BYTE_ORDER,
        .file_size = offset,
        .section_count = (uint32_t)writer->count,
        .table_hash = hs_model_hash(entries, table_size),
    };
    static const char zeros[HS_MODEL_ALIGNMENT] = {0};
    size_t start = out->length;
    hs_buffer_append(out, &header, sizeof header);
    hs_buffer_append(out, entries, table_size);
    for (size_t i = 0; i < writer->count; i++) {
        hs_buffer_append(out, writer->sections[i].bytes, writer->sections[i].size);
        size_t written = out->length - start;
        hs_buffer_append(out, zeros, aligned(written) - written);
    }
}

static bool write_file(const hs_buffer *bytes, const char *path, hs_error *error)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return hs_error_set(error, "%s: cannot write: %s", path, strerror(errno));
    bool written = fwrite(bytes->bytes, 1, bytes->length, file) == bytes->length;
    written = fclose(file) == 0 && written;
    return written || hs_error_set(error, "%s: cannot write: %s", path, strerror(errno));
}

bool hs_model_writer_save(const hs_model_writer *writer, const char *path, hs_error *error)
{
    hs_buffer bytes = {0}, temporary = {0};
    hs_model_writer_build(writer, &bytes);
    hs_buffer_printf(&temporary, "%s.new", path);
    bool saved = write_file(&bytes, temporary.bytes, error);
    if (saved && rename(temporary.bytes, path) != 0)
        saved = hs_error_set(error, "%s: cannot write: %s", path, strerror(errno));
    hs_buffer_finish(&bytes);
    hs_buffer_finish(&temporary);
    return saved;
}
