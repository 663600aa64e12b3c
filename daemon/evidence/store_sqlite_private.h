/* The SQLite store as its own files see it: a connection and its prepared statements. */
#pragma once

#include <sqlite3.h>
#include <sys/stat.h>

#include "evidence/archive_backend.h"

/* X(name, SQL) */
#define HS_SQLITE_STATEMENTS(X)                                                                    \
    X(begin, "BEGIN IMMEDIATE")                                                                    \
    X(commit, "COMMIT")                                                                            \
    X(rollback, "ROLLBACK")                                                                        \
    X(document_by_content, "SELECT id FROM document WHERE content = ?1")                           \
    X(document_by_uri, "SELECT id FROM document WHERE uri = ?1")                                   \
    X(insert_document, "INSERT INTO document (uri, url, title, author, published, language, "      \
                       "content, bytes, model, annotations, imported) "                            \
                       "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, unixepoch())")            \
    X(insert_passage, "INSERT INTO passage (document, byte_start, byte_end, indexed_end, text) "   \
                      "VALUES (?1, ?2, ?3, ?4, ?5)")                                               \
    X(insert_passage_terms, "INSERT INTO passage_terms (rowid, terms) VALUES (?1, ?2)")            \
    X(delete_passage_terms, "INSERT INTO passage_terms (passage_terms, rowid, terms) "             \
                            "VALUES ('delete', ?1, ?2)")                                           \
    X(passages_of, "SELECT id FROM passage WHERE document = ?1 ORDER BY byte_start")               \
    X(delete_passages, "DELETE FROM passage WHERE document = ?1")                                  \
    X(delete_document, "DELETE FROM document WHERE id = ?1")                                       \
    X(set_annotations, "UPDATE document SET model = ?2, annotations = ?3 WHERE id = ?1")           \
    X(get_head, "SELECT id, uri, url, title, author, published, language, model, annotations "     \
                "FROM document WHERE id = ?1")                                                     \
    X(list, "SELECT id, uri, url, title, author, published, language, model "                      \
            "FROM document WHERE id > ?1 ORDER BY id")                                             \
    X(get_text, "SELECT byte_start, byte_end, text FROM passage "                                  \
                "WHERE document = ?1 AND byte_end > ?2 AND byte_start < ?3 ORDER BY byte_start")   \
    X(place, "SELECT document, byte_start, indexed_end FROM passage WHERE id = ?1")                \
    X(passage_postings, "SELECT rowid FROM passage_terms WHERE passage_terms MATCH ?1 LIMIT ?2")   \
    X(factcheck_postings,                                                                          \
      "SELECT rowid FROM factcheck_terms WHERE factcheck_terms MATCH ?1 LIMIT ?2")                 \
    X(passage_size, "SELECT max(id) FROM passage")                                                 \
    X(factcheck_size, "SELECT max(id) FROM factcheck")                                             \
    X(factcheck_by_content, "SELECT id FROM factcheck WHERE content = ?1")                         \
    X(factcheck_by_claim,                                                                          \
      "SELECT id FROM factcheck WHERE url = ?1 AND claim = ?2 ORDER BY id DESC LIMIT 1")           \
    X(insert_factcheck, "INSERT INTO factcheck (url, claim, title, claimant, rating, publisher, "  \
                        "published, content) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")             \
    X(insert_factcheck_terms, "INSERT INTO factcheck_terms (rowid, terms) VALUES (?1, ?2)")        \
    X(delete_factcheck_terms, "INSERT INTO factcheck_terms (factcheck_terms, rowid, terms) "       \
                              "VALUES ('delete', ?1, ?2)")                                         \
    X(delete_factcheck, "DELETE FROM factcheck WHERE id = ?1")                                     \
    X(get_factcheck, "SELECT id, url, claim, title, claimant, rating, publisher, published "       \
                     "FROM factcheck WHERE id = ?1")                                               \
    X(list_factchecks, "SELECT id, url, claim, title, claimant, rating, publisher, published "     \
                       "FROM factcheck WHERE id > ?1 ORDER BY id")                                 \
    X(count_documents, "SELECT count(*), coalesce(sum(bytes), 0) FROM document")                   \
    X(count_other_model, "SELECT count(*) FROM document WHERE model <> ?1")                        \
    X(count_passages, "SELECT count(*) FROM passage")                                              \
    X(count_factchecks, "SELECT count(*) FROM factcheck")                                          \
    X(stored, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")            \
    X(check_passage_terms, "INSERT INTO passage_terms (passage_terms) VALUES ('integrity-check')") \
    X(check_factcheck_terms,                                                                       \
      "INSERT INTO factcheck_terms (factcheck_terms) VALUES ('integrity-check')")                  \
    X(data_version, "PRAGMA data_version")                                                         \
    X(check_file, "PRAGMA integrity_check(1)")                                                     \
    X(optimize_passages, "INSERT INTO passage_terms (passage_terms) VALUES ('optimize')")          \
    X(optimize_factchecks, "INSERT INTO factcheck_terms (factcheck_terms) VALUES ('optimize')")    \
    X(vacuum, "VACUUM")

typedef enum hs_sqlite_statement {
#define HS_SQLITE_STATEMENT(name, sql) HS_SQLITE_##name,
    HS_SQLITE_STATEMENTS(HS_SQLITE_STATEMENT)
#undef HS_SQLITE_STATEMENT
        HS_SQLITE_STATEMENT_COUNT
} hs_sqlite_statement;

typedef struct hs_store_sqlite {
    hs_archive archive; /* first */
    sqlite3 *database;
    char *path;
    struct stat opened;                                  /* the file as it was opened */
    uint64_t data_version;                               /* grows with what others write */
    sqlite3_stmt *statements[HS_SQLITE_STATEMENT_COUNT]; /* prepared at first use */
    hs_buffer terms;                                     /* scratch */
} hs_store_sqlite;

static inline hs_store_sqlite *hs_sqlite_of(hs_archive *archive)
{
    return (hs_store_sqlite *)archive;
}

/* The statement, reset and without parameters; NULL and an error when it cannot be prepared. */
sqlite3_stmt *hs_sqlite_prepare(hs_store_sqlite *store, hs_sqlite_statement which, hs_error *error);

/* Steps to the next row. SQLITE_ROW, SQLITE_DONE, or another code with the error set; after the
 * last two the statement is reset. */
int hs_sqlite_step(hs_store_sqlite *store, sqlite3_stmt *statement, hs_error *error);

/* Runs a statement that gives no rows. */
bool hs_sqlite_run(hs_store_sqlite *store, sqlite3_stmt *statement, hs_error *error);

/* What a result code means for the user: false. */
bool hs_sqlite_fail(hs_store_sqlite *store, int code, hs_error *error);

void hs_sqlite_bind(sqlite3_stmt *statement, int index, hs_str text);       /* as text */
void hs_sqlite_bind_blob(sqlite3_stmt *statement, int index, hs_str bytes); /* borrowed, both */

/* A column as a string in the arena. */
hs_str hs_sqlite_column(sqlite3_stmt *statement, int column, hs_arena *arena);

/* Makes or migrates the tables (store_sqlite_schema.c). */
bool hs_sqlite_set_up(hs_store_sqlite *store, hs_archive_mode mode, hs_error *error);

/* The functions of the table, by file. */
hs_backend_find_content hs_sqlite_find_content;
hs_backend_find_uri hs_sqlite_find_uri;
hs_backend_find_factcheck hs_sqlite_find_factcheck;
hs_backend_insert_document hs_sqlite_insert_document;
hs_backend_delete_document hs_sqlite_delete_document;
hs_backend_set_annotations hs_sqlite_set_annotations;
hs_backend_insert_factcheck hs_sqlite_insert_factcheck;
hs_backend_delete_factcheck hs_sqlite_delete_factcheck;
hs_backend_get_head hs_sqlite_get_head;
hs_backend_get_text hs_sqlite_get_text;
hs_backend_get_texts hs_sqlite_get_texts;
hs_backend_get_factcheck hs_sqlite_get_factcheck;
hs_backend_list hs_sqlite_list;
hs_backend_list_factchecks hs_sqlite_list_factchecks;
hs_backend_postings hs_sqlite_postings;
hs_backend_postings_of_all hs_sqlite_postings_of_all;
hs_backend_places hs_sqlite_places;
hs_backend_size hs_sqlite_size;
