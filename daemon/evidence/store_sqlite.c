/* The SQLite store: opening, transactions, statements and what the codes of failures mean.
 *
 * Write-ahead log, so that readers never wait for the writer; a commit is on disk when it returns
 * (synchronous=FULL in this mode: one fsync a batch). What is read back is not trusted: lengths are
 * checked, cells are validated by SQLite (cell_size_check), functions in the schema are not run.
 */
#include "evidence/store_sqlite_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"

enum { BUSY_MS = 5000 };

static const char *const statement_texts[] = {
#define STATEMENT_TEXT(name, sql) sql,
    HS_SQLITE_STATEMENTS(STATEMENT_TEXT)
#undef STATEMENT_TEXT
};

/* ---------------------------------------------------------------- failures */

bool hs_sqlite_fail(hs_store_sqlite *store, int code, hs_error *error)
{
    const char *path = store->path;
    switch (code & 0xff) {
    case SQLITE_FULL:
        return hs_error_set(error,
                            "%s: the disk is full; nothing of this batch was kept, free "
                            "some space and do it again",
                            path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return hs_error_set(error,
                            "%s: may not be written; check the rights of the file and of "
                            "its folder",
                            path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return hs_error_set(error,
                            "%s: another program is writing to it; try again when it is "
                            "done",
                            path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return hs_error_set(error,
                            "%s: the file is damaged or no archive (%s); bring it back from "
                            "a copy, or import again into a new one",
                            path, store->database ? sqlite3_errmsg(store->database) : "");
    case SQLITE_CANTOPEN:
        if (store->archive.mode != HS_ARCHIVE_CREATE && access(path, F_OK) != 0 && errno == ENOENT)
            return hs_error_set(error, "%s: there is no archive yet; hearsay import makes one",
                                path);
        return hs_error_set(error,
                            "%s: cannot be opened; does the folder exist, and may you use "
                            "it?",
                            path);
    case SQLITE_IOERR:
        return hs_error_set(error, "%s: reading or writing failed (%s)", path,
                            sqlite3_errstr(sqlite3_extended_errcode(store->database)));
    default:
        return hs_error_set(error, "%s: %s", path,
                            store->database ? sqlite3_errmsg(store->database)
                                            : sqlite3_errstr(code));
    }
}

/* ---------------------------------------------------------------- statements */

sqlite3_stmt *hs_sqlite_prepare(hs_store_sqlite *store, hs_sqlite_statement which, hs_error *error)
{
    sqlite3_stmt **statement = &store->statements[which];
    if (!*statement) {
        int code = sqlite3_prepare_v3(store->database, statement_texts[which], -1,
                                      SQLITE_PREPARE_PERSISTENT, statement, NULL);
        if (code != SQLITE_OK) {
            hs_sqlite_fail(store, code, error);
            return NULL;
        }
    }
    sqlite3_reset(*statement);
    sqlite3_clear_bindings(*statement);
    return *statement;
}

int hs_sqlite_step(hs_store_sqlite *store, sqlite3_stmt *statement, hs_error *error)
{
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return code;
    if (code != SQLITE_DONE)
        hs_sqlite_fail(store, code, error);
    sqlite3_reset(statement);
    return code;
}

bool hs_sqlite_run(hs_store_sqlite *store, sqlite3_stmt *statement, hs_error *error)
{
    return statement && hs_sqlite_step(store, statement, error) == SQLITE_DONE;
}

void hs_sqlite_bind(sqlite3_stmt *statement, int index, hs_str text)
{
    sqlite3_bind_text64(statement, index, text.bytes ? text.bytes : "", text.length, SQLITE_STATIC,
                        SQLITE_UTF8);
}

void hs_sqlite_bind_blob(sqlite3_stmt *statement, int index, hs_str bytes)
{
    sqlite3_bind_blob64(statement, index, bytes.bytes ? bytes.bytes : "", bytes.length,
                        SQLITE_STATIC);
}

hs_str hs_sqlite_column(sqlite3_stmt *statement, int column, hs_arena *arena)
{
    const void *bytes = sqlite3_column_blob(statement, column);
    size_t length = (size_t)sqlite3_column_bytes(statement, column);
    return hs_arena_copy_str(arena, hs_str_make(bytes, length));
}

/* ---------------------------------------------------------------- transactions */

static bool run_plain(hs_archive *archive, hs_sqlite_statement which, hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    return hs_sqlite_run(store, hs_sqlite_prepare(store, which, error), error);
}

static bool sqlite_begin(hs_archive *archive, hs_error *error)
{
    return run_plain(archive, HS_SQLITE_begin, error);
}

static bool sqlite_commit(hs_archive *archive, hs_error *error)
{
    return run_plain(archive, HS_SQLITE_commit, error);
}

static void sqlite_rollback(hs_archive *archive)
{
    if (!sqlite3_get_autocommit(hs_sqlite_of(archive)->database))
        run_plain(archive, HS_SQLITE_rollback, NULL);
}

/* ---------------------------------------------------------------- the whole */

/* The integers of a statement's only row. */
static bool read_integers(hs_store_sqlite *store, sqlite3_stmt *statement, uint64_t *values,
                          int count, hs_error *error)
{
    if (!statement)
        return false;
    if (hs_sqlite_step(store, statement, error) != SQLITE_ROW)
        return false;
    for (int i = 0; i < count; i++)
        values[i] = (uint64_t)sqlite3_column_int64(statement, i);
    sqlite3_reset(statement);
    return true;
}

static bool sqlite_stats(hs_archive *archive, uint64_t model, hs_archive_stats *stats,
                         hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    uint64_t documents[2] = {0};
    sqlite3_stmt *other = hs_sqlite_prepare(store, HS_SQLITE_count_other_model, error);
    if (!other)
        return false;
    sqlite3_bind_int64(other, 1, (sqlite3_int64)model);
    bool fine = read_integers(store, other, &stats->other_model, 1, error) &&
                read_integers(store, hs_sqlite_prepare(store, HS_SQLITE_count_documents, error),
                              documents, 2, error) &&
                read_integers(store, hs_sqlite_prepare(store, HS_SQLITE_count_passages, error),
                              &stats->passages, 1, error) &&
                read_integers(store, hs_sqlite_prepare(store, HS_SQLITE_count_factchecks, error),
                              &stats->factchecks, 1, error) &&
                read_integers(store, hs_sqlite_prepare(store, HS_SQLITE_stored, error),
                              &stats->stored_bytes, 1, error);
    stats->documents = documents[0];
    stats->text_bytes = documents[1];
    return fine;
}

static bool sqlite_check(hs_archive *archive, hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    sqlite3_stmt *file = hs_sqlite_prepare(store, HS_SQLITE_check_file, error);
    if (!file || hs_sqlite_step(store, file, error) != SQLITE_ROW)
        return false;
    const char *said = (const char *)sqlite3_column_text(file, 0);
    bool fine = said && strcmp(said, "ok") == 0;
    if (!fine)
        hs_error_set(error, "%s: damaged: %.300s", store->path, said ? said : "out of memory");
    sqlite3_reset(file);
    return fine && run_plain(archive, HS_SQLITE_check_passage_terms, error) &&
           run_plain(archive, HS_SQLITE_check_factcheck_terms, error);
}

static bool sqlite_vacuum(hs_archive *archive, hs_error *error)
{
    return run_plain(archive, HS_SQLITE_optimize_passages, error) &&
           run_plain(archive, HS_SQLITE_optimize_factchecks, error) &&
           run_plain(archive, HS_SQLITE_vacuum, error);
}

/* ---------------------------------------------------------------- open and close */

static void sqlite_close(hs_archive *archive)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    for (size_t i = 0; i < HS_SQLITE_STATEMENT_COUNT; i++)
        sqlite3_finalize(store->statements[i]);
    sqlite3_close(store->database);
    hs_buffer_finish(&store->terms);
    free(store->path);
    free(store);
}

/* The path may name another file by now, or none. */
static bool sqlite_is_usable(hs_archive *archive)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    struct stat there;
    return stat(store->path, &there) == 0 && there.st_ino == store->opened.st_ino &&
           there.st_dev == store->opened.st_dev;
}

static bool sqlite_has_changed(hs_archive *archive)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    uint64_t before = store->data_version;
    return read_integers(store, hs_sqlite_prepare(store, HS_SQLITE_data_version, NULL),
                         &store->data_version, 1, NULL) &&
           store->data_version != before;
}

static const hs_archive_backend backend = {
    .close = sqlite_close,
    .is_usable = sqlite_is_usable,
    .has_changed = sqlite_has_changed,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .find_content = hs_sqlite_find_content,
    .find_uri = hs_sqlite_find_uri,
    .find_factcheck = hs_sqlite_find_factcheck,
    .insert_document = hs_sqlite_insert_document,
    .delete_document = hs_sqlite_delete_document,
    .set_annotations = hs_sqlite_set_annotations,
    .insert_factcheck = hs_sqlite_insert_factcheck,
    .delete_factcheck = hs_sqlite_delete_factcheck,
    .get_head = hs_sqlite_get_head,
    .get_text = hs_sqlite_get_text,
    .get_texts = hs_sqlite_get_texts,
    .get_factcheck = hs_sqlite_get_factcheck,
    .list = hs_sqlite_list,
    .list_factchecks = hs_sqlite_list_factchecks,
    .postings = hs_sqlite_postings,
    .postings_of_all = hs_sqlite_postings_of_all,
    .places = hs_sqlite_places,
    .size = hs_sqlite_size,
    .stats = sqlite_stats,
    .check = sqlite_check,
    .vacuum = sqlite_vacuum,
};

/* SQLITE_DBCONFIG_DEFENSIVE and what else makes a hostile file harmless ("Defense Against The Dark
 * Arts", sqlite.org/security.html). */
static void harden(sqlite3 *database)
{
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_extended_result_codes(database, 1);
    sqlite3_busy_timeout(database, BUSY_MS);
}

hs_archive *hs_store_sqlite_open(const char *path, hs_archive_mode mode, hs_error *error)
{
    hs_store_sqlite *store = hs_alloc_zeroed(1, sizeof *store);
    int flags = SQLITE_OPEN_NOMUTEX |
                (mode == HS_ARCHIVE_CREATE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                           : SQLITE_OPEN_READWRITE);
    store->archive.backend = &backend;
    store->archive.mode = mode;
    store->path = hs_string_copy(path);
    int code = sqlite3_open_v2(path, &store->database, flags, NULL);
    if (code != SQLITE_OK) {
        hs_sqlite_fail(store, code, error);
    } else {
        harden(store->database);
        if (hs_sqlite_set_up(store, mode, error)) {
            stat(path, &store->opened);
            sqlite_has_changed(&store->archive); /* from here on */
            return &store->archive;
        }
    }
    sqlite_close(&store->archive);
    return NULL;
}
