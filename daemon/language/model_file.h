/* The file that holds all trained weights: named sections, mapped into memory, read in place.
 *
 * Layout, all integers little-endian:
 *
 *     0   magic "HSMODEL\n"
 *     8   u32 format version (HS_MODEL_FORMAT)
 *     12  u32 0x01020304, read in the machine's byte order
 *     16  u64 size of the whole file
 *     24  u32 number of sections (at most HS_MODEL_SECTIONS_MAX), u32 zero
 *     32  u64 hash of the section table
 *     40  zeros up to 64
 *     64  the section table: each entry 64 bytes: name (32 bytes, padded with zeros), u64 offset,
 *         u64 size, u64 hash of the section, u64 zero
 *     …   the sections, each at a multiple of 64 bytes, padded with zeros
 *
 * Opening checks all of this but the zeros, so that a file that is cut, damaged or of
 * another kind or version is refused with one sentence that names it and says what to do; the
 * sections' hashes only of a file that is not known to be whole (checked_models.h). What a
 * section holds is checked by whoever reads it: a hash is no proof against malice.
 *
 * The mapping is read-only and shared. A model is replaced by renaming a new file over it, never by
 * writing into it. An open model is immutable; any thread may read it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"

#define HS_MODEL_MAGIC "HSMODEL\n"
#define HS_MODEL_FORMAT 1u
#define HS_MODEL_BYTE_ORDER 0x01020304u
#define HS_MODEL_ALIGNMENT 64u
#define HS_MODEL_SECTIONS_MAX 32u
#define HS_MODEL_NAME_SIZE 32u
#define HS_MODEL_SIZE_MAX (256u << 20)

typedef struct hs_model_header {
    char magic[8];
    uint32_t format;
    uint32_t byte_order;
    uint64_t file_size;
    uint32_t section_count;
    uint32_t zero;
    uint64_t table_hash;
    uint64_t zeros[3];
} hs_model_header;

typedef struct hs_model_entry {
    char name[HS_MODEL_NAME_SIZE];
    uint64_t offset;
    uint64_t size;
    uint64_t hash;
    uint64_t zero;
} hs_model_entry;

typedef struct hs_model_file hs_model_file;

/* Maps and checks the file. NULL with the reason. */
hs_model_file *hs_model_file_open(const char *path, hs_error *error);

/* The same for bytes in memory, which must be aligned to 8 and outlive the model; `name` stands in
 * errors. */
hs_model_file *hs_model_file_open_bytes(hs_str bytes, const char *name, hs_error *error);

void hs_model_file_close(hs_model_file *model); /* NULL is fine */

/* The bytes of a section, aligned to HS_MODEL_ALIGNMENT in a mapped file and valid until close;
 * false with the reason when the file has none of that name. */
bool hs_model_file_section(const hs_model_file *model, const char *name, hs_str *section,
                           hs_error *error);

/* Of everything in the file: other contents, another number. */
uint64_t hs_model_file_hash(const hs_model_file *model);

/* Bytes of a section that are seldom needed: a mapped file's are no longer kept in memory, until
 * somebody reads them in place. Before other threads read the model. */
void hs_model_file_set_aside(hs_model_file *model, const void *bytes, size_t size);

/* Copies a row of a section, one set aside from the file, unless it is still kept from the last
 * time (kept_rows.h). */
void hs_model_file_copy(const hs_model_file *model, const void *bytes, size_t size, void *copy);

/* The name at `index`, or NULL behind the last. */
const char *hs_model_file_section_name(const hs_model_file *model, size_t index);

/* Where the model is: `option` if not NULL, else $HEARSAY_MODEL if set and not empty, else the
 * source tree that this program was built from, else the installed data directory. The path is the
 * caller's (free()). NULL with the reason when the last two do not exist. */
char *hs_model_file_find(const char *option, hs_error *error);

/* 64-bit hash for whole sections, made for speed (eight lanes of 32 by 32 bit products): finds
 * damage, not malice. Depends on the machine's byte order. */
uint64_t hs_model_hash(const void *bytes, size_t size);

/* The same a piece at a time; all pieces but the last are a multiple of so many bytes. */
enum { HS_MODEL_HASHED_AT_ONCE = 1024 };

typedef struct hs_model_hasher {
    uint64_t lanes[8];
    uint64_t size;
    unsigned char rest[64]; /* zeros behind the last piece */
} hs_model_hasher;

void hs_model_hasher_init(hs_model_hasher *hasher);
void hs_model_hasher_add(hs_model_hasher *hasher, const void *bytes, size_t size);
uint64_t hs_model_hasher_result(hs_model_hasher *hasher);
