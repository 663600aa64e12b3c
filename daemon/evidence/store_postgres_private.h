/* The PostgreSQL store as its own files see it: a connection, its prepared statements, and values
 * in the binary form of the protocol (PostgreSQL documentation, "Frontend/Backend Protocol").
 */
#pragma once

#include <libpq-fe.h>

#include "base/map.h"
#include "evidence/archive_backend.h"

/* X(name, SQL) */
#define HS_POSTGRES_STATEMENTS(X)                                                                  \
    X(document_by_content, "SELECT id FROM hearsay.document WHERE content = $1::bytea")            \
    X(document_by_uri,                                                                             \
      "SELECT id FROM hearsay.document WHERE uri_hash = $1::bytea AND uri = $2::text")             \
    X(insert_document,                                                                             \
      "INSERT INTO hearsay.document (uri, uri_hash, url, title, author, published, language, "     \
      "content, bytes, model, annotations) VALUES ($1::text, $2::bytea, $3::text, $4::text, "      \
      "$5::text, $6::text, $7::text, $8::bytea, $9::bigint, $10::bigint, $11::bytea) "             \
      "ON CONFLICT DO NOTHING RETURNING id")                                                       \
    X(insert_passage,                                                                              \
      "INSERT INTO hearsay.passage (document, byte_start, byte_end, indexed_end, text, terms) "    \
      "VALUES ($1::bigint, $2::bigint, $3::bigint, $4::bigint, $5::bytea, $6::integer[])")         \
    X(delete_document, "DELETE FROM hearsay.document WHERE id = $1::bigint")                       \
    X(set_annotations, "UPDATE hearsay.document SET model = $2::bigint, annotations = $3::bytea "  \
                       "WHERE id = $1::bigint")                                                    \
    X(get_head, "SELECT id, uri, url, title, author, published, language, model, annotations "     \
                "FROM hearsay.document WHERE id = $1::bigint")                                     \
    X(list, "SELECT id, uri, url, title, author, published, language, model "                      \
            "FROM hearsay.document WHERE id > $1::bigint ORDER BY id LIMIT 500")                   \
    X(get_text, "SELECT byte_start, byte_end, text FROM hearsay.passage WHERE document = "         \
                "$1::bigint AND byte_end > $2::bigint AND byte_start < $3::bigint "                \
                "ORDER BY byte_start")                                                             \
    X(get_texts, "SELECT t.n, p.byte_start, p.byte_end, p.text FROM unnest($1::bigint[], "         \
                 "$2::bigint[], $3::bigint[]) WITH ORDINALITY AS t (document, first, last, n) "    \
                 "JOIN hearsay.passage p ON p.document = t.document AND p.byte_end > t.first "     \
                 "AND p.byte_start < t.last ORDER BY t.n, p.byte_start")                           \
    X(places, "SELECT t.n, p.document, p.byte_start, p.indexed_end FROM "                          \
              "unnest($1::bigint[]) WITH ORDINALITY AS t (id, n) JOIN hearsay.passage p USING "    \
              "(id)")                                                                              \
    X(passage_postings,                                                                            \
      "SELECT t.n, p.id FROM unnest($1::integer[]) WITH ORDINALITY AS t (term, n), LATERAL "       \
      "(SELECT id FROM hearsay.passage WHERE terms @> ARRAY[t.term] LIMIT $2::bigint) p")          \
    X(factcheck_postings,                                                                          \
      "SELECT t.n, p.id FROM unnest($1::integer[]) WITH ORDINALITY AS t (term, n), LATERAL "       \
      "(SELECT id FROM hearsay.factcheck WHERE terms @> ARRAY[t.term] LIMIT $2::bigint) p")        \
    X(passages_of_all,                                                                             \
      "SELECT id FROM hearsay.passage WHERE terms @> $1::integer[] LIMIT $2::bigint")              \
    X(factchecks_of_all,                                                                           \
      "SELECT id FROM hearsay.factcheck WHERE terms @> $1::integer[] LIMIT $2::bigint")            \
    X(passage_size, "SELECT coalesce(max(id), 0) FROM hearsay.passage")                            \
    X(factcheck_size, "SELECT coalesce(max(id), 0) FROM hearsay.factcheck")                        \
    X(common_terms,                                                                                \
      "SELECT e.term FROM pg_stats s, unnest(s.most_common_elems::text::integer[], "               \
      "s.most_common_elem_freqs[1:cardinality(s.most_common_elems::text::integer[])]) "            \
      "AS e (term, share) WHERE s.schemaname = 'hearsay' AND s.tablename = 'passage' AND "         \
      "s.attname = 'terms' AND e.share * $1::bigint > $2::bigint")                                 \
    X(factcheck_by_content, "SELECT id FROM hearsay.factcheck WHERE content = $1::bytea")          \
    X(factcheck_by_claim, "SELECT id FROM hearsay.factcheck WHERE url = $1::text AND "             \
                          "claim = $2::text ORDER BY id DESC LIMIT 1")                             \
    X(insert_factcheck,                                                                            \
      "INSERT INTO hearsay.factcheck (url, claim, title, claimant, rating, publisher, published, " \
      "content, terms) VALUES ($1::text, $2::text, $3::text, $4::text, $5::text, $6::text, "       \
      "$7::text, $8::bytea, $9::integer[]) ON CONFLICT DO NOTHING RETURNING id")                   \
    X(delete_factcheck, "DELETE FROM hearsay.factcheck WHERE id = $1::bigint")                     \
    X(get_factcheck, "SELECT id, url, claim, title, claimant, rating, publisher, published "       \
                     "FROM hearsay.factcheck WHERE id = $1::bigint")                               \
    X(list_factchecks, "SELECT id, url, claim, title, claimant, rating, publisher, published "     \
                       "FROM hearsay.factcheck WHERE id > $1::bigint ORDER BY id LIMIT 500")       \
    X(stats,                                                                                       \
      "SELECT (SELECT count(*) FROM hearsay.document), "                                           \
      "(SELECT coalesce(sum(bytes), 0)::bigint FROM hearsay.document), "                           \
      "(SELECT count(*) FROM hearsay.passage), (SELECT count(*) FROM hearsay.factcheck), "         \
      "(SELECT count(*) FROM hearsay.document WHERE model <> $1::bigint), "                        \
      "pg_total_relation_size('hearsay.document') + pg_total_relation_size('hearsay.passage') + "  \
      "pg_total_relation_size('hearsay.factcheck')")                                               \
    X(check_passages,                                                                              \
      "SELECT d.id FROM hearsay.document d LEFT JOIN (SELECT document, sum(byte_end - "            \
      "byte_start) AS bytes FROM hearsay.passage GROUP BY document) p ON p.document = d.id "       \
      "WHERE p.bytes IS DISTINCT FROM d.bytes LIMIT 1")                                            \
    X(newest, "SELECT (SELECT coalesce(max(id), 0) FROM hearsay.document), "                       \
              "(SELECT coalesce(max(id), 0) FROM hearsay.factcheck)")                              \
    X(schema_version, "SELECT max(version)::bigint FROM hearsay.schema")

typedef enum hs_postgres_statement {
#define HS_POSTGRES_STATEMENT(name, sql) HS_POSTGRES_##name,
    HS_POSTGRES_STATEMENTS(HS_POSTGRES_STATEMENT)
#undef HS_POSTGRES_STATEMENT
        HS_POSTGRES_STATEMENT_COUNT
} hs_postgres_statement;

enum { HS_POSTGRES_PARAMETERS_MOST = 12 };

/* The values of one statement's parameters, filled from the first on. */
typedef struct hs_postgres_values {
    hs_arena arena;
    const char *values[HS_POSTGRES_PARAMETERS_MOST];
    int lengths[HS_POSTGRES_PARAMETERS_MOST];
    int formats[HS_POSTGRES_PARAMETERS_MOST];
    int count;
} hs_postgres_values;

typedef struct hs_store_postgres {
    hs_archive archive; /* first */
    PGconn *connection;
    char *address; /* without password, for messages */
    hs_archive_mode mode;
    bool broken; /* the last failure came from no server: libpq may not have noticed yet */
    bool prepared[HS_POSTGRES_STATEMENT_COUNT];
    int32_t *common_terms; /* sorted: terms so common that their lists are not asked for */
    size_t common_count;
    uint64_t common_at_size; /* of the collection when they were read */
    int64_t newest[2];       /* ids, of a document and of a fact-check */
} hs_store_postgres;

static inline hs_store_postgres *hs_postgres_of(hs_archive *archive)
{
    return (hs_store_postgres *)archive;
}

/* The result of a statement, to be cleared with PQclear; NULL with the reason. Finishes the values
 * in any case. Outside a transaction a connection that broke is made anew, once. */
PGresult *hs_postgres_run(hs_store_postgres *store, hs_postgres_statement which,
                          hs_postgres_values *values, hs_error *error);

/* Text of a statement or several that take nothing from outside: transactions, migrations. */
bool hs_postgres_script(hs_store_postgres *store, const char *script, hs_error *error);

void hs_postgres_add_integer(hs_postgres_values *values, int64_t value);
void hs_postgres_add_bytes(hs_postgres_values *values, hs_str bytes);
void hs_postgres_add_text(hs_postgres_values *values,
                          hs_str text); /* what no text may hold is replaced */
void hs_postgres_add_integers(hs_postgres_values *values, const int64_t *items, size_t count);
void hs_postgres_add_terms(hs_postgres_values *values, const hs_str *terms, size_t count);

int64_t hs_postgres_integer(const PGresult *result, int row, int column); /* bigint or integer */
hs_str hs_postgres_bytes(const PGresult *result, int row, int column);    /* borrowed */

/* The number under which a term is kept. */
int32_t hs_postgres_term(hs_str term);

bool hs_postgres_set_up(hs_store_postgres *store, hs_error *error);

/* The functions of the table, by file. */
extern const hs_archive_backend hs_postgres_backend;
hs_backend_find_content hs_postgres_find_content;
hs_backend_find_uri hs_postgres_find_uri;
hs_backend_find_factcheck hs_postgres_find_factcheck;
hs_backend_insert_document hs_postgres_insert_document;
hs_backend_delete_document hs_postgres_delete_document;
hs_backend_set_annotations hs_postgres_set_annotations;
hs_backend_insert_factcheck hs_postgres_insert_factcheck;
hs_backend_delete_factcheck hs_postgres_delete_factcheck;
hs_backend_get_head hs_postgres_get_head;
hs_backend_get_text hs_postgres_get_text;
hs_backend_get_texts hs_postgres_get_texts;
hs_backend_get_factcheck hs_postgres_get_factcheck;
hs_backend_list hs_postgres_list;
hs_backend_list_factchecks hs_postgres_list_factchecks;
hs_backend_postings hs_postgres_postings;
hs_backend_postings_of_all hs_postgres_postings_of_all;
hs_backend_places hs_postgres_places;
hs_backend_size hs_postgres_size;
