/* Markdown as md4c reads it (CommonMark with tables, strikethrough and task lists). Text keeps its
 * place in the source because md4c hands out pieces of it. Left out: front matter, code, HTML,
 * tables, pictures and where links lead. Ignore comments are found in what md4c calls HTML.
 */
#include <md4c.h>

#include "text/entity.h"
#include "text/ignore.h"
#include "text/markup.h"

enum { MOST_FRONT_MATTER_BYTES = 64 * 1024 };

typedef struct reader {
    hs_draft_list *list;
    HS_ARRAY(uint8_t) containers; /* hs_block_kind of the lists and quotes that are open */
    unsigned list_depth;
    unsigned heading_level; /* 0 outside headings */
    unsigned skipped;       /* depth of code, tables, pictures */
} reader;

static bool is_skipped_block(MD_BLOCKTYPE type)
{
    return type == MD_BLOCK_CODE || type == MD_BLOCK_TABLE || type == MD_BLOCK_HR;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    reader *r = userdata;
    hs_draft_close(r->list);
    r->skipped += is_skipped_block(type);
    if (type == MD_BLOCK_H)
        r->heading_level = ((const MD_BLOCK_H_DETAIL *)detail)->level;
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
        r->list_depth++;
    if (type == MD_BLOCK_LI)
        *hs_array_push(&r->containers) = HS_BLOCK_LIST_ITEM;
    if (type == MD_BLOCK_QUOTE)
        *hs_array_push(&r->containers) = HS_BLOCK_QUOTE;
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    (void)detail;
    reader *r = userdata;
    hs_draft_close(r->list);
    r->skipped -= is_skipped_block(type);
    if (type == MD_BLOCK_H)
        r->heading_level = 0;
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
        r->list_depth--;
    if (type == MD_BLOCK_LI || type == MD_BLOCK_QUOTE)
        r->containers.count--;
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *userdata)
{
    (void)detail;
    reader *r = userdata;
    r->skipped += type == MD_SPAN_IMG;
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *userdata)
{
    (void)detail;
    reader *r = userdata;
    r->skipped -= type == MD_SPAN_IMG;
    return 0;
}

static void open_draft(reader *r)
{
    if (r->list->open)
        return;
    hs_block_kind kind = HS_BLOCK_PARAGRAPH;
    unsigned level = 0;
    if (r->heading_level) {
        kind = HS_BLOCK_HEADING;
        level = r->heading_level;
    } else if (r->containers.count > 0) {
        kind = (hs_block_kind)*hs_array_last(&r->containers);
        level = kind == HS_BLOCK_LIST_ITEM ? r->list_depth : 0;
    }
    hs_draft_open(r->list, kind, level < UINT8_MAX ? level : UINT8_MAX, kind != HS_BLOCK_PARAGRAPH);
}

static void add_entity(hs_draft_list *list, uint32_t start, uint32_t end)
{
    char bytes[HS_ENTITY_MOST_BYTES];
    size_t length;
    if (hs_entity_decode(hs_str_slice(list->source, start, end), true, bytes, &length) ==
        end - start)
        hs_draft_add_text(list, hs_str_make(bytes, length), start, end);
    else
        hs_draft_add_source(list, start, end);
}

/* Ignore comments within [start, end), each on one line. */
static void read_comments(hs_draft_list *list, uint32_t start, uint32_t end)
{
    static const hs_str opening = {"<!--", 4}, closing = {"-->", 3};
    const char *base = list->source.bytes;
    while (start < end) {
        const char *from = memmem(base + start, end - start, opening.bytes, opening.length);
        if (!from)
            return;
        uint32_t inside = (uint32_t)(from - base) + (uint32_t)opening.length;
        const char *to = memmem(base + inside, end - inside, closing.bytes, closing.length);
        if (!to)
            return;
        uint32_t inside_end = (uint32_t)(to - base);
        start = inside_end + (uint32_t)closing.length;
        hs_ignore_read(list, (hs_span){inside, inside_end},
                       (hs_span){(uint32_t)(from - base), start});
    }
}

/* A space in a draft that has begun. */
static void add_space(reader *r)
{
    if (r->list->open)
        hs_draft_add_space(r->list);
}

static int add_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *userdata)
{
    reader *r = userdata;
    hs_draft_list *list = r->list;
    uintptr_t base = (uintptr_t)list->source.bytes, at = (uintptr_t)text;
    bool from_source = at >= base && at + size <= base + list->source.length && size > 0;
    if (r->skipped)
        return 0;
    if (type == MD_TEXT_CODE || !from_source) { /* md4c's own line breaks, and NUL */
        add_space(r);
        return 0;
    }
    uint32_t start = (uint32_t)(at - base), end = start + size;
    if (type == MD_TEXT_HTML) {
        read_comments(list, start, end);
        return 0;
    }
    open_draft(r);
    if (type == MD_TEXT_ENTITY)
        add_entity(list, start, end);
    else
        hs_draft_add_collapsed(list, start, end);
    return 0;
}

/* The length of the line at the front, with its line end. */
static size_t line_length(hs_str text)
{
    size_t length = 0;
    while (length < text.length && text.bytes[length] != '\n' && text.bytes[length] != '\r')
        length++;
    if (length < text.length && text.bytes[length++] == '\r' && length < text.length &&
        text.bytes[length] == '\n')
        length++;
    return length;
}

/* Whether the line is the fence and nothing else. */
static bool is_fence(hs_str line, const char *fence)
{
    if (!hs_str_starts_with(line, hs_str_from(fence)))
        return false;
    for (size_t i = 3; i < line.length; i++)
        if (line.bytes[i] != ' ' && line.bytes[i] != '\t' && line.bytes[i] != '\r' &&
            line.bytes[i] != '\n')
            return false;
    return true;
}

/* The length of YAML ("---") or TOML ("+++") front matter; 0 when none is closed. */
static size_t front_matter_length(hs_str source)
{
    static const char *const fences[] = {"---", "+++"};
    hs_str first = hs_str_slice(source, 0, line_length(source));
    for (size_t i = 0; i < HS_COUNT(fences); i++) {
        if (!is_fence(first, fences[i]))
            continue;
        for (size_t at = first.length; at < source.length && at < MOST_FRONT_MATTER_BYTES;) {
            hs_str rest = hs_str_slice(source, at, source.length);
            hs_str line = hs_str_slice(rest, 0, line_length(rest));
            at += line.length;
            if (is_fence(line, fences[i]) || (i == 0 && is_fence(line, "...")))
                return at;
        }
    }
    return 0;
}

static hs_str without_byte_order_mark(hs_str source)
{
    bool marked = hs_str_starts_with(source, HS_STR("\xef\xbb\xbf"));
    return hs_str_slice(source, marked ? 3 : 0, source.length);
}

void hs_markdown_read(hs_draft_list *list)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = add_text,
    };
    reader r = {.list = list};
    hs_str body = without_byte_order_mark(list->source);
    body = hs_str_slice(body, front_matter_length(body), body.length);
    if (body.length > 0)
        md_parse(body.bytes, (MD_SIZE)body.length, &parser, &r);
    hs_draft_close(list);
    hs_array_finish(&r.containers);
}
