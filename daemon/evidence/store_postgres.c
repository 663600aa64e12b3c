/* The PostgreSQL store: connecting, statements, transactions.
 *
 * A newsroom's shared archive. Everything runs on the thread that holds the handle, which is never
 * the loop's. Parameters and results are binary. A connection that broke is made anew when the next
 * statement outside a transaction finds it so; a transaction that was under way is lost and its
 * caller told.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "evidence/store_postgres_private.h"
#include "text/utf8.h"

enum { OID_INTEGER = 23, OID_BIGINT = 20 };

static const struct {
    const char *name, *sql;
} statements[] = {
#define STATEMENT_ROW(name, sql) {#name, sql},
    HS_POSTGRES_STATEMENTS(STATEMENT_ROW)
#undef STATEMENT_ROW
};

/* ---------------------------------------------------------------- values */

static void add(hs_postgres_values *values, const void *bytes, size_t length)
{
    values->values[values->count] = bytes;
    values->lengths[values->count] = (int)length;
    values->formats[values->count] = 1;
    values->count++;
}

static void put_big_endian(char *out, uint64_t value, size_t size)
{
    for (size_t i = 0; i < size; i++)
        out[i] = (char)(value >> (8 * (size - 1 - i)));
}

void hs_postgres_add_integer(hs_postgres_values *values, int64_t value)
{
    char *bytes = hs_arena_alloc(&values->arena, 8);
    put_big_endian(bytes, (uint64_t)value, 8);
    add(values, bytes, 8);
}

void hs_postgres_add_bytes(hs_postgres_values *values, hs_str bytes)
{
    add(values, bytes.length ? bytes.bytes : "", bytes.length);
}

void hs_postgres_add_text(hs_postgres_values *values, hs_str text)
{
    if (hs_utf8_is_valid(text) && (text.length == 0 || !memchr(text.bytes, '\0', text.length))) {
        hs_postgres_add_bytes(values, text);
        return;
    }
    hs_buffer clean = {0};
    hs_utf8_append_valid(&clean, text);
    for (size_t i = 0; i < clean.length; i++)
        if (clean.bytes[i] == '\0')
            clean.bytes[i] = ' ';
    hs_str copy = hs_arena_copy_str(&values->arena, hs_buffer_str(&clean));
    hs_buffer_finish(&clean);
    hs_postgres_add_bytes(values, copy);
}

/* An array's header: one dimension, no nulls, the elements' type, their number, counted from 1. */
static char *begin_array(hs_postgres_values *values, uint32_t type, size_t count, size_t size)
{
    enum { HEADER = 20 };
    size_t length = HEADER + count * (4 + size);
    char *bytes = hs_arena_alloc(&values->arena, length);
    put_big_endian(bytes, 1, 4);
    put_big_endian(bytes + 4, 0, 4);
    put_big_endian(bytes + 8, type, 4);
    put_big_endian(bytes + 12, count, 4);
    put_big_endian(bytes + 16, 1, 4);
    add(values, bytes, length);
    return bytes + HEADER;
}

void hs_postgres_add_integers(hs_postgres_values *values, const int64_t *items, size_t count)
{
    char *at = begin_array(values, OID_BIGINT, count, 8);
    for (size_t i = 0; i < count; i++, at += 12) {
        put_big_endian(at, 8, 4);
        put_big_endian(at + 4, (uint64_t)items[i], 8);
    }
}

int32_t hs_postgres_term(hs_str term)
{
    return (int32_t)(uint32_t)hs_str_hash(term);
}

void hs_postgres_add_terms(hs_postgres_values *values, const hs_str *terms, size_t count)
{
    char *at = begin_array(values, OID_INTEGER, count, 4);
    for (size_t i = 0; i < count; i++, at += 8) {
        put_big_endian(at, 4, 4);
        put_big_endian(at + 4, (uint32_t)hs_postgres_term(terms[i]), 4);
    }
}

int64_t hs_postgres_integer(const PGresult *result, int row, int column)
{
    const unsigned char *bytes = (const unsigned char *)PQgetvalue(result, row, column);
    int length = PQgetlength(result, row, column);
    uint64_t value = 0;
    for (int i = 0; i < length; i++)
        value = value << 8 | bytes[i];
    return length == 4 ? (int32_t)(uint32_t)value : (int64_t)value;
}

hs_str hs_postgres_bytes(const PGresult *result, int row, int column)
{
    return hs_str_make(PQgetvalue(result, row, column), (size_t)PQgetlength(result, row, column));
}

/* ---------------------------------------------------------------- failures */

static bool fail(hs_store_postgres *store, const PGresult *result, hs_error *error)
{
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *said = result ? PQresultErrorMessage(result) : PQerrorMessage(store->connection);
    char line[300];
    snprintf(line, sizeof line, "%s", said && said[0] ? said : "no answer");
    line[strcspn(line, "\n")] = '\0';
    bool lost = !state || PQstatus(store->connection) != CONNECTION_OK;
    bool again = state && (strncmp(state, "40", 2) == 0 || strncmp(state, "57P", 3) == 0);
    store->archive.may_try_again = lost || again;
    store->broken = lost;
    if (lost)
        return hs_error_set(error,
                            "%s: the server cannot be reached (%s); the next try connects "
                            "again",
                            store->address, line);
    if (state && strcmp(state, "42501") == 0)
        return hs_error_set(error,
                            "%s: this role may not do that (%s); the archive's owner grants what "
                            "it needs: USAGE of the schema hearsay and SELECT to read, INSERT, "
                            "UPDATE and DELETE to import",
                            store->address, line);
    if (state && strncmp(state, "53", 2) == 0)
        return hs_error_set(error,
                            "%s: the server has no room left (%s); nothing of this batch was "
                            "kept",
                            store->address, line);
    if (state && strcmp(state, "25006") == 0)
        return hs_error_set(error, "%s: may only be read (a replica?); import into the primary",
                            store->address);
    return hs_error_set(error, "%s: %s", store->address, line);
}

/* ---------------------------------------------------------------- connecting */

static bool connect_now(hs_store_postgres *store, const char *address, hs_error *error)
{
    static const char *const names[] = {"connect_timeout",
                                        "keepalives_idle",
                                        "tcp_user_timeout",
                                        "application_name",
                                        "client_encoding",
                                        "dbname",
                                        NULL};
    const char *const values[] = {"5", "30", "15000", "hearsay", "UTF8", address, NULL};
    memset(store->prepared, 0, sizeof store->prepared);
    if (store->connection)
        PQreset(store->connection);
    else
        store->connection = PQconnectdbParams(names, values, 1);
    if (PQstatus(store->connection) != CONNECTION_OK)
        return fail(store, NULL, error);
    store->archive.may_try_again = store->broken = false;
    /* Lists of terms come from the index or not at all; a question never waits long. */
    return hs_postgres_script(store,
                              store->mode == HS_ARCHIVE_READ
                                  ? "SET enable_seqscan = off; SET statement_timeout = '60s'"
                                  : "SET enable_seqscan = off",
                              error);
}

static bool is_in_transaction(const hs_store_postgres *store)
{
    return store->archive.writing;
}

static bool is_broken(const hs_store_postgres *store)
{
    return store->broken || PQstatus(store->connection) != CONNECTION_OK;
}

static bool revive(hs_store_postgres *store, hs_error *error)
{
    if (!is_broken(store))
        return true;
    return !is_in_transaction(store) && connect_now(store, NULL, error);
}

bool hs_postgres_script(hs_store_postgres *store, const char *script, hs_error *error)
{
    PGresult *result = PQexec(store->connection, script);
    ExecStatusType status = PQresultStatus(result);
    bool fine =
        status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || fail(store, result, error);
    PQclear(result);
    return fine;
}

static bool prepare(hs_store_postgres *store, hs_postgres_statement which, hs_error *error)
{
    if (store->prepared[which])
        return true;
    PGresult *result =
        PQprepare(store->connection, statements[which].name, statements[which].sql, 0, NULL);
    store->prepared[which] = PQresultStatus(result) == PGRES_COMMAND_OK;
    bool fine = store->prepared[which] || fail(store, result, error);
    PQclear(result);
    return fine;
}

static PGresult *run_once(hs_store_postgres *store, hs_postgres_statement which,
                          const hs_postgres_values *values, hs_error *error)
{
    if (!revive(store, error) || !prepare(store, which, error))
        return NULL;
    PGresult *result = PQexecPrepared(store->connection, statements[which].name, values->count,
                                      values->values, values->lengths, values->formats, 1);
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return result;
    fail(store, result, error);
    PQclear(result);
    return NULL;
}

PGresult *hs_postgres_run(hs_store_postgres *store, hs_postgres_statement which,
                          hs_postgres_values *values, hs_error *error)
{
    PGresult *result = run_once(store, which, values, error);
    if (!result && is_broken(store) && !is_in_transaction(store))
        result = run_once(store, which, values, error);
    hs_arena_finish(&values->arena);
    return result;
}

/* ---------------------------------------------------------------- transactions and the whole */

static bool postgres_begin(hs_archive *archive, hs_error *error)
{
    hs_store_postgres *store = hs_postgres_of(archive);
    if (revive(store, error) && hs_postgres_script(store, "BEGIN", error))
        return true;
    return is_broken(store) && revive(store, error) && hs_postgres_script(store, "BEGIN", error);
}

static bool postgres_commit(hs_archive *archive, hs_error *error)
{
    return hs_postgres_script(hs_postgres_of(archive), "COMMIT", error);
}

static void postgres_rollback(hs_archive *archive)
{
    hs_store_postgres *store = hs_postgres_of(archive);
    bool again = archive->may_try_again;
    if (!is_broken(store))
        hs_postgres_script(store, "ROLLBACK", NULL);
    archive->may_try_again = again;
}

/* What has come unasked tells of a server that has gone. */
static bool postgres_is_usable(hs_archive *archive)
{
    PGconn *connection = hs_postgres_of(archive)->connection;
    return !hs_postgres_of(archive)->broken && PQconsumeInput(connection) &&
           PQstatus(connection) == CONNECTION_OK && PQtransactionStatus(connection) == PQTRANS_IDLE;
}

/* Ids only grow, and what is updated gets a new one. */
static bool postgres_has_changed(hs_archive *archive)
{
    hs_store_postgres *store = hs_postgres_of(archive);
    hs_postgres_values values = {0};
    PGresult *row = hs_postgres_run(store, HS_POSTGRES_newest, &values, NULL);
    bool changed = false;
    for (int i = 0; row && i < (int)HS_COUNT(store->newest); i++) {
        int64_t id = hs_postgres_integer(row, 0, i);
        changed = changed || id != store->newest[i];
        store->newest[i] = id;
    }
    PQclear(row);
    return changed;
}

static bool postgres_stats(hs_archive *archive, uint64_t model, hs_archive_stats *stats,
                           hs_error *error)
{
    hs_postgres_values values = {0};
    hs_postgres_add_integer(&values, (int64_t)model);
    PGresult *row = hs_postgres_run(hs_postgres_of(archive), HS_POSTGRES_stats, &values, error);
    if (!row)
        return false;
    uint64_t *const fields[] = {&stats->documents,  &stats->text_bytes,  &stats->passages,
                                &stats->factchecks, &stats->other_model, &stats->stored_bytes};
    for (int i = 0; i < (int)HS_COUNT(fields); i++)
        *fields[i] = (uint64_t)hs_postgres_integer(row, 0, i);
    PQclear(row);
    return true;
}

/* What the server keeps of files it looks after itself (checksums, amcheck); here it is seen that
 * each document is whole. */
static bool postgres_check(hs_archive *archive, hs_error *error)
{
    hs_store_postgres *store = hs_postgres_of(archive);
    hs_postgres_values values = {0};
    PGresult *row = hs_postgres_run(store, HS_POSTGRES_check_passages, &values, error);
    if (!row)
        return false;
    bool fine = PQntuples(row) == 0;
    if (!fine)
        hs_error_set(error, "%s: document %lld is not whole; remove it and import it again",
                     store->address, (long long)hs_postgres_integer(row, 0, 0));
    PQclear(row);
    return fine;
}

static bool postgres_vacuum(hs_archive *archive, hs_error *error)
{
    hs_store_postgres *store = hs_postgres_of(archive);
    return revive(store, error) &&
           hs_postgres_script(store,
                              "VACUUM (ANALYZE) hearsay.document, hearsay.passage, "
                              "hearsay.factcheck",
                              error);
}

/* ---------------------------------------------------------------- open and close */

static void postgres_close(hs_archive *archive)
{
    hs_store_postgres *store = hs_postgres_of(archive);
    PQfinish(store->connection);
    free(store->common_terms);
    free(store->address);
    free(store);
}

const hs_archive_backend hs_postgres_backend = {
    .close = postgres_close,
    .is_usable = postgres_is_usable,
    .has_changed = postgres_has_changed,
    .begin = postgres_begin,
    .commit = postgres_commit,
    .rollback = postgres_rollback,
    .find_content = hs_postgres_find_content,
    .find_uri = hs_postgres_find_uri,
    .find_factcheck = hs_postgres_find_factcheck,
    .insert_document = hs_postgres_insert_document,
    .delete_document = hs_postgres_delete_document,
    .set_annotations = hs_postgres_set_annotations,
    .insert_factcheck = hs_postgres_insert_factcheck,
    .delete_factcheck = hs_postgres_delete_factcheck,
    .get_head = hs_postgres_get_head,
    .get_text = hs_postgres_get_text,
    .get_texts = hs_postgres_get_texts,
    .get_factcheck = hs_postgres_get_factcheck,
    .list = hs_postgres_list,
    .list_factchecks = hs_postgres_list_factchecks,
    .postings = hs_postgres_postings,
    .postings_of_all = hs_postgres_postings_of_all,
    .places = hs_postgres_places,
    .size = hs_postgres_size,
    .stats = postgres_stats,
    .check = postgres_check,
    .vacuum = postgres_vacuum,
};

hs_archive *hs_store_postgres_open(const char *address, hs_archive_mode mode, hs_error *error)
{
    hs_store_postgres *store = hs_alloc_zeroed(1, sizeof *store);
    hs_buffer shown = {0};
    store->archive.backend = &hs_postgres_backend;
    store->mode = mode;
    hs_archive_address_append(&shown, address);
    store->address = hs_buffer_take(&shown);
    if (connect_now(store, address, error) && hs_postgres_set_up(store, error)) {
        postgres_has_changed(&store->archive); /* from here on */
        return &store->archive;
    }
    postgres_close(&store->archive);
    return NULL;
}
