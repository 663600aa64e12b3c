/* The tables of the SQLite store, and how an older archive becomes one of today.
 *
 * The version stands in PRAGMA user_version. Each step of the table below brings the archive one
 * version further, within one transaction; a newer version than we know is refused.
 */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "evidence/store_sqlite_private.h"

/* "HSRY": tells an archive from any other SQLite file. */
enum { APPLICATION_ID = 0x48535259 };

/* Step i leads from version i to i + 1. */
static const char *const migrations[] = {
    "CREATE TABLE document ("
    " id INTEGER PRIMARY KEY,"
    " uri TEXT NOT NULL UNIQUE,"
    " url TEXT NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL, published TEXT NOT NULL,"
    " language TEXT NOT NULL,"
    " content BLOB NOT NULL UNIQUE,"
    " bytes INTEGER NOT NULL,"
    " model INTEGER NOT NULL,"
    " annotations BLOB NOT NULL,"
    " imported INTEGER NOT NULL) STRICT;"
    "CREATE TABLE passage ("
    " id INTEGER PRIMARY KEY,"
    " document INTEGER NOT NULL,"
    " byte_start INTEGER NOT NULL, byte_end INTEGER NOT NULL, indexed_end INTEGER NOT NULL,"
    " text BLOB NOT NULL) STRICT;"
    "CREATE INDEX passage_document ON passage (document, byte_start);"
    "CREATE VIRTUAL TABLE passage_terms USING fts5 (terms, content='', detail=none, columnsize=0,"
    " tokenize=\"ascii tokenchars '_'\");"
    "CREATE TABLE factcheck ("
    " id INTEGER PRIMARY KEY,"
    " url TEXT NOT NULL, claim TEXT NOT NULL, title TEXT NOT NULL, claimant TEXT NOT NULL,"
    " rating TEXT NOT NULL, publisher TEXT NOT NULL, published TEXT NOT NULL,"
    " content BLOB NOT NULL UNIQUE) STRICT;"
    "CREATE VIRTUAL TABLE factcheck_terms USING fts5 (terms, content='', detail=none, columnsize=0,"
    " tokenize=\"ascii tokenchars '_'\");",
    /* A batch of an import makes one segment of the index, not several to be merged again. */
    "INSERT INTO passage_terms (passage_terms, rank) VALUES ('hashsize', 8388608);"
    /* A corrected rating is looked for by address and claim. */
    "CREATE INDEX factcheck_url ON factcheck (url);",
};

/* One statement or several without parameters. */
static bool run_script(hs_store_sqlite *store, const char *script, hs_error *error)
{
    int code = sqlite3_exec(store->database, script, NULL, NULL, NULL);
    return code == SQLITE_OK || hs_sqlite_fail(store, code, error);
}

static bool read_pragma(hs_store_sqlite *store, const char *sql, int64_t *value, hs_error *error)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(store->database, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        *value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return code == SQLITE_ROW || hs_sqlite_fail(store, code, error);
}

static bool migrate(hs_store_sqlite *store, int64_t version, hs_error *error)
{
    char closing[128];
    if (!run_script(store, "BEGIN IMMEDIATE", error))
        return false;
    snprintf(closing, sizeof closing,
             "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", APPLICATION_ID,
             (int)HS_COUNT(migrations));
    /* Somebody else may have done it while we waited for the lock. */
    bool fine = read_pragma(store, "PRAGMA user_version", &version, error);
    for (size_t i = (size_t)version; fine && i < HS_COUNT(migrations); i++)
        fine = run_script(store, migrations[i], error);
    fine = fine && run_script(store, closing, error);
    if (!fine)
        sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
    return fine;
}

static bool is_ours(hs_store_sqlite *store, int64_t version, int64_t application, int64_t tables,
                    hs_error *error)
{
    if (application != APPLICATION_ID && (version != 0 || tables != 0))
        return hs_error_set(error, "%s: is a SQLite file of another program, no archive",
                            store->path);
    if (version > (int64_t)HS_COUNT(migrations))
        return hs_error_set(error,
                            "%s: was made by a newer Hearsay (schema %lld, this one knows "
                            "%zu); use that one",
                            store->path, (long long)version, HS_COUNT(migrations));
    return true;
}

bool hs_sqlite_set_up(hs_store_sqlite *store, hs_archive_mode mode, hs_error *error)
{
    int64_t version = 0, application = 0, tables = 0;
    if (!read_pragma(store, "PRAGMA user_version", &version, error) ||
        !read_pragma(store, "PRAGMA application_id", &application, error) ||
        !read_pragma(store, "SELECT count(*) FROM sqlite_schema", &tables, error) ||
        !is_ours(store, version, application, tables, error))
        return false;
    if (version == 0 && mode != HS_ARCHIVE_CREATE)
        return hs_error_set(error, "%s: an empty file, no archive yet; hearsay import makes one",
                            store->path);
    if (version == 0 &&
        !run_script(store, "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL", error))
        return false;
    if (version < (int64_t)HS_COUNT(migrations) && !migrate(store, version, error))
        return false;
    return run_script(store,
                      "PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON;"
                      "PRAGMA mmap_size = 0; PRAGMA cache_size = -16384",
                      error);
}
