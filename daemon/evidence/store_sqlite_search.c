/* Posting lists out of the SQLite store's full-text index (FTS5, detail=none). */
#include "base/array.h"
#include "evidence/store_sqlite_private.h"

/* Appends a term as a string of FTS5's query language. Terms hold letters, digits and "_" only;
 * the doubling of quotes keeps that from being a matter of trust. */
static void append_quoted(hs_buffer *query, hs_str term)
{
    hs_buffer_append_byte(query, '"');
    for (size_t i = 0; i < term.length; i++) {
        if (term.bytes[i] == '"')
            hs_buffer_append_byte(query, '"');
        hs_buffer_append_byte(query, term.bytes[i]);
    }
    hs_buffer_append_byte(query, '"');
}

/* The rows that match; one more than `most` is asked for, to see whether there are more. */
static bool read_list(hs_store_sqlite *store, hs_archive_index index, hs_str query, size_t most,
                      hs_arena *arena, hs_posting_list *list, hs_error *error)
{
    HS_ARRAY(int64_t) ids = {0};
    int code;
    sqlite3_stmt *statement = hs_sqlite_prepare(
        store,
        index == HS_INDEX_PASSAGES ? HS_SQLITE_passage_postings : HS_SQLITE_factcheck_postings,
        error);
    if (!statement)
        return false;
    hs_sqlite_bind(statement, 1, query);
    sqlite3_bind_int64(statement, 2, (sqlite3_int64)most + 1);
    while ((code = hs_sqlite_step(store, statement, error)) == SQLITE_ROW)
        *hs_array_push(&ids) = sqlite3_column_int64(statement, 0);
    list->cut = ids.count > most;
    list->count = list->cut ? most : ids.count;
    list->ids = hs_arena_copy(arena, ids.items, list->count * sizeof *ids.items);
    hs_array_finish(&ids);
    return code == SQLITE_DONE;
}

bool hs_sqlite_postings(hs_archive *archive, hs_archive_index index, const hs_str *terms,
                        size_t count, size_t most, hs_arena *arena, hs_posting_list *lists,
                        hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    hs_buffer query = {0};
    bool fine = true;
    for (size_t i = 0; i < count && fine; i++) {
        hs_buffer_clear(&query);
        append_quoted(&query, terms[i]);
        fine = read_list(store, index, hs_buffer_str(&query), most, arena, &lists[i], error);
    }
    hs_buffer_finish(&query);
    return fine;
}

bool hs_sqlite_postings_of_all(hs_archive *archive, hs_archive_index index, const hs_str *terms,
                               size_t count, size_t most, hs_arena *arena, hs_posting_list *list,
                               hs_error *error)
{
    hs_buffer query = {0};
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            hs_buffer_append_text(&query, " AND ");
        append_quoted(&query, terms[i]);
    }
    bool fine =
        read_list(hs_sqlite_of(archive), index, hs_buffer_str(&query), most, arena, list, error);
    hs_buffer_finish(&query);
    return fine;
}

bool hs_sqlite_places(hs_archive *archive, const int64_t *passages, size_t count,
                      hs_passage_place *places, hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    for (size_t i = 0; i < count; i++) {
        sqlite3_stmt *row = hs_sqlite_prepare(store, HS_SQLITE_place, error);
        if (!row)
            return false;
        sqlite3_bind_int64(row, 1, passages[i]);
        int code = hs_sqlite_step(store, row, error);
        if (code != SQLITE_ROW && code != SQLITE_DONE)
            return false;
        places[i] = (hs_passage_place){0};
        if (code == SQLITE_ROW)
            places[i] = (hs_passage_place){
                sqlite3_column_int64(row, 0),
                {(uint32_t)sqlite3_column_int64(row, 1), (uint32_t)sqlite3_column_int64(row, 2)}};
        sqlite3_reset(row);
    }
    return true;
}

bool hs_sqlite_size(hs_archive *archive, hs_archive_index index, uint64_t *count, hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    sqlite3_stmt *row = hs_sqlite_prepare(
        store, index == HS_INDEX_PASSAGES ? HS_SQLITE_passage_size : HS_SQLITE_factcheck_size,
        error);
    if (!row || hs_sqlite_step(store, row, error) != SQLITE_ROW)
        return false;
    *count = (uint64_t)sqlite3_column_int64(row, 0);
    sqlite3_reset(row);
    return true;
}
