/* The archive: documents with what was said in them, and published fact-checks.
 *
 * One interface, two stores behind it: SQLite (a path) and PostgreSQL ("postgresql://…"). A
 * document comes in with its annotations (who said which words, which figures stand where). Its
 * words are indexed by *passage*: a stretch of some kilobytes, so that looking at a candidate costs
 * the same in a book as in a news item.
 *
 * Candidates are found by terms (terms.h): words, and runs of common words, which are rare where
 * the words themselves are not. A term's weight is its rarity; terms that stand in very many
 * passages are set aside. The best passages come first; comparing words with words is the caller's.
 *
 * Threads: a handle belongs to one thread at a time. Many handles may be open on one archive, of
 * which one at a time writes; readers see what was committed last.
 * Errors: everything that can fail for a cause outside (disk full, file damaged or locked, server
 * gone) returns false with a text; the handle stays usable, and with PostgreSQL connects again when
 * the server is back. Only parameters carry data to the databases, never the text of a statement.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/str.h"
#include "text/span.h"

typedef struct hs_archive hs_archive;

typedef enum hs_archive_mode {
    HS_ARCHIVE_READ,   /* an archive that does not exist is an error */
    HS_ARCHIVE_WRITE,  /* likewise */
    HS_ARCHIVE_CREATE, /* made when it does not exist */
} hs_archive_mode;

/* Opens a path of a SQLite file or a postgresql:// address. NULL and an error when that fails. */
hs_archive *hs_archive_open(const char *address, hs_archive_mode mode, hs_error *error);
void hs_archive_close(hs_archive *archive); /* NULL is fine; what is not committed is undone */

/* Appends an address as one may show it: without the password in it. */
void hs_archive_address_append(hs_buffer *out, const char *address);

/* Whether an address names a server; else it is a path. */
bool hs_archive_is_server(const char *address);

/* Whether the handle still leads to the archive that its address names: a file may have been
 * replaced, a connection broken. */
bool hs_archive_is_usable(hs_archive *archive);

/* Whether another handle has put something in or, in a file, taken something out since this was
 * last asked of this one, or since it was opened. False when that cannot be told. */
bool hs_archive_has_changed(hs_archive *archive);

/* Whether the last failure may pass by itself: the server could not be reached, or two who wrote
 * were in each other's way. */
bool hs_archive_may_try_again(const hs_archive *archive);

hs_archive_mode hs_archive_mode_of(const hs_archive *archive);

/* ---------------------------------------------------------------- what it holds */

/* Words that a document attributes to somebody. */
typedef struct hs_archive_quote {
    const hs_span *content; /* bytes of the document's text, in order; marks included */
    size_t content_count;   /* at least one */
    bool direct;            /* some of it in quotation marks, or a block quotation */
    hs_str speaker;         /* the fullest name in the document; empty: nobody known */
    hs_str speaker_key;     /* hs_archive_speaker_key() of it */
} hs_archive_quote;

typedef struct hs_archive_quantity {
    hs_span span;
    double value;
    hs_str unit; /* "year", "percent", "USD"…; empty for a bare number */
} hs_archive_quantity;

/* Strings may be empty but for uri and text. Text is valid UTF-8. */
typedef struct hs_archive_document {
    int64_t id; /* given by the archive */
    hs_str uri; /* where it was read from: names the document */
    hs_str url; /* where it was published */
    hs_str title;
    hs_str author;
    hs_str published; /* ISO 8601, "2026-03-14" or with a time */
    hs_str language;  /* the markup: "plaintext", "markdown", "html" */
    hs_str text;
    uint64_t model; /* of the models that annotated it, as one number */
    const hs_archive_quote *quotes;
    size_t quote_count;
    const hs_archive_quantity *quantities;
    size_t quantity_count;
} hs_archive_document;

/* A published check of a claim (schema.org ClaimReview). */
typedef struct hs_archive_factcheck {
    int64_t id;
    hs_str url;
    hs_str claim; /* claimReviewed */
    hs_str title;
    hs_str claimant;
    hs_str rating;
    hs_str publisher;
    hs_str published;
} hs_archive_factcheck;

/* ---------------------------------------------------------------- writing */

typedef enum hs_archive_put {
    HS_ARCHIVE_FAILED,
    HS_ARCHIVE_ADDED,
    HS_ARCHIVE_UPDATED,   /* the uri, or the claim's check, was there with another content */
    HS_ARCHIVE_UNCHANGED, /* this content is there already, here or under another uri */
} hs_archive_put;

/* Nothing is kept until commit says true: then all of it is, whatever happens next. */
bool hs_archive_begin(hs_archive *archive, hs_error *error);
bool hs_archive_commit(hs_archive *archive, hs_error *error);
void hs_archive_rollback(hs_archive *archive);

/* Within begin and commit; `factcheck->id` is set. After HS_ARCHIVE_FAILED roll back. A check of a
 * claim that is there already, at the same address, takes its place, unless it was published
 * earlier. Documents are put by archive_prepare.h. */
hs_archive_put hs_archive_put_factcheck(hs_archive *archive, hs_archive_factcheck *factcheck,
                                        hs_error *error);

/* Whether a document's content is there already, so that it need not be annotated. On failure
 * false too: putting it will tell. */
bool hs_archive_has(hs_archive *archive, const hs_archive_document *document);

/* New annotations of a document that stays as it is. */
bool hs_archive_annotate(hs_archive *archive, const hs_archive_document *document, hs_error *error);

bool hs_archive_remove(hs_archive *archive, int64_t document, hs_error *error);

/* ---------------------------------------------------------------- reading */

/* The document with text and annotations, in `arena`. When there is no such document the error
 * says so. */
bool hs_archive_get(hs_archive *archive, int64_t id, hs_arena *arena, hs_archive_document *document,
                    hs_error *error);

/* The same without text, quotes and quantities: what a list shows. */
bool hs_archive_get_head(hs_archive *archive, int64_t id, hs_arena *arena,
                         hs_archive_document *document, hs_error *error);

/* The bytes [span) of a document's text, cut to what there is. */
bool hs_archive_get_text(hs_archive *archive, int64_t id, hs_span span, hs_arena *arena,
                         hs_str *text, hs_error *error);

bool hs_archive_get_factcheck(hs_archive *archive, int64_t id, hs_arena *arena,
                              hs_archive_factcheck *factcheck, hs_error *error);

/* The document of that uri; 0 when there is none. */
bool hs_archive_find_uri(hs_archive *archive, hs_str uri, int64_t *id, hs_error *error);

/* Visits documents (heads) in the order of their ids, from behind `after` (0: all), until the
 * visitor says false. The archive is not to be written to meanwhile. */
typedef bool hs_archive_document_visitor(const hs_archive_document *document, void *data);
bool hs_archive_list(hs_archive *archive, int64_t after, hs_archive_document_visitor *visit,
                     void *data, hs_error *error);

/* The same for fact-checks, whole ones. */
typedef bool hs_archive_factcheck_visitor(const hs_archive_factcheck *factcheck, void *data);
bool hs_archive_list_factchecks(hs_archive *archive, int64_t after,
                                hs_archive_factcheck_visitor *visit, void *data, hs_error *error);

/* ---------------------------------------------------------------- candidates */

/* A passage that shares terms with what was asked for. */
typedef struct hs_archive_candidate {
    int64_t document;
    hs_span place;  /* bytes of the document's text; runs a little into the next passage */
    float score;    /* share of the asked terms' weight that stands there, 0 to 1 */
    size_t matched; /* number of terms that stand there */
} hs_archive_candidate;

typedef struct hs_archive_candidates {
    const hs_archive_candidate *items; /* best first; in the arena */
    size_t count;
} hs_archive_candidates;

/* Passages where the words of a quote may stand, altered or not. */
bool hs_archive_find_quote(hs_archive *archive, hs_str quote, size_t limit, hs_arena *arena,
                           hs_archive_candidates *found, hs_error *error);

/* Passages about the same things as a claim or a search. */
bool hs_archive_find_text(hs_archive *archive, hs_str words, size_t limit, hs_arena *arena,
                          hs_archive_candidates *found, hs_error *error);

/* The texts at the candidates' places, in one go: a server is asked once. Empty for a document that
 * has gone meanwhile. */
bool hs_archive_get_texts(hs_archive *archive, const hs_archive_candidate *candidates, size_t count,
                          hs_arena *arena, hs_str *texts, hs_error *error);

/* Fact-checks about the same things as a claim: `document` is the fact-check's id, place empty. */
bool hs_archive_find_factchecks(hs_archive *archive, hs_str claim, size_t limit, hs_arena *arena,
                                hs_archive_candidates *found, hs_error *error);

/* ---------------------------------------------------------------- the whole */

typedef struct hs_archive_stats {
    uint64_t documents;
    uint64_t passages;
    uint64_t factchecks;
    uint64_t text_bytes;   /* of the documents, as they came */
    uint64_t stored_bytes; /* on disk, everything */
    uint64_t other_model;  /* documents annotated by other models than those named */
} hs_archive_stats;

/* `model`: of the models that annotate now. */
bool hs_archive_stats_read(hs_archive *archive, uint64_t model, hs_archive_stats *stats,
                           hs_error *error);

/* Looks through everything; the first fault found is the error. */
bool hs_archive_check(hs_archive *archive, hs_error *error);

/* Gives space of removed documents back and brings the index into its smallest form. */
bool hs_archive_vacuum(hs_archive *archive, hs_error *error);

/* ---------------------------------------------------------------- names */

/* A name as one compares it: lower case, marks off letters, words in order, titles and initials'
 * full stops left out: "Dr. José Núñez" and "Jose Nunez" are "jose nunez". */
hs_str hs_archive_speaker_key(hs_str name, hs_arena *arena);
