/* Opens, checks and finds model files. What the sections hold is for their readers to check. */
#include "language/model_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "language/checked_models.h"
#include "language/kept_rows.h"

_Static_assert(sizeof(hs_model_header) == 64, "the header fills its place in the format");
_Static_assert(sizeof(hs_model_entry) == 64, "an entry fills its place in the format");

#define WAY_OUT "install it again, or name another file: hearsayd(1) says how"

enum { READ_AT_ONCE = 16 * 1024 }; /* stays in the core's first cache */

struct hs_model_file {
    hs_str bytes;
    int file; /* of a mapped one, else -1 */
    bool mapped;
    char *name; /* for errors */
    const hs_model_entry *entries;
    uint32_t count;
    hs_kept_rows *kept; /* of what is set aside, or NULL; not part of what users see */
};

static bool header_is_sound(const hs_model_file *model, hs_error *error)
{
    hs_model_header header;
    const char *name = model->name;
    if (model->bytes.length < sizeof header ||
        memcmp(model->bytes.bytes, HS_MODEL_MAGIC, sizeof header.magic) != 0)
        return hs_error_set(error, "%s: not a model file of hearsay; " WAY_OUT, name);
    memcpy(&header, model->bytes.bytes, sizeof header);
    if (header.byte_order != HS_MODEL_BYTE_ORDER)
        return hs_error_set(error, "%s: a model for machines of another byte order; " WAY_OUT,
                            name);
    if (header.format != HS_MODEL_FORMAT)
        return hs_error_set(error,
                            "%s: model format %u, but this program reads format %u; use the model "
                            "that came with this version",
                            name, header.format, HS_MODEL_FORMAT);
    if (header.file_size != model->bytes.length)
        return hs_error_set(error, "%s: the model is %s (%zu bytes, not %llu); " WAY_OUT, name,
                            model->bytes.length < header.file_size ? "cut short" : "too long",
                            model->bytes.length, (unsigned long long)header.file_size);
    size_t room = (model->bytes.length - sizeof header) / sizeof(hs_model_entry);
    if (header.section_count > HS_MODEL_SECTIONS_MAX || header.section_count > room ||
        header.table_hash != hs_model_hash(model->bytes.bytes + sizeof header,
                                           header.section_count * sizeof(hs_model_entry)))
        return hs_error_set(error, "%s: the model's section table is damaged; " WAY_OUT, name);
    return true;
}

/* Of a file it reads the bytes rather than the mapping: to touch a page of that for the first time
 * costs more than to read it, and a short text does not need them all. */
static bool hash_section(const hs_model_file *model, const hs_model_entry *entry, uint64_t *hash)
{
    if (model->file < 0) {
        *hash = hs_model_hash(model->bytes.bytes + entry->offset, entry->size);
        return true;
    }
    hs_model_hasher hasher;
    unsigned char room[READ_AT_ONCE];
    uint64_t at = 0;
    hs_model_hasher_init(&hasher);
    while (at < entry->size) {
        size_t wanted = entry->size - at < READ_AT_ONCE ? entry->size - at : READ_AT_ONCE;
        if (pread(model->file, room, wanted, (off_t)(entry->offset + at)) != (ssize_t)wanted)
            break;
        hs_model_hasher_add(&hasher, room, wanted);
        at += wanted;
    }
    *hash = hs_model_hasher_result(&hasher);
    return at == entry->size;
}

static bool entry_is_sound(const hs_model_file *model, const hs_model_entry *entry, bool is_known,
                           hs_error *error)
{
    size_t length = model->bytes.length;
    if (entry->name[0] == '\0' || memchr(entry->name, '\0', HS_MODEL_NAME_SIZE) == NULL ||
        entry->offset % HS_MODEL_ALIGNMENT != 0 || entry->offset > length ||
        entry->size > length - entry->offset)
        return hs_error_set(error, "%s: the model's section table is damaged; " WAY_OUT,
                            model->name);
    uint64_t hash;
    if (!is_known && (!hash_section(model, entry, &hash) || hash != entry->hash))
        return hs_error_set(error, "%s: the model's section \"%s\" is damaged; " WAY_OUT,
                            model->name, entry->name);
    return true;
}

static bool is_sound(hs_model_file *model, hs_error *error)
{
    if (!header_is_sound(model, error))
        return false;
    hs_model_header header;
    memcpy(&header, model->bytes.bytes, sizeof header);
    model->entries = (const hs_model_entry *)(const void *)(model->bytes.bytes + sizeof header);
    hs_model_identity identity;
    bool is_known = hs_checked_models_know(model->file, header.table_hash, &identity);
    for (uint32_t i = 0; i < header.section_count; i++)
        if (!entry_is_sound(model, &model->entries[i], is_known, error))
            return false;
    if (!is_known)
        hs_checked_models_note(&identity);
    model->count = header.section_count;
    return true;
}

/* Takes over what the model has but `file`. */
static hs_model_file *open_checked(hs_model_file from, hs_error *error)
{
    hs_model_file *model = hs_alloc(sizeof *model);
    *model = from;
    if (is_sound(model, error))
        return model;
    hs_model_file_close(model);
    return NULL;
}

hs_model_file *hs_model_file_open_bytes(hs_str bytes, const char *name, hs_error *error)
{
    return open_checked((hs_model_file){.bytes = bytes, .file = -1, .name = hs_string_copy(name)},
                        error);
}

static bool map_file(int file, const char *path, hs_str *bytes, hs_error *error)
{
    struct stat status;
    if (fstat(file, &status) != 0)
        return hs_error_set(error, "%s: %s", path, strerror(errno));
    if (!S_ISREG(status.st_mode))
        return hs_error_set(error, "%s: not a file; " WAY_OUT, path);
    if (status.st_size == 0 || (uint64_t)status.st_size > HS_MODEL_SIZE_MAX)
        return hs_error_set(error, "%s: not a model file of hearsay; " WAY_OUT, path);
    size_t size = (size_t)status.st_size;
    int flags = MAP_SHARED;
#ifdef MAP_POPULATE
    flags |= MAP_POPULATE; /* one call is cheaper than a fault for each page */
#endif
    void *address = mmap(NULL, size, PROT_READ, flags, file, 0);
    if (address == MAP_FAILED)
        return hs_error_set(error, "%s: cannot map the model: %s", path, strerror(errno));
    *bytes = hs_str_make(address, size);
    return true;
}

hs_model_file *hs_model_file_open(const char *path, hs_error *error)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        hs_error_set(error, "%s: cannot open the model: %s; " WAY_OUT, path, strerror(errno));
        return NULL;
    }
    hs_str bytes = {0};
    if (!map_file(file, path, &bytes, error)) {
        close(file);
        return NULL;
    }
    return open_checked(
        (hs_model_file){.bytes = bytes, .file = file, .mapped = true, .name = hs_string_copy(path)},
        error);
}

void hs_model_file_close(hs_model_file *model)
{
    if (!model)
        return;
    if (model->mapped) {
        munmap((void *)(uintptr_t)model->bytes.bytes, model->bytes.length);
        close(model->file);
    }
    hs_kept_rows_destroy(model->kept);
    free(model->name);
    free(model);
}

bool hs_model_file_section(const hs_model_file *model, const char *name, hs_str *section,
                           hs_error *error)
{
    for (uint32_t i = 0; i < model->count; i++) {
        const hs_model_entry *entry = &model->entries[i];
        if (strcmp(entry->name, name) == 0) {
            *section = hs_str_make(model->bytes.bytes + entry->offset, entry->size);
            return true;
        }
    }
    return hs_error_set(error, "%s: the model has no section \"%s\"; " WAY_OUT, model->name, name);
}

uint64_t hs_model_file_hash(const hs_model_file *model)
{
    hs_model_header header;
    memcpy(&header, model->bytes.bytes, sizeof header);
    return header.table_hash; /* the table holds the sections' hashes */
}

void hs_model_file_set_aside(hs_model_file *model, const void *bytes, size_t size)
{
#ifdef MADV_DONTNEED
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t start = ((uintptr_t)bytes + page - 1) / page * page;
    uintptr_t end = ((uintptr_t)bytes + size) / page * page;
    if (!model->mapped || start >= end)
        return;
    madvise((void *)start, end - start, MADV_DONTNEED);
    if (!model->kept)
        model->kept = hs_kept_rows_create();
#endif
}

void hs_model_file_copy(const hs_model_file *model, const void *bytes, size_t size, void *copy)
{
    size_t at = (size_t)((const char *)bytes - model->bytes.bytes);
    if (!model->kept) {
        memcpy(copy, bytes, size);
    } else if (!hs_kept_rows_copy(model->kept, (uint32_t)at, size, copy)) {
        if (pread(model->file, copy, size, (off_t)at) != (ssize_t)size)
            memcpy(copy, bytes, size);
        hs_kept_rows_add(model->kept, (uint32_t)at, size, copy);
    }
}

const char *hs_model_file_section_name(const hs_model_file *model, size_t index)
{
    return index < model->count ? model->entries[index].name : NULL;
}

char *hs_model_file_find(const char *option, hs_error *error)
{
    static const char *const places[] = {HS_SOURCE_MODELS "/english.hsm",
                                         HS_INSTALLED_MODELS "/english.hsm"};
    if (option)
        return hs_string_copy(option);
    const char *variable = getenv("HEARSAY_MODEL");
    if (variable && variable[0])
        return hs_string_copy(variable);
    for (size_t i = 0; i < HS_COUNT(places); i++)
        if (access(places[i], R_OK) == 0)
            return hs_string_copy(places[i]);
    hs_error_set(error,
                 "no language model: neither %s nor %s can be read; install hearsay's data or name "
                 "a model with --model or HEARSAY_MODEL",
                 places[0], places[1]);
    return NULL;
}
