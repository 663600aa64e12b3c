/* Documents and fact-checks as rows of the SQLite store. */
#include <string.h>

#include "base/memory.h"
#include "evidence/store_sqlite_private.h"

/* ---------------------------------------------------------------- looking up */

/* The id in a statement's first row, 0 without one. */
static bool read_id(hs_store_sqlite *store, sqlite3_stmt *statement, int64_t *id, hs_error *error)
{
    int code = hs_sqlite_step(store, statement, error);
    *id = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_reset(statement);
    return code == SQLITE_ROW || code == SQLITE_DONE;
}

bool hs_sqlite_find_content(hs_archive *archive, hs_archive_index index,
                            const hs_content_hash *hash, int64_t *id, hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    sqlite3_stmt *statement = hs_sqlite_prepare(
        store,
        index == HS_INDEX_PASSAGES ? HS_SQLITE_document_by_content : HS_SQLITE_factcheck_by_content,
        error);
    if (!statement)
        return false;
    hs_sqlite_bind_blob(statement, 1, hs_str_make((const char *)hash->bytes, sizeof hash->bytes));
    return read_id(store, statement, id, error);
}

bool hs_sqlite_find_uri(hs_archive *archive, hs_str uri, int64_t *id, hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    sqlite3_stmt *statement = hs_sqlite_prepare(store, HS_SQLITE_document_by_uri, error);
    if (!statement)
        return false;
    hs_sqlite_bind(statement, 1, uri);
    return read_id(store, statement, id, error);
}

bool hs_sqlite_find_factcheck(hs_archive *archive, hs_str url, hs_str claim, int64_t *id,
                              hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    sqlite3_stmt *statement = hs_sqlite_prepare(store, HS_SQLITE_factcheck_by_claim, error);
    if (!statement)
        return false;
    hs_sqlite_bind(statement, 1, url);
    hs_sqlite_bind(statement, 2, claim);
    return read_id(store, statement, id, error);
}

/* ---------------------------------------------------------------- writing */

/* The terms with spaces between, as the tokenizer takes them apart again. */
static hs_str join_terms(hs_store_sqlite *store, const hs_terms *terms)
{
    hs_buffer_clear(&store->terms);
    for (size_t i = 0; i < terms->count; i++) {
        hs_buffer_append_byte(&store->terms, ' ');
        hs_buffer_append_str(&store->terms, terms->items[i]);
    }
    return hs_buffer_str(&store->terms);
}

static bool write_terms(hs_store_sqlite *store, hs_sqlite_statement which, int64_t id,
                        const hs_terms *terms, hs_error *error)
{
    sqlite3_stmt *statement = hs_sqlite_prepare(store, which, error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, id);
    hs_sqlite_bind(statement, 2, join_terms(store, terms));
    return hs_sqlite_run(store, statement, error);
}

static bool insert_passage(hs_store_sqlite *store, int64_t document,
                           const hs_archive_passage *passage, hs_error *error)
{
    sqlite3_stmt *statement = hs_sqlite_prepare(store, HS_SQLITE_insert_passage, error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, document);
    sqlite3_bind_int64(statement, 2, passage->place.start);
    sqlite3_bind_int64(statement, 3, passage->place.end);
    sqlite3_bind_int64(statement, 4, passage->indexed.end);
    hs_sqlite_bind_blob(statement, 5, passage->compressed);
    return hs_sqlite_run(store, statement, error) &&
           write_terms(store, HS_SQLITE_insert_passage_terms,
                       sqlite3_last_insert_rowid(store->database), &passage->terms, error);
}

static bool insert_head(hs_store_sqlite *store, const hs_archive_prepared *prepared, int64_t *id,
                        hs_error *error)
{
    const hs_archive_document *document = prepared->document;
    const hs_str texts[] = {document->uri,    document->url,       document->title,
                            document->author, document->published, document->language};
    sqlite3_stmt *statement = hs_sqlite_prepare(store, HS_SQLITE_insert_document, error);
    if (!statement)
        return false;
    for (int i = 0; i < (int)HS_COUNT(texts); i++)
        hs_sqlite_bind(statement, i + 1, texts[i]);
    hs_sqlite_bind_blob(
        statement, 7, hs_str_make((const char *)prepared->hash.bytes, sizeof prepared->hash.bytes));
    sqlite3_bind_int64(statement, 8, (sqlite3_int64)document->text.length);
    sqlite3_bind_int64(statement, 9, (sqlite3_int64)document->model);
    hs_sqlite_bind_blob(statement, 10, prepared->annotations);
    if (!hs_sqlite_run(store, statement, error))
        return false;
    *id = sqlite3_last_insert_rowid(store->database);
    return true;
}

bool hs_sqlite_insert_document(hs_archive *archive, const hs_archive_prepared *prepared,
                               int64_t *id, hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    if (!insert_head(store, prepared, id, error))
        return false;
    for (size_t i = 0; i < prepared->passage_count; i++)
        if (!insert_passage(store, *id, &prepared->passages[i], error))
            return false;
    return true;
}

static bool run_with_id(hs_store_sqlite *store, hs_sqlite_statement which, int64_t id,
                        hs_error *error)
{
    sqlite3_stmt *statement = hs_sqlite_prepare(store, which, error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, id);
    return hs_sqlite_run(store, statement, error);
}

/* The index gives up exactly the terms that it was given, so the passages must be the same. */
static bool delete_terms(hs_store_sqlite *store, int64_t id, const hs_archive_prepared *prepared,
                         hs_error *error)
{
    sqlite3_stmt *passages = hs_sqlite_prepare(store, HS_SQLITE_passages_of, error);
    size_t at = 0;
    int code;
    if (!passages)
        return false;
    sqlite3_bind_int64(passages, 1, id);
    while ((code = hs_sqlite_step(store, passages, error)) == SQLITE_ROW) {
        if (at == prepared->passage_count)
            break;
        if (!write_terms(store, HS_SQLITE_delete_passage_terms, sqlite3_column_int64(passages, 0),
                         &prepared->passages[at++].terms, error)) {
            sqlite3_reset(passages);
            return false;
        }
    }
    sqlite3_reset(passages);
    return code == SQLITE_DONE && at == prepared->passage_count
               ? true
               : hs_sqlite_fail(store, SQLITE_CORRUPT, error);
}

bool hs_sqlite_delete_document(hs_archive *archive, int64_t id, const hs_archive_prepared *prepared,
                               hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    return delete_terms(store, id, prepared, error) &&
           run_with_id(store, HS_SQLITE_delete_passages, id, error) &&
           run_with_id(store, HS_SQLITE_delete_document, id, error);
}

bool hs_sqlite_set_annotations(hs_archive *archive, int64_t id, uint64_t model, hs_str packed,
                               hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    sqlite3_stmt *statement = hs_sqlite_prepare(store, HS_SQLITE_set_annotations, error);
    if (!statement)
        return false;
    sqlite3_bind_int64(statement, 1, id);
    sqlite3_bind_int64(statement, 2, (sqlite3_int64)model);
    hs_sqlite_bind_blob(statement, 3, packed);
    return hs_sqlite_run(store, statement, error);
}

bool hs_sqlite_insert_factcheck(hs_archive *archive, const hs_archive_factcheck *factcheck,
                                const hs_content_hash *hash, const hs_terms *terms, int64_t *id,
                                hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    const hs_str texts[] = {factcheck->url,      factcheck->claim,  factcheck->title,
                            factcheck->claimant, factcheck->rating, factcheck->publisher,
                            factcheck->published};
    sqlite3_stmt *statement = hs_sqlite_prepare(store, HS_SQLITE_insert_factcheck, error);
    if (!statement)
        return false;
    for (int i = 0; i < (int)HS_COUNT(texts); i++)
        hs_sqlite_bind(statement, i + 1, texts[i]);
    hs_sqlite_bind_blob(statement, 8, hs_str_make((const char *)hash->bytes, sizeof hash->bytes));
    if (!hs_sqlite_run(store, statement, error))
        return false;
    *id = sqlite3_last_insert_rowid(store->database);
    return write_terms(store, HS_SQLITE_insert_factcheck_terms, *id, terms, error);
}

bool hs_sqlite_delete_factcheck(hs_archive *archive, int64_t id, const hs_terms *terms,
                                hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    return write_terms(store, HS_SQLITE_delete_factcheck_terms, id, terms, error) &&
           run_with_id(store, HS_SQLITE_delete_factcheck, id, error);
}

/* ---------------------------------------------------------------- reading */

static void read_head(sqlite3_stmt *row, hs_arena *arena, hs_archive_document *document)
{
    *document = (hs_archive_document){
        .id = sqlite3_column_int64(row, 0),
        .uri = hs_sqlite_column(row, 1, arena),
        .url = hs_sqlite_column(row, 2, arena),
        .title = hs_sqlite_column(row, 3, arena),
        .author = hs_sqlite_column(row, 4, arena),
        .published = hs_sqlite_column(row, 5, arena),
        .language = hs_sqlite_column(row, 6, arena),
        .text = HS_STR(""),
        .model = (uint64_t)sqlite3_column_int64(row, 7),
    };
}

bool hs_sqlite_get_head(hs_archive *archive, int64_t id, hs_arena *arena,
                        hs_archive_document *document, hs_str *packed, hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    sqlite3_stmt *row = hs_sqlite_prepare(store, HS_SQLITE_get_head, error);
    if (!row)
        return false;
    sqlite3_bind_int64(row, 1, id);
    if (hs_sqlite_step(store, row, error) != SQLITE_ROW)
        return false;
    read_head(row, arena, document);
    *packed = hs_sqlite_column(row, 8, arena);
    sqlite3_reset(row);
    return true;
}

bool hs_sqlite_get_text(hs_archive *archive, int64_t id, hs_span span, hs_arena *arena,
                        hs_str *text, hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    sqlite3_stmt *row = hs_sqlite_prepare(store, HS_SQLITE_get_text, error);
    hs_buffer joined = {0};
    bool fine = true;
    int code;
    if (!row)
        return false;
    sqlite3_bind_int64(row, 1, id);
    sqlite3_bind_int64(row, 2, span.start);
    sqlite3_bind_int64(row, 3, span.end);
    while (fine && (code = hs_sqlite_step(store, row, error)) == SQLITE_ROW) {
        hs_stored_passage passage = {
            (uint64_t)sqlite3_column_int64(row, 0), (uint64_t)sqlite3_column_int64(row, 1),
            hs_str_make(sqlite3_column_blob(row, 2), (size_t)sqlite3_column_bytes(row, 2))};
        fine = hs_archive_append_passage(&passage, span, &joined) ||
               hs_sqlite_fail(store, SQLITE_CORRUPT, error);
    }
    sqlite3_reset(row);
    *text = hs_arena_copy_str(arena, hs_buffer_str(&joined));
    hs_buffer_finish(&joined);
    return fine && code == SQLITE_DONE;
}

bool hs_sqlite_get_texts(hs_archive *archive, const hs_archive_candidate *candidates, size_t count,
                         hs_arena *arena, hs_str *texts, hs_error *error)
{
    for (size_t i = 0; i < count; i++)
        if (!hs_sqlite_get_text(archive, candidates[i].document, candidates[i].place, arena,
                                &texts[i], error))
            return false;
    return true;
}

static void read_factcheck(sqlite3_stmt *row, hs_arena *arena, hs_archive_factcheck *factcheck)
{
    *factcheck = (hs_archive_factcheck){
        .id = sqlite3_column_int64(row, 0),
        .url = hs_sqlite_column(row, 1, arena),
        .claim = hs_sqlite_column(row, 2, arena),
        .title = hs_sqlite_column(row, 3, arena),
        .claimant = hs_sqlite_column(row, 4, arena),
        .rating = hs_sqlite_column(row, 5, arena),
        .publisher = hs_sqlite_column(row, 6, arena),
        .published = hs_sqlite_column(row, 7, arena),
    };
}

bool hs_sqlite_get_factcheck(hs_archive *archive, int64_t id, hs_arena *arena,
                             hs_archive_factcheck *factcheck, hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    sqlite3_stmt *row = hs_sqlite_prepare(store, HS_SQLITE_get_factcheck, error);
    if (!row)
        return false;
    sqlite3_bind_int64(row, 1, id);
    if (hs_sqlite_step(store, row, error) != SQLITE_ROW)
        return false;
    read_factcheck(row, arena, factcheck);
    sqlite3_reset(row);
    return true;
}

/* Who is shown each row of a list: one of both. */
typedef struct visitors {
    hs_archive_document_visitor *document;
    hs_archive_factcheck_visitor *factcheck;
    void *data;
} visitors;

static bool show(sqlite3_stmt *row, hs_arena *arena, const visitors *to)
{
    if (to->factcheck) {
        hs_archive_factcheck factcheck;
        read_factcheck(row, arena, &factcheck);
        return to->factcheck(&factcheck, to->data);
    }
    hs_archive_document document;
    read_head(row, arena, &document);
    return to->document(&document, to->data);
}

static bool list(hs_archive *archive, hs_sqlite_statement statement, int64_t after,
                 const visitors *to, hs_error *error)
{
    hs_store_sqlite *store = hs_sqlite_of(archive);
    sqlite3_stmt *row = hs_sqlite_prepare(store, statement, error);
    hs_arena arena = {0};
    bool more = true;
    int code = SQLITE_DONE;
    if (!row)
        return false;
    sqlite3_bind_int64(row, 1, after);
    while (more && (code = hs_sqlite_step(store, row, error)) == SQLITE_ROW) {
        hs_arena_reset(&arena);
        more = show(row, &arena, to);
    }
    sqlite3_reset(row);
    hs_arena_finish(&arena);
    return code == SQLITE_ROW || code == SQLITE_DONE;
}

bool hs_sqlite_list(hs_archive *archive, int64_t after, hs_archive_document_visitor *visit,
                    void *data, hs_error *error)
{
    return list(archive, HS_SQLITE_list, after, &(visitors){.document = visit, .data = data},
                error);
}

bool hs_sqlite_list_factchecks(hs_archive *archive, int64_t after,
                               hs_archive_factcheck_visitor *visit, void *data, hs_error *error)
{
    return list(archive, HS_SQLITE_list_factchecks, after,
                &(visitors){.factcheck = visit, .data = data}, error);
}
