/* The tables of the PostgreSQL store, in a schema of their own, and how an older archive becomes
 * one of today. Only a role that may create things is needed for that; the others find it done.
 */
#include <stdio.h>

#include "base/memory.h"
#include "evidence/store_postgres_private.h"

/* Step i leads from version i to i + 1. Texts come compressed and terms are numbers: no second
 * compression is tried, and both lie beside the row, so that rows stay small. */
static const char *const migrations[] = {
    "CREATE TABLE hearsay.document ("
    " id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " uri text NOT NULL,"
    " uri_hash bytea NOT NULL UNIQUE,"
    " url text NOT NULL, title text NOT NULL, author text NOT NULL, published text NOT NULL,"
    " language text NOT NULL,"
    " content bytea NOT NULL UNIQUE,"
    " bytes bigint NOT NULL,"
    " model bigint NOT NULL,"
    " annotations bytea NOT NULL,"
    " imported timestamptz NOT NULL DEFAULT now());"
    "CREATE TABLE hearsay.passage ("
    " id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " document bigint NOT NULL REFERENCES hearsay.document ON DELETE CASCADE,"
    " byte_start bigint NOT NULL, byte_end bigint NOT NULL, indexed_end bigint NOT NULL,"
    " text bytea NOT NULL,"
    " terms integer[] NOT NULL);"
    "ALTER TABLE hearsay.passage ALTER text SET STORAGE EXTERNAL,"
    " ALTER terms SET STORAGE EXTERNAL, ALTER terms SET STATISTICS 1000;"
    "ALTER TABLE hearsay.passage SET (toast_tuple_target = 128);"
    "CREATE INDEX passage_document ON hearsay.passage (document, byte_start);"
    "CREATE INDEX passage_terms ON hearsay.passage USING gin (terms);"
    "CREATE TABLE hearsay.factcheck ("
    " id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " url text NOT NULL, claim text NOT NULL, title text NOT NULL, claimant text NOT NULL,"
    " rating text NOT NULL, publisher text NOT NULL, published text NOT NULL,"
    " content bytea NOT NULL UNIQUE,"
    " terms integer[] NOT NULL);"
    "CREATE INDEX factcheck_terms ON hearsay.factcheck USING gin (terms);",
    /* A corrected rating is looked for by address and claim; addresses may be longer than what
     * another kind of index takes. */
    "CREATE INDEX factcheck_url ON hearsay.factcheck USING hash (url);",
};

static bool read_version(hs_store_postgres *store, int64_t *version, hs_error *error)
{
    hs_postgres_values values = {0};
    PGresult *row = hs_postgres_run(store, HS_POSTGRES_schema_version, &values, error);
    if (!row)
        return false;
    *version = PQgetisnull(row, 0, 0) ? 0 : hs_postgres_integer(row, 0, 0);
    PQclear(row);
    return true;
}

/* One of several that start at once does it; the others wait and find it done. */
static bool migrate(hs_store_postgres *store, hs_error *error)
{
    int64_t version = 0;
    char insert[96];
    bool fine = hs_postgres_script(store,
                                   "BEGIN; SELECT pg_advisory_xact_lock(5264841936);"
                                   "CREATE SCHEMA IF NOT EXISTS hearsay;"
                                   "CREATE TABLE IF NOT EXISTS hearsay.schema (version integer "
                                   "PRIMARY KEY, migrated timestamptz NOT NULL DEFAULT now())",
                                   error);
    store->archive.writing = true; /* no new connection in the middle */
    fine = fine && read_version(store, &version, error);
    for (size_t i = (size_t)version; fine && i < HS_COUNT(migrations); i++) {
        snprintf(insert, sizeof insert, "INSERT INTO hearsay.schema (version) VALUES (%zu)", i + 1);
        fine = hs_postgres_script(store, migrations[i], error) &&
               hs_postgres_script(store, insert, error);
    }
    fine = fine && hs_postgres_script(store, "COMMIT", error);
    if (!fine)
        hs_postgres_script(store, "ROLLBACK", NULL);
    store->archive.writing = false;
    return fine;
}

/* 0 when there is no archive yet. */
static bool find_version(hs_store_postgres *store, int64_t *version, hs_error *error)
{
    PGresult *result = PQexec(store->connection, "SELECT to_regclass('hearsay.schema')");
    bool fine = PQresultStatus(result) == PGRES_TUPLES_OK;
    bool there = fine && !PQgetisnull(result, 0, 0);
    if (!fine)
        hs_error_set(error, "%s: %s", store->address, PQresultErrorMessage(result));
    PQclear(result);
    *version = 0;
    return fine && (!there || read_version(store, version, error));
}

bool hs_postgres_set_up(hs_store_postgres *store, hs_error *error)
{
    int64_t version;
    if (!find_version(store, &version, error))
        return false;
    if (version == (int64_t)HS_COUNT(migrations))
        return true;
    if (version > (int64_t)HS_COUNT(migrations))
        return hs_error_set(error,
                            "%s: was made by a newer Hearsay (schema %lld, this one knows "
                            "%zu); use that one",
                            store->address, (long long)version, HS_COUNT(migrations));
    if (version == 0 && store->mode != HS_ARCHIVE_CREATE)
        return hs_error_set(error, "%s: there is no archive yet; hearsay import makes one",
                            store->address);
    return migrate(store, error);
}
