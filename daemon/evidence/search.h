/* Searching the archive: passages, quotes in them and fact-checks that a question is about. */
#pragma once

#include "evidence/archive.h"

enum {
    HS_SEARCH_DOCUMENTS = 1,
    HS_SEARCH_QUOTES = 2,
    HS_SEARCH_FACTCHECKS = 4,
    HS_SEARCH_ALL = 7,
};

typedef struct hs_search_hit {
    unsigned kind; /* one of the above */
    hs_str uri;    /* of the document; of a fact-check its url */
    hs_str url;    /* where it was published */
    hs_str title;
    hs_span span; /* bytes of the document's text; empty for a fact-check */
    hs_str text;  /* the words there, or the claim that was checked */
    float score;  /* 0 to 1 */
    hs_str speaker;
    hs_str rating;
    hs_str publisher;
    hs_str published;
} hs_search_hit;

typedef struct hs_search_hits {
    const hs_search_hit *items; /* best first; all in the arena */
    size_t count;
} hs_search_hits;

#define HS_SEARCH_LIMIT_MOST 1000

bool hs_search(hs_archive *archive, hs_str query, unsigned kinds, size_t limit, hs_arena *arena,
               hs_search_hits *hits, hs_error *error);
