/* JSON: reviews of claims (schema.org ClaimReview), articles as linked data, and plain objects with
 * a "text".
 *
 * A file is one value, an array, a graph or a feed of them, or a line each. Large arrays are taken
 * an element at a time, so that a feed of hundreds of megabytes is never in memory as objects.
 * Vocabulary: https://schema.org/ClaimReview, https://schema.org/NewsArticle; the feed:
 * https://www.datacommons.org/factcheck/download (DataFeed with dataFeedElement).
 */
#include "evidence/import_read.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"

enum { NESTING_MOST = 16 };

typedef struct reader {
    const hs_import_file *file;
    hs_arena *arena;
    hs_import_page *page; /* the page that the data stands in, or NULL */
    size_t objects;       /* for the names of those that have none */
    size_t taken;
} reader;

/* ---------------------------------------------------------------- values */

static hs_str str_of(const json_t *value)
{
    return hs_str_make(json_string_value(value), json_string_length(value));
}

/* The first string of a value that may be a string, a number, an object with a name or a list. */
static hs_str text_of(const json_t *value, const char *member, hs_arena *arena, int depth)
{
    char number[40];
    if (json_is_string(value))
        return hs_import_squeeze(str_of(value), arena);
    if (json_is_array(value) && depth < NESTING_MOST)
        return text_of(json_array_get(value, 0), member, arena, depth + 1);
    if (json_is_object(value) && depth < NESTING_MOST)
        return text_of(json_object_get(value, member), member, arena, depth + 1);
    if (!json_is_number(value))
        return HS_STR("");
    snprintf(number, sizeof number, "%.15g", json_number_value(value));
    return hs_arena_copy_str(arena, hs_str_from(number));
}

static hs_str member_text(const reader *r, const json_t *object, const char *key,
                          const char *member)
{
    return text_of(json_object_get(object, key), member, r->arena, 0);
}

static hs_str first_of(hs_str a, hs_str b)
{
    return a.length > 0 ? a : b;
}

static bool type_is(const json_t *type, const char *ending)
{
    if (json_is_array(type)) {
        for (size_t i = 0; i < json_array_size(type); i++)
            if (!json_is_array(json_array_get(type, i)) && type_is(json_array_get(type, i), ending))
                return true;
        return false;
    }
    return json_is_string(type) && hs_str_ends_with(str_of(type), hs_str_from(ending));
}

/* ---------------------------------------------------------------- reviews of claims */

static hs_str rating_of(const reader *r, const json_t *review)
{
    const json_t *rating = json_object_get(review, "reviewRating");
    if (json_is_array(rating))
        rating = json_array_get(rating, 0);
    hs_str words = member_text(r, rating, "alternateName", "name");
    return first_of(words, first_of(member_text(r, rating, "name", "name"),
                                    member_text(r, rating, "ratingValue", "name")));
}

static hs_str claimant_of(const reader *r, const json_t *review)
{
    const json_t *item = json_object_get(review, "itemReviewed");
    if (json_is_array(item))
        item = json_array_get(item, 0);
    hs_str author = member_text(r, item, "author", "name");
    if (author.length == 0 && json_is_object(json_object_get(item, "itemReviewed")))
        author = member_text(r, json_object_get(item, "itemReviewed"), "author", "name");
    return author;
}

static bool add_review(reader *r, const json_t *review)
{
    char part[32];
    hs_archive_factcheck check = {
        .url = member_text(r, review, "url", "@id"),
        .claim = member_text(r, review, "claimReviewed", "name"),
        .title = first_of(member_text(r, review, "name", "name"),
                          member_text(r, review, "headline", "name")),
        .claimant = claimant_of(r, review),
        .rating = rating_of(r, review),
        .publisher = first_of(member_text(r, review, "author", "name"),
                              member_text(r, review, "publisher", "name")),
        .published = hs_import_date(member_text(r, review, "datePublished", "name"), r->arena),
    };
    r->taken++;
    snprintf(part, sizeof part, "ClaimReview %zu", r->objects);
    if (check.claim.length == 0)
        return hs_import_fail(r->file, part, "has no claimReviewed");
    if (check.url.length == 0 && r->page)
        check.url = r->page->url;
    if (check.url.length == 0) {
        hs_buffer url = {0};
        hs_buffer_append_str(&url, r->file->uri);
        hs_buffer_printf(&url, "#%zu", r->objects);
        check.url = hs_arena_copy_str(r->arena, hs_buffer_str(&url));
        hs_buffer_finish(&url);
    }
    return r->file->sink->factcheck(r->file->sink->data, &check);
}

/* ---------------------------------------------------------------- articles and documents */

static void fill_page(const reader *r, const json_t *article)
{
    hs_import_page *page = r->page;
    page->title = first_of(page->title, member_text(r, article, "headline", "name"));
    page->author = first_of(page->author, member_text(r, article, "author", "name"));
    page->published =
        first_of(page->published,
                 hs_import_date(member_text(r, article, "datePublished", "name"), r->arena));
    page->url = first_of(page->url, member_text(r, article, "url", "@id"));
}

static bool add_document(reader *r, const json_t *object, hs_str text)
{
    char part[32];
    hs_buffer uri = {0};
    hs_archive_document document = {
        .uri = first_of(member_text(r, object, "uri", "@id"), member_text(r, object, "id", "@id")),
        .url = member_text(r, object, "url", "@id"),
        .title = first_of(member_text(r, object, "title", "name"),
                          member_text(r, object, "headline", "name")),
        .author = member_text(r, object, "author", "name"),
        .published = hs_import_date(first_of(member_text(r, object, "published", "name"),
                                             member_text(r, object, "datePublished", "name")),
                                    r->arena),
        .language = first_of(member_text(r, object, "languageId", "name"), HS_STR("plaintext")),
        .text = text,
    };
    r->taken++;
    snprintf(part, sizeof part, "object %zu", r->objects);
    if (document.uri.length == 0)
        document.uri = document.url;
    if (document.uri.length == 0) {
        hs_buffer_append_str(&uri, r->file->uri);
        hs_buffer_printf(&uri, "#%zu", r->objects);
        document.uri = hs_buffer_str(&uri);
    }
    bool more = hs_import_add(r->file, part, &document);
    hs_buffer_finish(&uri);
    return more;
}

/* ---------------------------------------------------------------- walking */

static bool read_value(reader *r, const json_t *value, int depth);

static bool read_members(reader *r, const json_t *object, int depth)
{
    static const char *const holders[] = {"@graph",          "dataFeedElement", "item",
                                          "itemListElement", "mainEntity",      "review",
                                          "hasPart",         "documents"};
    for (size_t i = 0; i < HS_COUNT(holders); i++)
        if (!read_value(r, json_object_get(object, holders[i]), depth + 1))
            return false;
    return true;
}

static bool read_object(reader *r, const json_t *object, int depth)
{
    const json_t *type = json_object_get(object, "@type");
    const json_t *text = json_object_get(object, "text");
    const json_t *body = json_object_get(object, "articleBody");
    r->objects++;
    if (type_is(type, "ClaimReview"))
        return add_review(r, object);
    if (r->page) {
        if (type_is(type, "Article") || type_is(type, "Report") || type_is(type, "Posting"))
            fill_page(r, object);
    } else if (json_is_string(text) || json_is_string(body)) {
        return add_document(r, object, str_of(json_is_string(text) ? text : body));
    }
    return read_members(r, object, depth);
}

static bool read_value(reader *r, const json_t *value, int depth)
{
    if (depth > NESTING_MOST)
        return true;
    if (json_is_object(value))
        return read_object(r, value, depth);
    for (size_t i = 0; i < json_array_size(value); i++)
        if (!read_value(r, json_array_get(value, i), depth + 1))
            return false;
    return true;
}

/* ---------------------------------------------------------------- files */

static bool read_one(reader *r, hs_str json, const char *part, size_t *used)
{
    json_error_t place;
    hs_error why;
    json_t *value = json_loadb(json.bytes, json.length,
                               (used ? JSON_DISABLE_EOF_CHECK : 0) | JSON_ALLOW_NUL, &place);
    if (!value) {
        hs_error_set(&why, "is no JSON: line %d: %s", place.line, place.text);
        if (used)
            *used = 0;
        return hs_import_fail(r->file, part, why.text);
    }
    if (used)
        *used = (size_t)place.position;
    size_t before = r->taken;
    bool more = read_value(r, value, 0);
    json_decref(value);
    if (more && r->taken == before && !r->page)
        more = hs_import_fail(r->file, part, "has neither \"text\" nor a ClaimReview");
    hs_arena_reset(r->arena);
    return more;
}

static size_t skip_space(hs_str text, size_t at)
{
    while (at < text.length && isspace((unsigned char)text.bytes[at]))
        at++;
    return at;
}

/* Where the elements of a large array begin: behind the first "[", or behind that of the feed. */
static size_t elements_start(hs_str text)
{
    static const char feed[] = "\"dataFeedElement\"";
    size_t at = skip_space(text, 0);
    if (at < text.length && text.bytes[at] == '[')
        return at + 1;
    const char *found = memmem(text.bytes, text.length, feed, sizeof feed - 1);
    if (!found)
        return 0;
    at = skip_space(text, (size_t)(found - text.bytes) + sizeof feed - 1);
    if (at >= text.length || text.bytes[at] != ':')
        return 0;
    at = skip_space(text, at + 1);
    return at < text.length && text.bytes[at] == '[' ? at + 1 : 0;
}

static bool read_elements(reader *r, hs_str text, size_t at)
{
    char part[32];
    size_t used = 1;
    for (size_t number = 1; used > 0; number++) {
        at = skip_space(text, at);
        if (at >= text.length)
            return hs_import_fail(r->file, NULL, "ends before its array does");
        if (text.bytes[at] == ']')
            return true;
        snprintf(part, sizeof part, "element %zu", number);
        if (!read_one(r, hs_str_slice(text, at, text.length), part, &used))
            return false;
        at = skip_space(text, at + used);
        at += at < text.length && text.bytes[at] == ',';
    }
    return true;
}

bool hs_import_read_json(const hs_import_file *file)
{
    hs_buffer text = {0};
    hs_arena arena = {0};
    reader r = {.file = file, .arena = &arena};
    hs_import_to_utf8(file->bytes, HS_STR(""), &text);
    hs_str all = hs_buffer_str(&text);
    size_t elements = elements_start(all);
    bool more = elements > 0 ? read_elements(&r, all, elements) : read_one(&r, all, NULL, NULL);
    hs_buffer_finish(&text);
    hs_arena_finish(&arena);
    return more;
}

bool hs_import_read_json_lines(const hs_import_file *file)
{
    hs_arena arena = {0};
    reader r = {.file = file, .arena = &arena};
    bool more = true;
    char part[32];
    hs_str rest = file->bytes;
    if (hs_str_starts_with(rest, HS_STR("\xef\xbb\xbf")))
        rest = hs_str_slice(rest, 3, rest.length);
    for (size_t number = 1; more && rest.length > 0; number++) {
        const char *end = memchr(rest.bytes, '\n', rest.length);
        size_t length = end ? (size_t)(end - rest.bytes) : rest.length;
        hs_str line = hs_str_slice(rest, 0, length);
        rest = hs_str_slice(rest, end ? length + 1 : length, rest.length);
        if (skip_space(line, 0) == line.length)
            continue;
        snprintf(part, sizeof part, "line %zu", number);
        r.objects = number - 1;
        more = read_one(&r, line, part, NULL);
    }
    hs_arena_finish(&arena);
    return more;
}

bool hs_import_linked_data(hs_str json, const hs_import_file *file, hs_arena *arena,
                           hs_import_page *page)
{
    hs_arena scratch = {0};
    hs_import_page found = {0};
    reader r = {.file = file, .arena = &scratch, .page = &found};
    json_t *value = json_loadb(json.bytes, json.length, 0, NULL);
    found.url = page->url;
    bool more = !file || read_value(&r, value, 0);
    hs_str *const from[] = {&found.title, &found.author, &found.published, &found.url};
    hs_str *const to[] = {&page->title, &page->author, &page->published, &page->url};
    for (size_t i = 0; i < HS_COUNT(from); i++)
        if (to[i]->length == 0)
            *to[i] = hs_arena_copy_str(arena, *from[i]);
    json_decref(value);
    hs_arena_finish(&scratch);
    return more;
}
