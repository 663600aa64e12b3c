/* Pages: metadata from the head, main text by the same reading of HTML that the editor's documents
 * get (text/block.h), within the page's article if it marks one.
 *
 * Where metadata comes from, best first: linked data, Open Graph and other <meta>, <time>, <title>
 * and <h1> (https://ogp.me, https://schema.org/Article).
 */
#include "evidence/import_read.h"

#include <string.h>

#include "base/memory.h"
#include "text/block.h"
#include "text/entity.h"
#include "text/html_scan.h"

/* A marked article that holds less text is a teaser. */
enum { ARTICLE_BYTES_LEAST = 200 };

typedef enum page_field { FIELD_TITLE, FIELD_AUTHOR, FIELD_PUBLISHED, FIELD_URL } page_field;

/* <meta> names and properties; an earlier one wins over a later one. */
static const struct {
    const char *name;
    page_field field;
} meta_names[] = {
    {"og:title", FIELD_TITLE},
    {"twitter:title", FIELD_TITLE},
    {"dc.title", FIELD_TITLE},
    {"author", FIELD_AUTHOR},
    {"article:author", FIELD_AUTHOR},
    {"dc.creator", FIELD_AUTHOR},
    {"parsely-author", FIELD_AUTHOR},
    {"article:published_time", FIELD_PUBLISHED},
    {"datepublished", FIELD_PUBLISHED},
    {"og:published_time", FIELD_PUBLISHED},
    {"parsely-pub-date", FIELD_PUBLISHED},
    {"dc.date", FIELD_PUBLISHED},
    {"dcterms.created", FIELD_PUBLISHED},
    {"dcterms.date", FIELD_PUBLISHED},
    {"date", FIELD_PUBLISHED},
    {"pubdate", FIELD_PUBLISHED},
    {"og:url", FIELD_URL},
};

typedef struct article {
    hs_str element; /* its name, as written */
    size_t depth;   /* of elements of that name, while open */
    hs_span inside; /* of the source */
    uint8_t rank;   /* 3: articleBody, 2: <article>, 1: <main> */
} article;

typedef struct page_reader {
    hs_str html;
    const hs_import_file *file;
    hs_arena *arena;
    hs_import_page *page;
    size_t ranks[4]; /* index in meta_names + 1 of the value that stands, by field */
    hs_str title_element, heading, time;
    article open, best;
    hs_str pending; /* the element whose text comes next: title, h1, linked data */
    bool more;
} page_reader;

/* ---------------------------------------------------------------- attributes */

/* Text with character references resolved and white space squeezed. */
static hs_str plain(page_reader *p, hs_str text)
{
    char *out = hs_arena_alloc(p->arena, text.length * 2 + HS_ENTITY_MOST_BYTES);
    size_t length = 0;
    for (size_t at = 0; at < text.length;) {
        size_t size = 0, taken = 0;
        if (text.bytes[at] == '&')
            taken =
                hs_entity_decode(hs_str_slice(text, at, text.length), false, out + length, &size);
        if (taken == 0) {
            out[length++] = text.bytes[at++];
            continue;
        }
        length += size;
        at += taken;
    }
    return hs_import_squeeze(hs_str_make(out, length), p->arena);
}

static hs_str attribute(page_reader *p, const hs_html_token *tag, const char *name)
{
    uint32_t at = tag->attributes.start;
    hs_span key, value;
    while (hs_html_next_attribute(p->html, tag->attributes, &at, &key, &value))
        if (hs_str_is_ignoring_case(hs_str_slice(p->html, key.start, key.end), name))
            return hs_str_slice(p->html, value.start, value.end);
    return HS_STR("");
}

static hs_str *field_of(hs_import_page *page, page_field field)
{
    hs_str *const fields[] = {&page->title, &page->author, &page->published, &page->url};
    return fields[field];
}

static void read_meta(page_reader *p, const hs_html_token *tag)
{
    hs_str name = attribute(p, tag, "property");
    if (name.length == 0)
        name = attribute(p, tag, "name");
    if (name.length == 0)
        name = attribute(p, tag, "itemprop");
    for (size_t i = 0; i < HS_COUNT(meta_names); i++) {
        page_field field = meta_names[i].field;
        if (!hs_str_is_ignoring_case(name, meta_names[i].name))
            continue;
        hs_str value = plain(p, attribute(p, tag, "content"));
        if (field == FIELD_PUBLISHED)
            value = hs_import_date(value, p->arena);
        bool address = field == FIELD_AUTHOR && hs_str_starts_with(value, HS_STR("http"));
        if (value.length == 0 || address || (p->ranks[field] && p->ranks[field] <= i + 1))
            return;
        p->ranks[field] = i + 1;
        *field_of(p->page, field) = value;
        return;
    }
}

/* ---------------------------------------------------------------- elements */

static bool name_is(page_reader *p, const hs_html_token *tag, const char *name)
{
    return hs_str_is_ignoring_case(hs_str_slice(p->html, tag->name.start, tag->name.end), name);
}

static uint8_t article_rank(page_reader *p, const hs_html_token *tag)
{
    if (hs_str_equal_ignoring_case(attribute(p, tag, "itemprop"), HS_STR("articleBody")))
        return 3;
    return name_is(p, tag, "article") ? 2 : name_is(p, tag, "main") ? 1 : 0;
}

/* The best marked stretch: the higher rank, then the longer one. One inside another of a higher
 * rank is not looked for. */
static void open_article(page_reader *p, const hs_html_token *tag)
{
    hs_str name = hs_str_slice(p->html, tag->name.start, tag->name.end);
    uint8_t rank = article_rank(p, tag);
    if (p->open.rank < rank)
        p->open = (article){name, 1, {tag->span.end, tag->span.end}, rank};
    else if (p->open.rank > 0 && hs_str_equal_ignoring_case(name, p->open.element))
        p->open.depth++;
}

static void keep_article(page_reader *p, uint32_t end)
{
    uint32_t best = p->best.inside.end - p->best.inside.start;
    p->open.inside.end = end;
    if (p->open.rank > p->best.rank ||
        (p->open.rank == p->best.rank && end - p->open.inside.start > best))
        p->best = p->open;
    p->open = (article){0};
}

static void close_article(page_reader *p, const hs_html_token *tag)
{
    if (p->open.rank > 0 &&
        hs_str_equal_ignoring_case(hs_str_slice(p->html, tag->name.start, tag->name.end),
                                   p->open.element) &&
        --p->open.depth == 0)
        keep_article(p, tag->span.start);
}

static void read_start_tag(page_reader *p, const hs_html_token *tag)
{
    p->pending = HS_STR("");
    if (name_is(p, tag, "meta")) {
        read_meta(p, tag);
    } else if (name_is(p, tag, "link")) {
        if (hs_str_equal_ignoring_case(attribute(p, tag, "rel"), HS_STR("canonical")))
            p->page->url = plain(p, attribute(p, tag, "href"));
    } else if (name_is(p, tag, "time")) {
        if (p->time.length == 0)
            p->time = hs_import_date(plain(p, attribute(p, tag, "datetime")), p->arena);
    } else if (name_is(p, tag, "title")) {
        p->pending = HS_STR("title");
    } else if (name_is(p, tag, "h1")) {
        p->pending = HS_STR("h1");
    } else if (name_is(p, tag, "script")) {
        bool linked = hs_str_starts_with(attribute(p, tag, "type"), HS_STR("application/ld+json"));
        p->pending = linked ? HS_STR("script") : HS_STR("");
    }
    open_article(p, tag);
}

static void read_text(page_reader *p, hs_str text)
{
    if (hs_str_equal(p->pending, HS_STR("script")))
        p->more = hs_import_linked_data(text, p->file, p->arena, p->page);
    else if (hs_str_equal(p->pending, HS_STR("title")) && p->title_element.length == 0)
        p->title_element = plain(p, text);
    else if (hs_str_equal(p->pending, HS_STR("h1")) && p->heading.length == 0)
        p->heading = plain(p, text);
    p->pending = HS_STR("");
}

static void scan(page_reader *p)
{
    static const char *const raw[] = {"script", "style", "title", "textarea", "noscript"};
    hs_html_scanner scanner = {.source = p->html};
    hs_html_token token;
    while (p->more && hs_html_scan(&scanner, &token)) {
        if (token.type == HS_HTML_TEXT)
            read_text(p, hs_str_slice(p->html, token.span.start, token.span.end));
        else if (token.type == HS_HTML_END_TAG)
            close_article(p, &token);
        if (token.type != HS_HTML_START_TAG)
            continue;
        read_start_tag(p, &token);
        for (size_t i = 0; i < HS_COUNT(raw); i++)
            if (name_is(p, &token, raw[i]))
                hs_html_scan_raw(&scanner, hs_str_from(raw[i]));
    }
    if (p->open.rank > 0)
        keep_article(p, (uint32_t)p->html.length);
}

/* ---------------------------------------------------------------- the text */

/* Paragraphs of the source with blank lines between; a heading that repeats the title is left out.
 */
static hs_str text_of(page_reader *p, hs_str source)
{
    hs_block_list *blocks = hs_block_list_build(source, HS_MARKUP_HTML);
    hs_buffer text = {0};
    for (size_t i = 0; i < blocks->count; i++) {
        const hs_block *block = blocks->entries[i].block;
        hs_str words = hs_import_squeeze(block->text, p->arena);
        bool left_out =
            blocks->entries[i].kind == HS_BLOCK_BOILERPLATE || words.length == 0 ||
            (blocks->entries[i].kind == HS_BLOCK_HEADING && hs_str_equal(words, p->page->title));
        if (left_out)
            continue;
        if (text.length > 0)
            hs_buffer_append_text(&text, "\n\n");
        hs_buffer_append_str(&text, words);
    }
    hs_block_list_unref(blocks);
    hs_str copy = hs_arena_copy_str(p->arena, hs_buffer_str(&text));
    hs_buffer_finish(&text);
    return copy;
}

bool hs_import_parse_page(hs_str html, const hs_import_file *file, hs_arena *arena,
                          hs_import_page *page)
{
    page_reader p = {.html = html, .file = file, .arena = arena, .page = page, .more = true};
    *page = (hs_import_page){0};
    scan(&p);
    if (page->title.length == 0)
        page->title = p.heading.length > 0 ? p.heading : p.title_element;
    if (page->published.length == 0)
        page->published = p.time;
    if (p.best.rank > 0)
        page->text = text_of(&p, hs_str_slice(html, p.best.inside.start, p.best.inside.end));
    if (page->text.length < ARTICLE_BYTES_LEAST)
        page->text = text_of(&p, html);
    return p.more;
}

/* The charset that the first kilobyte of a page names. */
static hs_str charset_of(hs_str bytes)
{
    size_t looked_at = bytes.length < 1024 ? bytes.length : 1024;
    const char *found = memmem(bytes.bytes, looked_at, "charset=", 8);
    if (!found)
        return HS_STR("");
    const char *end = bytes.bytes + looked_at;
    for (found += 8; found < end && (*found == '"' || *found == '\''); found++)
        ;
    size_t length = 0;
    while (found + length < end && !strchr("\"'>;/ \t\r\n", found[length]))
        length++;
    return hs_str_make(found, length);
}

bool hs_import_read_html(const hs_import_file *file)
{
    hs_buffer html = {0};
    hs_arena arena = {0};
    hs_import_page page;
    hs_import_to_utf8(file->bytes, charset_of(file->bytes), &html);
    bool more = hs_import_parse_page(hs_buffer_str(&html), file, &arena, &page);
    hs_archive_document document = {
        .uri = file->uri,
        .url = page.url,
        .title = page.title,
        .author = page.author,
        .published = page.published,
        .language = HS_STR("plaintext"),
        .text = page.text,
    };
    more = more && hs_import_add(file, NULL, &document);
    hs_buffer_finish(&html);
    hs_arena_finish(&arena);
    return more;
}
