/* The states of HTML's tokenizer, as far as they matter for where tokens start and end. What tags
 * mean is markup_html.c's affair.
 */
#include "text/html_scan.h"

static bool is_html_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool starts_with(hs_str source, uint32_t at, const char *text)
{
    return hs_str_starts_with(hs_str_slice(source, at, source.length), hs_str_from(text));
}

/* The offset of `byte` at or behind `at`, or the source's end. */
static uint32_t find_byte(hs_str source, uint32_t at, char byte)
{
    const char *found = memchr(source.bytes + at, byte, source.length - at);
    return found ? (uint32_t)(found - source.bytes) : (uint32_t)source.length;
}

bool hs_html_next_attribute(hs_str source, hs_span attributes, uint32_t *at, hs_span *name,
                            hs_span *value)
{
    const char *bytes = source.bytes;
    uint32_t i = *at, end = attributes.end;
    while (i < end && (is_html_space(bytes[i]) || bytes[i] == '/'))
        i++;
    name->start = i;
    while (i < end && !is_html_space(bytes[i]) && bytes[i] != '/' && bytes[i] != '>' &&
           (bytes[i] != '=' || i == name->start))
        i++;
    name->end = i;
    while (i < end && is_html_space(bytes[i]))
        i++;
    *value = (hs_span){i, i};
    if (i < end && bytes[i] == '=') {
        i++;
        while (i < end && is_html_space(bytes[i]))
            i++;
        char quote = i < end && (bytes[i] == '"' || bytes[i] == '\'') ? bytes[i++] : '\0';
        value->start = i;
        while (i < end && (quote ? bytes[i] != quote : !is_html_space(bytes[i]) && bytes[i] != '>'))
            i++;
        value->end = i;
        i += quote && i < end;
    }
    *at = i;
    return name->end > name->start;
}

/* A tag whose name starts at `name_start`. False when it never ends: the source is then used up. */
static bool scan_tag(hs_html_scanner *scanner, uint32_t name_start, hs_html_token *token)
{
    hs_str source = scanner->source;
    uint32_t end = (uint32_t)source.length, at = name_start;
    while (at < end && !is_html_space(source.bytes[at]) && source.bytes[at] != '/' &&
           source.bytes[at] != '>')
        at++;
    token->name = (hs_span){name_start, at};
    token->attributes.start = at;
    hs_span name, value;
    while (hs_html_next_attribute(source, (hs_span){at, end}, &at, &name, &value))
        continue;
    token->attributes.end = at;
    scanner->at = at < end ? at + 1 : end;
    token->span.end = scanner->at;
    return at < end;
}

/* A comment, or what counts as one: "<!…>", "<?…>", "</ …>". False unless it is a real one. */
static bool scan_comment(hs_html_scanner *scanner, hs_html_token *token)
{
    hs_str source = scanner->source;
    uint32_t start = scanner->at, end = (uint32_t)source.length;
    if (!starts_with(source, start, "<!--")) {
        uint32_t close = find_byte(source, start, '>');
        scanner->at = close < end ? close + 1 : end;
        return false;
    }
    token->inside = (hs_span){start + 4, end};
    scanner->at = end;
    /* "<!-->" and "<!--->" are whole comments: the closing dashes may be the opening ones. */
    for (uint32_t close = find_byte(source, start + 4, '>'); close < end;
         close = find_byte(source, close + 1, '>')) {
        uint32_t dashes = close - (source.bytes[close - 1] == '!');
        if (dashes < start + 4 || source.bytes[dashes - 1] != '-' ||
            source.bytes[dashes - 2] != '-')
            continue;
        token->inside.end = dashes - 2 > start + 4 ? dashes - 2 : start + 4;
        scanner->at = close + 1;
        break;
    }
    token->span.end = scanner->at;
    return true;
}

/* The start of the raw element's end tag, or the source's end. */
static uint32_t find_raw_end(const hs_html_scanner *scanner)
{
    hs_str source = scanner->source, element = scanner->raw_element;
    for (uint32_t at = find_byte(source, scanner->at, '<'); at < source.length;
         at = find_byte(source, at + 1, '<')) {
        uint32_t behind = at + 2 + (uint32_t)element.length;
        if (behind < source.length && source.bytes[at + 1] == '/' &&
            hs_str_equal_ignoring_case(hs_str_slice(source, at + 2, behind), element) &&
            (is_html_space(source.bytes[behind]) || source.bytes[behind] == '/' ||
             source.bytes[behind] == '>'))
            return at;
    }
    return (uint32_t)source.length;
}

void hs_html_scan_raw(hs_html_scanner *scanner, hs_str element)
{
    scanner->raw_element = element;
}

/* Whether markup starts at `at`, where a < stands. */
static bool is_markup(hs_str source, uint32_t at)
{
    if (at + 1 >= source.length)
        return false;
    char next = source.bytes[at + 1];
    if (next == '/')
        return at + 2 < source.length;
    return is_letter(next) || next == '!' || next == '?';
}

static uint32_t find_text_end(const hs_html_scanner *scanner)
{
    uint32_t at = scanner->at;
    while ((at = find_byte(scanner->source, at, '<')) < scanner->source.length &&
           !is_markup(scanner->source, at))
        at++;
    return at;
}

bool hs_html_scan(hs_html_scanner *scanner, hs_html_token *token)
{
    hs_str source = scanner->source;
    while (scanner->at < source.length) {
        uint32_t at = scanner->at;
        bool raw = scanner->raw_element.length > 0;
        uint32_t text_end = raw ? find_raw_end(scanner) : find_text_end(scanner);
        scanner->raw_element = (hs_str){0};
        *token = (hs_html_token){.type = HS_HTML_TEXT, .span = {at, text_end}};
        if (text_end > at) {
            scanner->at = text_end;
            return true;
        }
        char next = source.bytes[at + 1];
        bool end_tag = next == '/';
        bool is_tag = is_letter(end_tag ? source.bytes[at + 2] : next);
        token->type = !is_tag ? HS_HTML_COMMENT : end_tag ? HS_HTML_END_TAG : HS_HTML_START_TAG;
        if (is_tag ? scan_tag(scanner, at + 1 + end_tag, token) : scan_comment(scanner, token))
            return true;
    }
    return false;
}
