/* What is computed of a document before it is written: passages, their terms, packed annotations.
 *
 * The costly part of putting a document, and it needs no archive: many threads prepare, one writes.
 * Everything lies in the arena; the document's strings are borrowed.
 */
#pragma once

#include "base/buffer.h"
#include "evidence/archive.h"
#include "evidence/terms.h"

/* Passages are cut behind a line end near this size, so that a news item is one or two. */
#define HS_PASSAGE_BYTES 8192

/* A quotation that begins in a passage and ends in the next is found in the first one if it does
 * not run further than this into the next. */
#define HS_PASSAGE_OVERLAP_BYTES 512

/* More passages of one document make them larger instead. */
#define HS_PASSAGES_MOST 4096

typedef struct hs_archive_passage {
    hs_span place;     /* the passages' places follow each other without gap */
    hs_span indexed;   /* with the overlap */
    hs_str compressed; /* the text at `place`, a zstd frame */
    hs_terms terms;    /* of the text at `indexed`; in the first one of the title too */
} hs_archive_passage;

typedef struct hs_content_hash {
    uint8_t bytes[16];
} hs_content_hash;

typedef struct hs_archive_prepared {
    const hs_archive_document *document;
    hs_content_hash hash; /* of text, title, author and date of publication */
    hs_str annotations;   /* packed (archive_pack.h) */
    const hs_archive_passage *passages;
    size_t passage_count; /* at least one */
} hs_archive_prepared;

/* Any thread. */
hs_archive_prepared *hs_archive_prepare(const hs_archive_document *document, hs_arena *arena);

/* Within begin and commit; the id is set in `*id`. After HS_ARCHIVE_FAILED roll back. */
hs_archive_put hs_archive_put_prepared(hs_archive *archive, const hs_archive_prepared *prepared,
                                       int64_t *id, hs_error *error);

hs_content_hash hs_archive_document_hash(const hs_archive_document *document);
hs_content_hash hs_archive_factcheck_hash(const hs_archive_factcheck *factcheck);
hs_terms hs_archive_factcheck_terms(const hs_archive_factcheck *factcheck, hs_arena *arena);

/* A passage as a store gives it back. */
typedef struct hs_stored_passage {
    uint64_t start, end; /* in the document's text */
    hs_str compressed;
} hs_stored_passage;

/* Appends what of a passage's text lies in the span. False when the passage is damaged. */
bool hs_archive_append_passage(const hs_stored_passage *passage, hs_span span, hs_buffer *out);
