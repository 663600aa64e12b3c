/* Posting lists out of the PostgreSQL store's inverted index (GIN).
 *
 * All lists of a question come with one statement. Which terms are common the server's own
 * statistics tell (pg_stats, kept by ANALYZE): those are not asked for at all.
 */
#include <stdlib.h>

#include "base/memory.h"
#include "evidence/store_postgres_private.h"

/* ---------------------------------------------------------------- common terms */

static int by_number(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

/* Reads them when the collection has grown by a quarter since. */
static bool refresh_common_terms(hs_store_postgres *store, size_t most, hs_error *error)
{
    uint64_t size = 0;
    if (!hs_postgres_size(&store->archive, HS_INDEX_PASSAGES, &size, error))
        return false;
    if (store->common_at_size > 0 && size < store->common_at_size + store->common_at_size / 4)
        return true;
    hs_postgres_values values = {0};
    hs_postgres_add_integer(&values, (int64_t)size);
    hs_postgres_add_integer(&values, (int64_t)most);
    PGresult *rows = hs_postgres_run(store, HS_POSTGRES_common_terms, &values, error);
    if (!rows)
        return false;
    store->common_count = (size_t)PQntuples(rows);
    store->common_terms = hs_realloc(store->common_terms, store->common_count + 1, sizeof(int32_t));
    for (size_t i = 0; i < store->common_count; i++)
        store->common_terms[i] = (int32_t)hs_postgres_integer(rows, (int)i, 0);
    PQclear(rows);
    qsort(store->common_terms, store->common_count, sizeof(int32_t), by_number);
    store->common_at_size = size;
    return true;
}

static bool is_common(const hs_store_postgres *store, hs_archive_index index, hs_str term)
{
    int32_t number = hs_postgres_term(term);
    return index == HS_INDEX_PASSAGES && store->common_count > 0 &&
           bsearch(&number, store->common_terms, store->common_count, sizeof number, by_number);
}

/* ---------------------------------------------------------------- lists */

/* The rows are (number of the asked term from 1, id), terms in no order. */
static void take_lists(const PGresult *rows, const size_t *asked, size_t asked_count, size_t most,
                       hs_arena *arena, hs_posting_list *lists)
{
    int count = PQntuples(rows);
    int64_t **ids = hs_arena_new_array(arena, int64_t *, asked_count);
    size_t *counts = hs_arena_new_array(arena, size_t, asked_count);
    for (int i = 0; i < count; i++)
        counts[hs_postgres_integer(rows, i, 0) - 1]++;
    for (size_t i = 0; i < asked_count; i++) {
        ids[i] = hs_arena_new_array(arena, int64_t, counts[i]);
        lists[asked[i]] =
            (hs_posting_list){ids[i], counts[i] < most ? counts[i] : most, counts[i] > most};
    }
    for (int i = 0; i < count; i++)
        *ids[hs_postgres_integer(rows, i, 0) - 1]++ = hs_postgres_integer(rows, i, 1);
}

bool hs_postgres_postings(hs_archive *archive, hs_archive_index index, const hs_str *terms,
                          size_t count, size_t most, hs_arena *arena, hs_posting_list *lists,
                          hs_error *error)
{
    hs_store_postgres *store = hs_postgres_of(archive);
    size_t *asked = hs_arena_new_array(arena, size_t, count), asked_count = 0;
    hs_str *asked_terms = hs_arena_new_array(arena, hs_str, count);
    if (!refresh_common_terms(store, most, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        lists[i] = (hs_posting_list){.cut = true};
        if (is_common(store, index, terms[i]))
            continue;
        asked_terms[asked_count] = terms[i];
        asked[asked_count++] = i;
    }
    if (asked_count == 0)
        return true;
    hs_postgres_values values = {0};
    hs_postgres_add_terms(&values, asked_terms, asked_count);
    hs_postgres_add_integer(&values, (int64_t)most + 1);
    PGresult *rows = hs_postgres_run(store,
                                     index == HS_INDEX_PASSAGES ? HS_POSTGRES_passage_postings
                                                                : HS_POSTGRES_factcheck_postings,
                                     &values, error);
    if (!rows)
        return false;
    take_lists(rows, asked, asked_count, most, arena, lists);
    PQclear(rows);
    return true;
}

bool hs_postgres_postings_of_all(hs_archive *archive, hs_archive_index index, const hs_str *terms,
                                 size_t count, size_t most, hs_arena *arena, hs_posting_list *list,
                                 hs_error *error)
{
    hs_postgres_values values = {0};
    hs_postgres_add_terms(&values, terms, count);
    hs_postgres_add_integer(&values, (int64_t)most);
    PGresult *rows = hs_postgres_run(hs_postgres_of(archive),
                                     index == HS_INDEX_PASSAGES ? HS_POSTGRES_passages_of_all
                                                                : HS_POSTGRES_factchecks_of_all,
                                     &values, error);
    if (!rows)
        return false;
    int64_t *ids = hs_arena_new_array(arena, int64_t, (size_t)PQntuples(rows));
    *list = (hs_posting_list){ids, (size_t)PQntuples(rows), false};
    for (int i = 0; i < PQntuples(rows); i++)
        ids[i] = hs_postgres_integer(rows, i, 0);
    PQclear(rows);
    return true;
}

bool hs_postgres_places(hs_archive *archive, const int64_t *passages, size_t count,
                        hs_passage_place *places, hs_error *error)
{
    hs_postgres_values values = {0};
    for (size_t i = 0; i < count; i++)
        places[i] = (hs_passage_place){0};
    hs_postgres_add_integers(&values, passages, count);
    PGresult *rows = hs_postgres_run(hs_postgres_of(archive), HS_POSTGRES_places, &values, error);
    if (!rows)
        return false;
    for (int i = 0; i < PQntuples(rows); i++)
        places[hs_postgres_integer(rows, i, 0) - 1] = (hs_passage_place){
            hs_postgres_integer(rows, i, 1),
            {(uint32_t)hs_postgres_integer(rows, i, 2), (uint32_t)hs_postgres_integer(rows, i, 3)}};
    PQclear(rows);
    return true;
}

bool hs_postgres_size(hs_archive *archive, hs_archive_index index, uint64_t *count, hs_error *error)
{
    hs_postgres_values values = {0};
    PGresult *rows = hs_postgres_run(hs_postgres_of(archive),
                                     index == HS_INDEX_PASSAGES ? HS_POSTGRES_passage_size
                                                                : HS_POSTGRES_factcheck_size,
                                     &values, error);
    if (!rows)
        return false;
    *count = (uint64_t)hs_postgres_integer(rows, 0, 0);
    PQclear(rows);
    return true;
}
