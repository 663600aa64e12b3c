/* Documents and fact-checks as rows of the PostgreSQL store. */
#include <string.h>

#include "base/memory.h"
#include "evidence/store_postgres_private.h"

/* ---------------------------------------------------------------- looking up */

/* The id in the first row, 0 without one; clears the result. */
static bool take_id(PGresult *result, int64_t *id)
{
    if (!result)
        return false;
    *id = PQntuples(result) > 0 ? hs_postgres_integer(result, 0, 0) : 0;
    PQclear(result);
    return true;
}

static hs_str hash_bytes(const hs_content_hash *hash)
{
    return hs_str_make((const char *)hash->bytes, sizeof hash->bytes);
}

bool hs_postgres_find_content(hs_archive *archive, hs_archive_index index,
                              const hs_content_hash *hash, int64_t *id, hs_error *error)
{
    hs_postgres_values values = {0};
    hs_postgres_add_bytes(&values, hash_bytes(hash));
    return take_id(hs_postgres_run(hs_postgres_of(archive),
                                   index == HS_INDEX_PASSAGES ? HS_POSTGRES_document_by_content
                                                              : HS_POSTGRES_factcheck_by_content,
                                   &values, error),
                   id);
}

/* Addresses may be longer than an index's entry: their hash stands for them. */
static hs_content_hash uri_hash(hs_str uri)
{
    hs_archive_document named = {.uri = uri, .text = uri};
    return hs_archive_document_hash(&named);
}

bool hs_postgres_find_uri(hs_archive *archive, hs_str uri, int64_t *id, hs_error *error)
{
    hs_postgres_values values = {0};
    hs_content_hash hash = uri_hash(uri);
    hs_postgres_add_bytes(&values, hash_bytes(&hash));
    hs_postgres_add_text(&values, uri);
    return take_id(
        hs_postgres_run(hs_postgres_of(archive), HS_POSTGRES_document_by_uri, &values, error), id);
}

bool hs_postgres_find_factcheck(hs_archive *archive, hs_str url, hs_str claim, int64_t *id,
                                hs_error *error)
{
    hs_postgres_values values = {0};
    hs_postgres_add_text(&values, url);
    hs_postgres_add_text(&values, claim);
    return take_id(
        hs_postgres_run(hs_postgres_of(archive), HS_POSTGRES_factcheck_by_claim, &values, error),
        id);
}

/* ---------------------------------------------------------------- writing */

static bool insert_passage(hs_store_postgres *store, int64_t document,
                           const hs_archive_passage *passage, hs_error *error)
{
    hs_postgres_values values = {0};
    hs_postgres_add_integer(&values, document);
    hs_postgres_add_integer(&values, passage->place.start);
    hs_postgres_add_integer(&values, passage->place.end);
    hs_postgres_add_integer(&values, passage->indexed.end);
    hs_postgres_add_bytes(&values, passage->compressed);
    hs_postgres_add_terms(&values, passage->terms.items, passage->terms.count);
    PGresult *result = hs_postgres_run(store, HS_POSTGRES_insert_passage, &values, error);
    PQclear(result);
    return result != NULL;
}

bool hs_postgres_insert_document(hs_archive *archive, const hs_archive_prepared *prepared,
                                 int64_t *id, hs_error *error)
{
    hs_store_postgres *store = hs_postgres_of(archive);
    const hs_archive_document *document = prepared->document;
    hs_postgres_values values = {0};
    hs_content_hash hash = uri_hash(document->uri);
    hs_postgres_add_text(&values, document->uri);
    hs_postgres_add_bytes(&values, hash_bytes(&hash));
    hs_postgres_add_text(&values, document->url);
    hs_postgres_add_text(&values, document->title);
    hs_postgres_add_text(&values, document->author);
    hs_postgres_add_text(&values, document->published);
    hs_postgres_add_text(&values, document->language);
    hs_postgres_add_bytes(&values, hash_bytes(&prepared->hash));
    hs_postgres_add_integer(&values, (int64_t)document->text.length);
    hs_postgres_add_integer(&values, (int64_t)document->model);
    hs_postgres_add_bytes(&values, prepared->annotations);
    if (!take_id(hs_postgres_run(store, HS_POSTGRES_insert_document, &values, error), id))
        return false;
    bool fine = true;
    for (size_t i = 0; i < prepared->passage_count && *id != 0 && fine; i++)
        fine = insert_passage(store, *id, &prepared->passages[i], error);
    return fine;
}

static bool run_with_id(hs_archive *archive, hs_postgres_statement which, int64_t id,
                        hs_error *error)
{
    hs_postgres_values values = {0};
    hs_postgres_add_integer(&values, id);
    PGresult *result = hs_postgres_run(hs_postgres_of(archive), which, &values, error);
    PQclear(result);
    return result != NULL;
}

bool hs_postgres_delete_document(hs_archive *archive, int64_t id,
                                 const hs_archive_prepared *prepared, hs_error *error)
{
    (void)prepared;
    return run_with_id(archive, HS_POSTGRES_delete_document, id, error);
}

bool hs_postgres_set_annotations(hs_archive *archive, int64_t id, uint64_t model, hs_str packed,
                                 hs_error *error)
{
    hs_postgres_values values = {0};
    hs_postgres_add_integer(&values, id);
    hs_postgres_add_integer(&values, (int64_t)model);
    hs_postgres_add_bytes(&values, packed);
    PGresult *result =
        hs_postgres_run(hs_postgres_of(archive), HS_POSTGRES_set_annotations, &values, error);
    PQclear(result);
    return result != NULL;
}

bool hs_postgres_insert_factcheck(hs_archive *archive, const hs_archive_factcheck *factcheck,
                                  const hs_content_hash *hash, const hs_terms *terms, int64_t *id,
                                  hs_error *error)
{
    const hs_str texts[] = {factcheck->url,      factcheck->claim,  factcheck->title,
                            factcheck->claimant, factcheck->rating, factcheck->publisher,
                            factcheck->published};
    hs_postgres_values values = {0};
    for (size_t i = 0; i < HS_COUNT(texts); i++)
        hs_postgres_add_text(&values, texts[i]);
    hs_postgres_add_bytes(&values, hash_bytes(hash));
    hs_postgres_add_terms(&values, terms->items, terms->count);
    return take_id(
        hs_postgres_run(hs_postgres_of(archive), HS_POSTGRES_insert_factcheck, &values, error), id);
}

bool hs_postgres_delete_factcheck(hs_archive *archive, int64_t id, const hs_terms *terms,
                                  hs_error *error)
{
    (void)terms;
    return run_with_id(archive, HS_POSTGRES_delete_factcheck, id, error);
}

/* ---------------------------------------------------------------- reading */

static hs_str copy(const PGresult *rows, int row, int column, hs_arena *arena)
{
    return hs_arena_copy_str(arena, hs_postgres_bytes(rows, row, column));
}

static void read_head(const PGresult *rows, int row, hs_arena *arena, hs_archive_document *document)
{
    *document = (hs_archive_document){
        .id = hs_postgres_integer(rows, row, 0),
        .uri = copy(rows, row, 1, arena),
        .url = copy(rows, row, 2, arena),
        .title = copy(rows, row, 3, arena),
        .author = copy(rows, row, 4, arena),
        .published = copy(rows, row, 5, arena),
        .language = copy(rows, row, 6, arena),
        .text = HS_STR(""),
        .model = (uint64_t)hs_postgres_integer(rows, row, 7),
    };
}

static PGresult *select_from(hs_archive *archive, hs_postgres_statement which, int64_t id,
                             hs_error *error)
{
    hs_postgres_values values = {0};
    hs_postgres_add_integer(&values, id);
    return hs_postgres_run(hs_postgres_of(archive), which, &values, error);
}

bool hs_postgres_get_head(hs_archive *archive, int64_t id, hs_arena *arena,
                          hs_archive_document *document, hs_str *packed, hs_error *error)
{
    PGresult *rows = select_from(archive, HS_POSTGRES_get_head, id, error);
    bool found = rows && PQntuples(rows) > 0;
    if (found) {
        read_head(rows, 0, arena, document);
        *packed = copy(rows, 0, 8, arena);
    }
    PQclear(rows);
    return found;
}

/* Appends what of a row's passage lies in the span; its three columns begin at `column`. */
static bool append_passage(hs_archive *archive, const PGresult *rows, int row, int column,
                           int64_t document, hs_span span, hs_buffer *out, hs_error *error)
{
    hs_stored_passage passage = {(uint64_t)hs_postgres_integer(rows, row, column),
                                 (uint64_t)hs_postgres_integer(rows, row, column + 1),
                                 hs_postgres_bytes(rows, row, column + 2)};
    return hs_archive_append_passage(&passage, span, out) ||
           hs_error_set(error,
                        "%s: a passage of document %lld is damaged; remove the document and "
                        "import it again",
                        hs_postgres_of(archive)->address, (long long)document);
}

bool hs_postgres_get_text(hs_archive *archive, int64_t id, hs_span span, hs_arena *arena,
                          hs_str *text, hs_error *error)
{
    hs_postgres_values values = {0};
    hs_buffer joined = {0};
    bool fine = true;
    hs_postgres_add_integer(&values, id);
    hs_postgres_add_integer(&values, span.start);
    hs_postgres_add_integer(&values, span.end);
    PGresult *rows = hs_postgres_run(hs_postgres_of(archive), HS_POSTGRES_get_text, &values, error);
    if (!rows)
        return false;
    for (int i = 0; i < PQntuples(rows) && fine; i++)
        fine = append_passage(archive, rows, i, 0, id, span, &joined, error);
    PQclear(rows);
    *text = hs_arena_copy_str(arena, hs_buffer_str(&joined));
    hs_buffer_finish(&joined);
    return fine;
}

static PGresult *select_texts(hs_archive *archive, const hs_archive_candidate *candidates,
                              size_t count, hs_arena *arena, hs_error *error)
{
    hs_postgres_values values = {0};
    int64_t *numbers = hs_arena_new_array(arena, int64_t, 3 * count);
    for (size_t i = 0; i < count; i++) {
        numbers[i] = candidates[i].document;
        numbers[count + i] = candidates[i].place.start;
        numbers[2 * count + i] = candidates[i].place.end;
    }
    for (size_t i = 0; i < 3; i++)
        hs_postgres_add_integers(&values, numbers + i * count, count);
    return hs_postgres_run(hs_postgres_of(archive), HS_POSTGRES_get_texts, &values, error);
}

bool hs_postgres_get_texts(hs_archive *archive, const hs_archive_candidate *candidates,
                           size_t count, hs_arena *arena, hs_str *texts, hs_error *error)
{
    hs_buffer joined = {0};
    bool fine = true;
    PGresult *rows = select_texts(archive, candidates, count, arena, error);
    if (!rows)
        return false;
    for (size_t i = 0, row = 0; i < count && fine; i++) {
        hs_buffer_clear(&joined);
        for (; fine && row < (size_t)PQntuples(rows) &&
               hs_postgres_integer(rows, (int)row, 0) == (int64_t)i + 1;
             row++)
            fine = append_passage(archive, rows, (int)row, 1, candidates[i].document,
                                  candidates[i].place, &joined, error);
        texts[i] = hs_arena_copy_str(arena, hs_buffer_str(&joined));
    }
    PQclear(rows);
    hs_buffer_finish(&joined);
    return fine;
}

static void read_factcheck(const PGresult *rows, int row, hs_arena *arena,
                           hs_archive_factcheck *factcheck)
{
    *factcheck = (hs_archive_factcheck){
        .id = hs_postgres_integer(rows, row, 0),
        .url = copy(rows, row, 1, arena),
        .claim = copy(rows, row, 2, arena),
        .title = copy(rows, row, 3, arena),
        .claimant = copy(rows, row, 4, arena),
        .rating = copy(rows, row, 5, arena),
        .publisher = copy(rows, row, 6, arena),
        .published = copy(rows, row, 7, arena),
    };
}

bool hs_postgres_get_factcheck(hs_archive *archive, int64_t id, hs_arena *arena,
                               hs_archive_factcheck *factcheck, hs_error *error)
{
    PGresult *rows = select_from(archive, HS_POSTGRES_get_factcheck, id, error);
    bool found = rows && PQntuples(rows) > 0;
    if (found)
        read_factcheck(rows, 0, arena, factcheck);
    PQclear(rows);
    return found;
}

/* Who is shown each row of a list: one of both. */
typedef struct visitors {
    hs_archive_document_visitor *document;
    hs_archive_factcheck_visitor *factcheck;
    void *data;
} visitors;

/* Sets the id that a later page goes on behind. */
static bool show(PGresult *rows, int row, hs_arena *arena, const visitors *to, int64_t *id)
{
    if (to->factcheck) {
        hs_archive_factcheck factcheck;
        read_factcheck(rows, row, arena, &factcheck);
        *id = factcheck.id;
        return to->factcheck(&factcheck, to->data);
    }
    hs_archive_document document;
    read_head(rows, row, arena, &document);
    *id = document.id;
    return to->document(&document, to->data);
}

/* A page at a time: the visitor may ask the archive meanwhile. */
static bool list(hs_archive *archive, hs_postgres_statement statement, int64_t after,
                 const visitors *to, hs_error *error)
{
    hs_arena arena = {0};
    bool more = true, fine = true;
    while (more && fine) {
        PGresult *rows = select_from(archive, statement, after, error);
        fine = rows != NULL;
        more = fine && PQntuples(rows) > 0;
        for (int i = 0; fine && i < PQntuples(rows) && more; i++) {
            hs_arena_reset(&arena);
            more = show(rows, i, &arena, to, &after);
        }
        PQclear(rows);
    }
    hs_arena_finish(&arena);
    return fine;
}

bool hs_postgres_list(hs_archive *archive, int64_t after, hs_archive_document_visitor *visit,
                      void *data, hs_error *error)
{
    return list(archive, HS_POSTGRES_list, after, &(visitors){.document = visit, .data = data},
                error);
}

bool hs_postgres_list_factchecks(hs_archive *archive, int64_t after,
                                 hs_archive_factcheck_visitor *visit, void *data, hs_error *error)
{
    return list(archive, HS_POSTGRES_list_factchecks, after,
                &(visitors){.factcheck = visit, .data = data}, error);
}
