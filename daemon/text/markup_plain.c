/* Plain text as news comes in: each line is a paragraph, blank lines or none between them; but
 * lines that were wrapped at some width (mail, wire copy) are joined. Recognises what is marked in
 * the line itself: bullets, numbers, "> " quotes, caption labels, ignore lines. What a line says
 * by its words, block_kind.c decides.
 */
#include "text/block_kind.h"
#include "text/ignore.h"
#include "text/markup.h"
#include "text/utf8.h"
#include "text/words.h"

enum {
    WIDEST_WRAP = 100,     /* columns; longer lines are paragraphs */
    NARROWEST_WRAP = 40,   /* shorter lines are never taken for wrapped, save a paragraph's last */
    MOST_LABEL_DIGITS = 2, /* of a numbered item */
};

typedef struct plain_line {
    uint32_t start;   /* behind white space */
    uint32_t end;     /* in front of white space and the line end */
    uint32_t next;    /* where the next line starts */
    uint32_t columns; /* characters from start to end */
    bool blank;
} plain_line;

static bool is_blank_byte(char byte)
{
    return (unsigned char)byte <= ' ' && byte != '\0';
}

/* The length of an invisible character at the front: a byte-order mark or zero-width space, or a
 * no-break space. */
static uint32_t invisible_length(hs_str source, uint32_t at, uint32_t end)
{
    static const hs_str invisible[] = {{"\xef\xbb\xbf", 3}, {"\xe2\x80\x8b", 3}, {"\xc2\xa0", 2}};
    hs_str rest = hs_str_slice(source, at, end);
    for (size_t i = 0; i < HS_COUNT(invisible); i++)
        if (hs_str_starts_with(rest, invisible[i]))
            return (uint32_t)invisible[i].length;
    return 0;
}

static uint32_t skip_blanks(hs_str source, uint32_t at, uint32_t end)
{
    while (at < end) {
        uint32_t length = is_blank_byte(source.bytes[at]) ? 1 : invisible_length(source, at, end);
        if (length == 0)
            break;
        at += length;
    }
    return at;
}

static uint32_t trim_end(hs_str source, uint32_t start, uint32_t end)
{
    while (end > start) {
        bool no_break_space =
            end >= start + 2 && source.bytes[end - 2] == '\xc2' && source.bytes[end - 1] == '\xa0';
        if (!no_break_space && !is_blank_byte(source.bytes[end - 1]))
            break;
        end -= no_break_space ? 2 : 1;
    }
    return end;
}

static plain_line read_line(hs_str source, uint32_t at)
{
    plain_line line = {0};
    uint32_t end = at;
    while (end < source.length && source.bytes[end] != '\n' && source.bytes[end] != '\r')
        end++;
    line.next = end;
    if (line.next < source.length && source.bytes[line.next] == '\r')
        line.next++;
    if (line.next < source.length && source.bytes[line.next] == '\n' &&
        (line.next == end || source.bytes[end] == '\r'))
        line.next++;
    line.start = skip_blanks(source, at, end);
    line.end = end = trim_end(source, line.start, end);
    line.blank = line.start == end;
    for (uint32_t i = line.start; i < end; i++)
        line.columns += (source.bytes[i] & 0xc0) != 0x80;
    return line;
}

static bool stands_alone(const plain_line *line)
{
    return line->blank || line->columns > WIDEST_WRAP;
}

/* Where the line that holds the byte in front of `offset` starts. */
static uint32_t line_start_before(hs_str source, uint32_t offset)
{
    uint32_t at = offset > 0 ? offset - 1 : 0;
    while (at > 0) {
        char before = source.bytes[at - 1];
        if (before == '\n' || (before == '\r' && source.bytes[at] != '\n'))
            break;
        at--;
    }
    return at;
}

uint32_t hs_plain_stanza_before(hs_str source, uint32_t offset)
{
    uint32_t start = line_start_before(source, offset);
    while (start > 0) {
        uint32_t previous = line_start_before(source, start);
        plain_line line = read_line(source, previous);
        if (stands_alone(&line))
            break;
        start = previous;
    }
    return start;
}

/* What stands at the front of a line and says what the line is. */
typedef struct line_label {
    hs_block_kind kind;
    const char *bytes;
    bool glued; /* the text may follow without a space */
} line_label;

static const line_label line_labels[] = {
    {HS_BLOCK_LIST_ITEM, "\u2022", true}, /* bullets of several shapes */
    {HS_BLOCK_LIST_ITEM, "\u25e6", true},
    {HS_BLOCK_LIST_ITEM, "\u25aa", true},
    {HS_BLOCK_LIST_ITEM, "\u25cf", true},
    {HS_BLOCK_LIST_ITEM, "\u2023", true},
    {HS_BLOCK_LIST_ITEM, "\u00b7", true},
    {HS_BLOCK_LIST_ITEM, "-", false},
    {HS_BLOCK_LIST_ITEM, "*", false},
    {HS_BLOCK_LIST_ITEM, "+", false},
    {HS_BLOCK_LIST_ITEM, "\u2013", false}, /* an en dash; an em dash starts dialogue */
    {HS_BLOCK_QUOTE, ">", true},
    {HS_BLOCK_CAPTION, "media caption", true},
    {HS_BLOCK_CAPTION, "image caption", true},
    {HS_BLOCK_CAPTION, "photo caption", true},
    {HS_BLOCK_CAPTION, "caption:", true},
    {HS_BLOCK_CAPTION, "file photo:", true},
    {HS_BLOCK_CAPTION, "photo:", true},
    {HS_BLOCK_CAPTION, "picture:", true},
    {HS_BLOCK_CAPTION, "pictured:", true},
    {HS_BLOCK_CAPTION, "photograph:", true},
};

/* "1. ", "12) ": the length of the digits and the mark, or 0. */
static uint32_t number_label_length(hs_str line)
{
    uint32_t digits = 0;
    while (digits < line.length && digits <= MOST_LABEL_DIGITS && line.bytes[digits] >= '0' &&
           line.bytes[digits] <= '9')
        digits++;
    if (digits == 0 || digits > MOST_LABEL_DIGITS || digits + 1 >= line.length)
        return 0;
    char mark = line.bytes[digits];
    return (mark == '.' || mark == ')') && is_blank_byte(line.bytes[digits + 1]) ? digits + 1 : 0;
}

/* The length of the label at the line's front (0: none) and what it makes the line. */
static uint32_t label_length(hs_str line, hs_block_kind *kind)
{
    for (size_t i = 0; i < HS_COUNT(line_labels); i++) {
        if (!hs_word_may_start(line, line_labels[i].bytes))
            continue;
        hs_str label = hs_str_from(line_labels[i].bytes);
        if (line.length <= label.length ||
            !hs_str_equal_ignoring_case(hs_str_slice(line, 0, label.length), label))
            continue;
        if (!line_labels[i].glued && !is_blank_byte(line.bytes[label.length]))
            continue;
        *kind = line_labels[i].kind;
        return (uint32_t)label.length;
    }
    uint32_t length = number_label_length(line);
    if (length > 0)
        *kind = HS_BLOCK_LIST_ITEM;
    return length;
}

/* "[hearsay-ignore rule]" alone on its line. */
static bool read_ignore_line(hs_draft_list *list, const plain_line *line)
{
    const char *bytes = list->source.bytes;
    if (line->end - line->start <= 2 || bytes[line->start] != '[' || bytes[line->end - 1] != ']')
        return false;
    hs_draft_close(list);
    return hs_ignore_read(list, (hs_span){line->start + 1, line->end - 1},
                          (hs_span){line->start, line->end});
}

static bool is_labelled(hs_str source, const plain_line *line)
{
    hs_block_kind kind;
    hs_str text = hs_str_slice(source, line->start, line->end);
    return text.bytes[0] == '[' || label_length(text, &kind) > 0 ||
           hs_block_kind_is_furniture(text);
}

static bool ends_sentence(hs_str source, const plain_line *line)
{
    uint32_t end = line->end;
    size_t start;
    /* Closing marks and brackets stand behind the stop. */
    while (end > line->start) {
        uint32_t last = hs_utf8_previous(hs_str_slice(source, 0, end), end, &start);
        if (last != '"' && last != '\'' && last != ')' && last != 0x201d && last != 0x2019)
            return last == '.' || last == '!' || last == '?' || last == ':' || last == 0x2026;
        end = (uint32_t)start;
    }
    return false;
}

/* A line break in the middle of a sentence: sure to come from wrapping. */
static bool breaks_sentence(hs_str source, const plain_line *line, const plain_line *next)
{
    return line->columns >= NARROWEST_WRAP && !ends_sentence(source, line) &&
           hs_utf8_is(hs_utf8_after(source, next->start), HS_CHAR_LOWER);
}

static uint32_t first_word_columns(hs_str source, const plain_line *line)
{
    uint32_t columns = 0;
    for (uint32_t i = line->start; i < line->end && !is_blank_byte(source.bytes[i]); i++)
        columns += (source.bytes[i] & 0xc0) != 0x80;
    return columns;
}

typedef HS_ARRAY(plain_line) line_array;

/* The width that the stanza was wrapped at, as far as its longest line shows it; 0 when no line
 * break falls within a sentence. */
static uint32_t wrap_width(hs_str source, const line_array *lines)
{
    uint32_t longest = 0;
    bool wrapped = false;
    for (size_t i = 0; i < lines->count; i++) {
        const plain_line *line = &lines->items[i];
        if (line->columns > longest)
            longest = line->columns;
        if (i + 1 < lines->count && breaks_sentence(source, line, line + 1) &&
            !is_labelled(source, line + 1))
            wrapped = true;
    }
    return wrapped ? longest : 0;
}

/* In a wrapped stanza, the next line goes on with this one when its first word would not have
 * fitted here. */
static bool goes_on(hs_str source, uint32_t width, const plain_line *line, const plain_line *next)
{
    if (width == 0 || is_labelled(source, next))
        return false;
    if (breaks_sentence(source, line, next))
        return true;
    return line->columns >= NARROWEST_WRAP &&
           line->columns + 1 + first_word_columns(source, next) > width;
}

static void open_draft(hs_draft_list *list, const plain_line *line)
{
    hs_str text = hs_str_slice(list->source, line->start, line->end);
    hs_block_kind kind = HS_BLOCK_PARAGRAPH;
    uint32_t label = label_length(text, &kind);
    hs_draft_open(list, kind, kind == HS_BLOCK_LIST_ITEM, kind != HS_BLOCK_PARAGRAPH);
    hs_draft_add_source(list, skip_blanks(list->source, line->start + label, line->end), line->end);
}

static void read_lines(hs_draft_list *list, const line_array *lines)
{
    uint32_t width = wrap_width(list->source, lines);
    for (size_t i = 0; i < lines->count; i++) {
        const plain_line *line = &lines->items[i];
        if (read_ignore_line(list, line))
            continue;
        if (list->open && goes_on(list->source, width, line - 1, line)) {
            hs_draft_add_space(list);
            hs_draft_add_source(list, line->start, line->end);
            continue;
        }
        open_draft(list, line);
    }
    hs_draft_close(list);
}

uint32_t hs_plain_read_stanza(hs_draft_list *list, uint32_t at, bool *separator)
{
    line_array lines = {0};
    *separator = false;
    while (at < list->source.length) {
        plain_line line = read_line(list->source, at);
        if (stands_alone(&line) && lines.count > 0)
            break;
        at = line.next;
        if (!line.blank)
            *hs_array_push(&lines) = line;
        if (stands_alone(&line)) {
            *separator = true;
            break;
        }
    }
    read_lines(list, &lines);
    hs_array_finish(&lines);
    return at;
}

void hs_plain_read(hs_draft_list *list)
{
    bool separator;
    for (uint32_t at = 0; at < list->source.length;)
        at = hs_plain_read_stanza(list, at, &separator);
}
