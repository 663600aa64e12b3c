/* Hits from candidates: in each passage the stretch that answers best is shown, and whether
 * somebody says it there.
 */
#include "evidence/search.h"

#include <stdlib.h>

#include "base/array.h"
#include "evidence/ranking.h"
#include "evidence/terms.h"

enum { STRETCH_BYTES = 240 };

typedef struct searching {
    hs_archive *archive;
    hs_arena *arena;
    hs_terms terms; /* of the question */
    HS_ARRAY(hs_search_hit) hits;
} searching;

static bool asked_for(const searching *s, hs_str word)
{
    for (size_t i = 0; i < s->terms.count; i++)
        if (hs_str_equal(s->terms.items[i], word))
            return true;
    return false;
}

typedef struct found_word {
    size_t start, end;
} found_word;

/* The stretch of at most STRETCH_BYTES with most words of the question, widened to whole lines or
 * words; the text's front where there is none. */
static hs_span best_stretch(const searching *s, hs_str text)
{
    HS_ARRAY(found_word) words = {0};
    char word[HS_TERM_BYTES_MOST];
    size_t at = 0, start = 0, length, best = 0, most = 0;
    while ((length = hs_term_next_word(text, &at, &start, word)) > 0)
        if (asked_for(s, hs_str_make(word, length)))
            *hs_array_push(&words) = (found_word){start, at};
    for (size_t i = 0, end = 0; i < words.count; i++) {
        while (end < words.count && words.items[end].end <= words.items[i].start + STRETCH_BYTES)
            end++;
        if (end - i > most) {
            most = end - i;
            best = i;
        }
    }
    hs_span span = {0, 0};
    if (most > 0)
        span = (hs_span){(uint32_t)words.items[best].start,
                         (uint32_t)words.items[best + most - 1].end};
    hs_array_finish(&words);
    while (span.start > 0 && text.bytes[span.start - 1] != '\n' &&
           span.end - span.start < STRETCH_BYTES)
        span.start--;
    while (span.end < text.length && text.bytes[span.end] != '\n' &&
           span.end - span.start < STRETCH_BYTES)
        span.end++;
    while (span.start > 0 && ((unsigned char)text.bytes[span.start] & 0xc0) == 0x80)
        span.start--;
    while (span.end < text.length && ((unsigned char)text.bytes[span.end] & 0xc0) == 0x80)
        span.end++;
    return span;
}

/* The quote of the document in which the middle of the span lies. */
static const hs_archive_quote *quote_at(const hs_archive_document *document, hs_span span)
{
    uint32_t middle = span.start + (span.end - span.start) / 2;
    for (size_t i = 0; i < document->quote_count; i++)
        for (size_t k = 0; k < document->quotes[i].content_count; k++)
            if (document->quotes[i].content[k].start <= middle &&
                middle < document->quotes[i].content[k].end)
                return &document->quotes[i];
    return NULL;
}

static bool add_passage(searching *s, const hs_archive_candidate *candidate, unsigned kinds,
                        hs_error *error)
{
    hs_archive_document document;
    if (!hs_archive_get(s->archive, candidate->document, s->arena, &document, error))
        return false;
    if (candidate->place.end > document.text.length)
        return true;
    hs_span span =
        best_stretch(s, hs_str_slice(document.text, candidate->place.start, candidate->place.end));
    span = (hs_span){span.start + candidate->place.start, span.end + candidate->place.start};
    const hs_archive_quote *quote = quote_at(&document, span);
    unsigned kind = quote ? HS_SEARCH_QUOTES : HS_SEARCH_DOCUMENTS;
    if (kinds & kind)
        *hs_array_push(&s->hits) = (hs_search_hit){
            .kind = kind,
            .uri = document.uri,
            .url = document.url,
            .title = document.title,
            .span = span,
            .text = hs_str_slice(document.text, span.start, span.end),
            .score = candidate->score,
            .speaker = quote ? quote->speaker : HS_STR(""),
            .published = document.published,
        };
    return true;
}

static bool add_passages(searching *s, hs_str query, unsigned kinds, size_t limit, hs_error *error)
{
    hs_archive_candidates found;
    if (!hs_archive_find_text(s->archive, query, limit, s->arena, &found, error))
        return false;
    for (size_t i = 0; i < found.count; i++)
        if (!add_passage(s, &found.items[i], kinds, error))
            return false;
    return true;
}

static bool add_factchecks(searching *s, hs_str query, size_t limit, hs_error *error)
{
    hs_ranked *ranked;
    size_t count;
    if (!hs_rank_factchecks(s->archive, query, limit, s->arena, &ranked, &count, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        const hs_archive_factcheck *check = &ranked[i].factcheck;
        *hs_array_push(&s->hits) = (hs_search_hit){
            .kind = HS_SEARCH_FACTCHECKS,
            .uri = check->url,
            .url = check->url,
            .title = check->title,
            .text = check->claim,
            .score = ranked[i].probability,
            .speaker = check->claimant,
            .rating = check->rating,
            .publisher = check->publisher,
            .published = check->published,
        };
    }
    return true;
}

static int by_score(const void *left, const void *right)
{
    const hs_search_hit *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return hs_str_compare(a->uri, b->uri);
}

bool hs_search(hs_archive *archive, hs_str query, unsigned kinds, size_t limit, hs_arena *arena,
               hs_search_hits *hits, hs_error *error)
{
    searching s = {.archive = archive, .arena = arena};
    s.terms = hs_terms_of(query, HS_TERMS_WORDS, arena);
    bool fine = (!(kinds & HS_SEARCH_FACTCHECKS) || add_factchecks(&s, query, limit, error)) &&
                (!(kinds & (HS_SEARCH_DOCUMENTS | HS_SEARCH_QUOTES)) ||
                 add_passages(&s, query, kinds, limit, error));
    if (s.hits.count > 0)
        qsort(s.hits.items, s.hits.count, sizeof *s.hits.items, by_score);
    size_t count = s.hits.count < limit ? s.hits.count : limit;
    *hits =
        (hs_search_hits){hs_arena_copy(arena, s.hits.items, count * sizeof *s.hits.items), count};
    hs_array_finish(&s.hits);
    return fine;
}
