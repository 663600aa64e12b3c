/* HTML as a reader of the page sees it: text in block elements, without scripts, navigation, forms
 * and what is hidden. Works on the stream of tags with a short stack of the open elements, not on a
 * tree: so it takes linear time and no recursion whatever the page, knows each byte's place in the
 * source, and never reads twice. Inline elements pass unseen. The rules for end tags that are left
 * out are those of the standard, as far as they bear on blocks.
 */
#include "text/entity.h"
#include "text/html_element.h"
#include "text/html_scan.h"
#include "text/ignore.h"
#include "text/markup.h"

enum { DEEPEST_STACK = 256 }; /* elements open further in are not minded */

typedef struct open_element {
    const hs_html_element *element;
    uint8_t kind; /* of the blocks inside, from here or further out */
    uint8_t level;
    uint8_t list_depth;
    bool settled;
    bool skipped;
    bool in_header;
} open_element;

typedef struct reader {
    hs_draft_list *list;
    hs_html_scanner scanner;
    open_element stack[DEEPEST_STACK];
    size_t depth; /* at least 1: stack[0] is the document */
} reader;

static open_element *innermost(reader *r)
{
    return &r->stack[r->depth - 1];
}

static bool is_named(const hs_html_element *element, const char *name)
{
    return element && strcmp(element->name, name) == 0;
}

/* Whether an attribute hides the element, or makes it furniture. */
static bool is_hiding_attribute(hs_str name, hs_str value)
{
    static const struct {
        hs_str name;
        const char *value; /* NULL: any */
    } hiding[] = {
        {{"hidden", 6}, NULL},          {{"aria-hidden", 11}, "true"},
        {{"role", 4}, "navigation"},    {{"role", 4}, "contentinfo"},
        {{"role", 4}, "search"},        {{"role", 4}, "dialog"},
        {{"style", 5}, "display:none"}, {{"style", 5}, "display: none"},
    };
    for (size_t i = 0; i < HS_COUNT(hiding); i++)
        if (hs_str_equal_ignoring_case(name, hiding[i].name) &&
            (!hiding[i].value ||
             memmem(value.bytes, value.length, hiding[i].value, strlen(hiding[i].value))))
            return true;
    return false;
}

static bool is_hidden(hs_str source, const hs_html_token *tag)
{
    hs_span name, value;
    for (uint32_t at = tag->attributes.start;
         hs_html_next_attribute(source, tag->attributes, &at, &name, &value);)
        if (is_hiding_attribute(hs_str_slice(source, name.start, name.end),
                                hs_str_slice(source, value.start, value.end)))
            return true;
    return false;
}

static void push(reader *r, const hs_html_element *element, bool hidden)
{
    if (r->depth == DEEPEST_STACK)
        return;
    open_element inside = *innermost(r);
    inside.element = element;
    inside.in_header |= is_named(element, "header");
    inside.list_depth += (element->flags & HS_HTML_LIST) && inside.list_depth < UINT8_MAX;
    inside.skipped |= hidden || element->flags & HS_HTML_SKIPPED ||
                      (inside.in_header && element->flags & HS_HTML_LIST);
    if (element->flags & HS_HTML_SETTLED) {
        inside.kind = element->kind;
        inside.settled = true;
        inside.level = element->kind == HS_BLOCK_LIST_ITEM ? inside.list_depth : element->level;
        if (element->kind == HS_BLOCK_LIST_ITEM && inside.level == 0)
            inside.level = 1;
    }
    r->stack[r->depth++] = inside;
}

/* Closes the innermost open element of that name, with all inside it. Looks through cells, but not
 * tables, if `through_scopes`; through lists if `through_lists`. */
static void close_element(reader *r, const char *name, bool through_scopes, bool through_lists)
{
    for (size_t i = r->depth; i-- > 1;) {
        const hs_html_element *element = r->stack[i].element;
        if (is_named(element, name)) {
            r->depth = i;
            return;
        }
        if ((element->flags & HS_HTML_SCOPE && !through_scopes) ||
            (element->flags & HS_HTML_LIST && !through_lists) ||
            (through_scopes && is_named(element, "table")))
            return;
    }
}

/* Closes what the start tag of `element` says is over. */
static void close_implied(reader *r, const hs_html_element *element)
{
    if (element->flags & HS_HTML_BLOCK)
        close_element(r, "p", false, true);
    bool table_part = (element->flags & HS_HTML_TABLE_PART) != 0;
    for (const char *const *name = element->closes; name && *name; name++)
        close_element(r, *name, table_part, false);
}

/* The marks that a browser shows around <q>. */
static void add_quotation_mark(reader *r, const hs_html_token *tag, bool opening)
{
    if (innermost(r)->skipped || (!opening && !r->list->open))
        return;
    open_element *inside = innermost(r);
    if (!r->list->open)
        hs_draft_open(r->list, (hs_block_kind)inside->kind, inside->level, inside->settled);
    hs_draft_add_text(r->list, opening ? HS_STR("\u201c") : HS_STR("\u201d"), tag->span.start,
                      tag->span.end);
}

static void read_start_tag(reader *r, const hs_html_token *tag)
{
    hs_str source = r->list->source, name = hs_str_slice(source, tag->name.start, tag->name.end);
    const hs_html_element *element = hs_html_element_find(name);
    if (!element) {
        if (hs_str_equal_ignoring_case(name, HS_STR("q")))
            add_quotation_mark(r, tag, true);
        return;
    }
    if (element->flags & HS_HTML_BLOCK || is_named(element, "br"))
        hs_draft_close(r->list);
    close_implied(r, element);
    if (element->flags & HS_HTML_VOID)
        return;
    push(r, element, is_hidden(source, tag));
    if (element->flags & HS_HTML_RAW)
        hs_html_scan_raw(&r->scanner, hs_str_from(element->name));
}

static void read_end_tag(reader *r, const hs_html_token *tag)
{
    hs_str name = hs_str_slice(r->list->source, tag->name.start, tag->name.end);
    const hs_html_element *element = hs_html_element_find(name);
    if (!element) {
        if (hs_str_equal_ignoring_case(name, HS_STR("q")))
            add_quotation_mark(r, tag, false);
        return;
    }
    if (element->flags & HS_HTML_BLOCK || is_named(element, "br"))
        hs_draft_close(r->list);
    close_element(r, element->name, (element->flags & HS_HTML_TABLE_PART) != 0,
                  !is_named(element, "li"));
}

/* The character reference at `start`, or what only looks like one. Returns where it ends. */
static uint32_t add_reference(hs_draft_list *list, uint32_t start, uint32_t end)
{
    char bytes[HS_ENTITY_MOST_BYTES];
    size_t length;
    size_t taken = hs_entity_decode(hs_str_slice(list->source, start, end), false, bytes, &length);
    if (taken == 0) {
        hs_draft_add_source(list, start, start + 1);
        return start + 1;
    }
    if (length == 1 && bytes[0] == ' ')
        hs_draft_add_space(list);
    else
        hs_draft_add_text(list, hs_str_make(bytes, length), start, start + (uint32_t)taken);
    return start + (uint32_t)taken;
}

static void add_text(reader *r, hs_span span)
{
    open_element *inside = innermost(r);
    if (inside->skipped)
        return;
    hs_draft_list *list = r->list;
    if (!list->open)
        hs_draft_open(list, (hs_block_kind)inside->kind, inside->level, inside->settled);
    while (span.start < span.end) {
        const char *from = list->source.bytes + span.start;
        const char *reference = memchr(from, '&', span.end - span.start);
        uint32_t stop = reference ? span.start + (uint32_t)(reference - from) : span.end;
        hs_draft_add_collapsed(list, span.start, stop);
        span.start = stop < span.end ? add_reference(list, stop, span.end) : stop;
    }
}

static void read_token(reader *r, const hs_html_token *token)
{
    switch (token->type) {
    case HS_HTML_TEXT:
        add_text(r, token->span);
        break;
    case HS_HTML_START_TAG:
        read_start_tag(r, token);
        break;
    case HS_HTML_END_TAG:
        read_end_tag(r, token);
        break;
    case HS_HTML_COMMENT:
        hs_ignore_read(r->list, token->inside, token->span);
        break;
    }
}

void hs_html_read(hs_draft_list *list)
{
    bool marked = hs_str_starts_with(list->source, HS_STR("\xef\xbb\xbf"));
    reader r = {.list = list,
                .scanner = {.source = list->source, .at = marked ? 3 : 0},
                .stack = {{.kind = HS_BLOCK_PARAGRAPH}},
                .depth = 1};
    for (hs_html_token token; hs_html_scan(&r.scanner, &token);)
        read_token(&r, &token);
    hs_draft_close(list);
}
