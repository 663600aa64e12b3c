/* What a store must do for the archive: the table behind archive.h. Private to daemon/evidence.
 *
 * The archive cuts documents into passages and terms, compares contents and ranks candidates;
 * a store keeps rows and gives posting lists. Threads and errors as in archive.h.
 */
#pragma once

#include "evidence/archive.h"
#include "evidence/archive_prepare.h"

/* The two collections that have terms. */
typedef enum hs_archive_index {
    HS_INDEX_PASSAGES,
    HS_INDEX_FACTCHECKS,
} hs_archive_index;

/* The passages or fact-checks of one term, ascending. */
typedef struct hs_posting_list {
    const int64_t *ids; /* in the caller's arena */
    size_t count;
    bool cut; /* there are more than were asked for: the term is common */
} hs_posting_list;

typedef struct hs_passage_place {
    int64_t document; /* 0: the passage is gone */
    hs_span place;
} hs_passage_place;

/* A type for each function, by which stores declare their own. */
typedef void hs_backend_close(hs_archive *archive);
typedef bool hs_backend_is_usable(hs_archive *archive);
typedef bool hs_backend_has_changed(hs_archive *archive);
typedef bool hs_backend_begin(hs_archive *archive, hs_error *error);
typedef bool hs_backend_commit(hs_archive *archive, hs_error *error);
typedef void hs_backend_rollback(hs_archive *archive);

/* 0 when there is none. */
typedef bool hs_backend_find_content(hs_archive *archive, hs_archive_index index,
                                     const hs_content_hash *hash, int64_t *id, hs_error *error);
typedef bool hs_backend_find_uri(hs_archive *archive, hs_str uri, int64_t *id, hs_error *error);
/* The latest check of that claim at that address. */
typedef bool hs_backend_find_factcheck(hs_archive *archive, hs_str url, hs_str claim, int64_t *id,
                                       hs_error *error);

/* An id of 0: somebody else has just put the same in. */
typedef bool hs_backend_insert_document(hs_archive *archive, const hs_archive_prepared *prepared,
                                        int64_t *id, hs_error *error);
/* The terms are those it was put in with. */
typedef bool hs_backend_delete_document(hs_archive *archive, int64_t id,
                                        const hs_archive_prepared *prepared, hs_error *error);
typedef bool hs_backend_set_annotations(hs_archive *archive, int64_t id, uint64_t model,
                                        hs_str packed, hs_error *error);
typedef bool hs_backend_insert_factcheck(hs_archive *archive, const hs_archive_factcheck *factcheck,
                                         const hs_content_hash *hash, const hs_terms *terms,
                                         int64_t *id, hs_error *error);
typedef bool hs_backend_delete_factcheck(hs_archive *archive, int64_t id, const hs_terms *terms,
                                         hs_error *error);

/* False with an empty error text: there is none of that id. */
typedef bool hs_backend_get_head(hs_archive *archive, int64_t id, hs_arena *arena,
                                 hs_archive_document *document, hs_str *packed, hs_error *error);
typedef bool hs_backend_get_text(hs_archive *archive, int64_t id, hs_span span, hs_arena *arena,
                                 hs_str *text, hs_error *error);
/* The texts at the candidates' places. */
typedef bool hs_backend_get_texts(hs_archive *archive, const hs_archive_candidate *candidates,
                                  size_t count, hs_arena *arena, hs_str *texts, hs_error *error);
typedef bool hs_backend_get_factcheck(hs_archive *archive, int64_t id, hs_arena *arena,
                                      hs_archive_factcheck *factcheck, hs_error *error);
typedef bool hs_backend_list(hs_archive *archive, int64_t after, hs_archive_document_visitor *visit,
                             void *data, hs_error *error);

typedef bool hs_backend_list_factchecks(hs_archive *archive, int64_t after,
                                        hs_archive_factcheck_visitor *visit, void *data,
                                        hs_error *error);

/* A list for each term, of `most` ids at most. */
typedef bool hs_backend_postings(hs_archive *archive, hs_archive_index index, const hs_str *terms,
                                 size_t count, size_t most, hs_arena *arena, hs_posting_list *lists,
                                 hs_error *error);
/* Those that have all of the terms, `most` at most. */
typedef bool hs_backend_postings_of_all(hs_archive *archive, hs_archive_index index,
                                        const hs_str *terms, size_t count, size_t most,
                                        hs_arena *arena, hs_posting_list *list, hs_error *error);
typedef bool hs_backend_places(hs_archive *archive, const int64_t *passages, size_t count,
                               hs_passage_place *places, hs_error *error);
/* How many there are, about. */
typedef bool hs_backend_size(hs_archive *archive, hs_archive_index index, uint64_t *count,
                             hs_error *error);

typedef bool hs_backend_stats(hs_archive *archive, uint64_t model, hs_archive_stats *stats,
                              hs_error *error);
typedef bool hs_backend_check(hs_archive *archive, hs_error *error);
typedef bool hs_backend_vacuum(hs_archive *archive, hs_error *error);

typedef struct hs_archive_backend {
    hs_backend_close *close;
    hs_backend_is_usable *is_usable;
    hs_backend_has_changed *has_changed;
    hs_backend_begin *begin;
    hs_backend_commit *commit;
    hs_backend_rollback *rollback;
    hs_backend_find_content *find_content;
    hs_backend_find_uri *find_uri;
    hs_backend_find_factcheck *find_factcheck;
    hs_backend_insert_document *insert_document;
    hs_backend_delete_document *delete_document;
    hs_backend_set_annotations *set_annotations;
    hs_backend_insert_factcheck *insert_factcheck;
    hs_backend_delete_factcheck *delete_factcheck;
    hs_backend_get_head *get_head;
    hs_backend_get_text *get_text;
    hs_backend_get_texts *get_texts;
    hs_backend_get_factcheck *get_factcheck;
    hs_backend_list *list;
    hs_backend_list_factchecks *list_factchecks;
    hs_backend_postings *postings;
    hs_backend_postings_of_all *postings_of_all;
    hs_backend_places *places;
    hs_backend_size *size;
    hs_backend_stats *stats;
    hs_backend_check *check;
    hs_backend_vacuum *vacuum;
} hs_archive_backend;

/* How many common terms a handle remembers, so that their lists are not read to the cap again. */
#define HS_COMMON_TERMS_KEPT 4096

/* Each store's handle begins with this. */
struct hs_archive {
    const hs_archive_backend *backend;
    hs_archive_mode mode;
    uint64_t common_terms[2][HS_COMMON_TERMS_KEPT]; /* hashes, by index and their low bits */
    bool writing;                                   /* between begin and commit */
    bool may_try_again; /* the last failure passes: a server that is gone, a deadlock */
};

typedef hs_archive *hs_store_open(const char *address, hs_archive_mode mode, hs_error *error);
hs_store_open hs_store_postgres_open; /* in a module of its own: module.h */
hs_store_open hs_store_sqlite_open;
