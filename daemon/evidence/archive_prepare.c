/* Cutting into passages, their terms, compression and the hash by which contents are told apart. */
#include "evidence/archive_prepare.h"

#include <stdlib.h>
#include <string.h>

#include <zstd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "evidence/archive_pack.h"

enum { COMPRESSION_LEVEL = 3 };

/* ---------------------------------------------------------------- contents */

/* Two hashes with different seeds over the fields, each with its length before it. */
static hs_content_hash hash_fields(const hs_str *fields, size_t count)
{
    uint64_t halves[2] = {0x9e3779b97f4a7c15u, 0xc2b2ae3d27d4eb4fu};
    hs_content_hash hash;
    for (size_t i = 0; i < count; i++) {
        uint64_t length = fields[i].length;
        for (size_t half = 0; half < 2; half++) {
            halves[half] = hs_hash_bytes(&length, sizeof length, halves[half]);
            halves[half] = hs_hash_bytes(fields[i].bytes, fields[i].length, halves[half]);
        }
    }
    memcpy(hash.bytes, halves, sizeof hash.bytes);
    return hash;
}

hs_content_hash hs_archive_document_hash(const hs_archive_document *document)
{
    hs_str fields[] = {document->text, document->title, document->author, document->published};
    return hash_fields(fields, HS_COUNT(fields));
}

hs_content_hash hs_archive_factcheck_hash(const hs_archive_factcheck *factcheck)
{
    hs_str fields[] = {factcheck->url,    factcheck->claim,     factcheck->title,
                       factcheck->rating, factcheck->publisher, factcheck->published};
    return hash_fields(fields, HS_COUNT(fields));
}

hs_terms hs_archive_factcheck_terms(const hs_archive_factcheck *factcheck, hs_arena *arena)
{
    hs_buffer text = {0};
    hs_str fields[] = {factcheck->claim, factcheck->title, factcheck->claimant};
    for (size_t i = 0; i < HS_COUNT(fields); i++) {
        hs_buffer_append_str(&text, fields[i]);
        hs_buffer_append_byte(&text, '\n');
    }
    hs_terms terms = hs_terms_of(hs_buffer_str(&text), HS_TERMS_WORDS, arena);
    hs_buffer_finish(&text);
    return terms;
}

/* ---------------------------------------------------------------- compression */

static hs_str compress(hs_str text, hs_arena *arena)
{
    size_t room = ZSTD_compressBound(text.length);
    char *frame = hs_arena_alloc(arena, room);
    size_t length = ZSTD_compress(frame, room, text.bytes, text.length, COMPRESSION_LEVEL);
    if (ZSTD_isError(length)) /* only without memory */
        abort();
    return hs_str_make(frame, length);
}

static bool decompress(hs_str compressed, size_t length, hs_buffer *out)
{
    if (ZSTD_getFrameContentSize(compressed.bytes, compressed.length) != length)
        return false;
    hs_buffer_reserve(out, length + 1);
    size_t got =
        ZSTD_decompress(out->bytes + out->length, length, compressed.bytes, compressed.length);
    if (ZSTD_isError(got) || got != length)
        return false;
    out->length += length;
    out->bytes[out->length] = '\0';
    return true;
}

bool hs_archive_append_passage(const hs_stored_passage *passage, hs_span span, hs_buffer *out)
{
    size_t before = out->length;
    if (passage->start >= passage->end || passage->end > UINT32_MAX ||
        !decompress(passage->compressed, passage->end - passage->start, out))
        return false;
    if (passage->end > span.end)
        out->length -= passage->end - span.end;
    if (passage->start < span.start) {
        size_t cut = span.start - passage->start;
        memmove(out->bytes + before, out->bytes + before + cut, out->length - before - cut);
        out->length -= cut;
    }
    return true;
}

/* ---------------------------------------------------------------- passages */

static bool continues(hs_str text, size_t offset)
{
    return offset < text.length && ((unsigned char)text.bytes[offset] & 0xc0) == 0x80;
}

/* Where a passage from `start` ends: behind the last line end before the wanted size, else behind
 * a space, else between characters. */
static size_t passage_end(hs_str text, size_t start, size_t size)
{
    if (text.length - start <= size + size / 4)
        return text.length;
    const char *from = text.bytes + start;
    const char *line = memrchr(from + size / 2, '\n', size - size / 2);
    const char *space = line ? line : memrchr(from + size / 2, ' ', size - size / 2);
    size_t end = start + (space ? (size_t)(space - from) + 1 : size);
    while (continues(text, end))
        end--;
    return end;
}

static size_t overlap_end(hs_str text, size_t end)
{
    size_t far = text.length - end <= HS_PASSAGE_OVERLAP_BYTES ? text.length
                                                               : end + HS_PASSAGE_OVERLAP_BYTES;
    while (continues(text, far))
        far--;
    return far;
}

/* The first passage has the title's terms too. */
static hs_terms passage_terms(const hs_archive_document *document, hs_span indexed, hs_arena *arena)
{
    hs_str text = hs_str_slice(document->text, indexed.start, indexed.end);
    if (indexed.start > 0 || document->title.length == 0)
        return hs_terms_of(text, HS_TERMS_ALL, arena);
    hs_buffer both = {0};
    hs_buffer_append_str(&both, document->title);
    hs_buffer_append_text(&both, "\n");
    hs_buffer_append_str(&both, text);
    hs_terms terms = hs_terms_of(hs_buffer_str(&both), HS_TERMS_ALL, arena);
    hs_buffer_finish(&both);
    return terms;
}

hs_archive_prepared *hs_archive_prepare(const hs_archive_document *document, hs_arena *arena)
{
    hs_archive_prepared *prepared = hs_arena_new(arena, hs_archive_prepared);
    hs_str text = document->text;
    size_t size = HS_PASSAGE_BYTES;
    while (text.length / size >= HS_PASSAGES_MOST / 2)
        size *= 2;
    size_t room = text.length / (size / 2) + 1;
    hs_archive_passage *passages = hs_arena_new_array(arena, hs_archive_passage, room);
    size_t start = 0, count = 0;
    do {
        size_t end = passage_end(text, start, size);
        hs_archive_passage *passage = &passages[count++];
        passage->place = (hs_span){(uint32_t)start, (uint32_t)end};
        passage->indexed = (hs_span){(uint32_t)start, (uint32_t)overlap_end(text, end)};
        passage->compressed = compress(hs_str_slice(text, start, end), arena);
        passage->terms = passage_terms(document, passage->indexed, arena);
        start = end;
    } while (start < text.length);
    prepared->document = document;
    prepared->hash = hs_archive_document_hash(document);
    prepared->annotations = hs_archive_pack(document, arena);
    prepared->passages = passages;
    prepared->passage_count = count;
    return prepared;
}
