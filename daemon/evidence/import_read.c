/* Formats, plain text and Markdown, and what all readers need: encodings, dates, white space. */
#include "evidence/import_read.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "base/memory.h"
#include "evidence/module.h"
#include "text/utf8.h"

enum { SNIFF_BYTES = 4096, TITLE_BYTES_MOST = 200, DATE_BYTES_MOST = 64 };

/* ---------------------------------------------------------------- formats */

static const struct {
    const char *ending;
    hs_import_format format;
} endings[] = {
    {".txt", HS_IMPORT_TEXT},          {".text", HS_IMPORT_TEXT},
    {".md", HS_IMPORT_MARKDOWN},       {".markdown", HS_IMPORT_MARKDOWN},
    {".html", HS_IMPORT_HTML},         {".htm", HS_IMPORT_HTML},
    {".xhtml", HS_IMPORT_HTML},        {".json", HS_IMPORT_JSON},
    {".jsonld", HS_IMPORT_JSON},       {".jsonl", HS_IMPORT_JSON_LINES},
    {".ndjson", HS_IMPORT_JSON_LINES}, {".eml", HS_IMPORT_MAIL},
    {".mbox", HS_IMPORT_MAILBOX},      {".xml", HS_IMPORT_FEED},
    {".rss", HS_IMPORT_FEED},          {".atom", HS_IMPORT_FEED},
};

bool hs_import_format_of_name(const char *name, hs_import_format *format)
{
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < HS_COUNT(endings); i++) {
        if (hs_str_is_ignoring_case(hs_str_from(dot), endings[i].ending)) {
            *format = endings[i].format;
            return true;
        }
    }
    return false;
}

static hs_str skip_space(hs_str bytes)
{
    size_t at = 0;
    while (at < bytes.length && hs_utf8_is((unsigned char)bytes.bytes[at], HS_CHAR_SPACE))
        at++;
    return hs_str_slice(bytes, at, bytes.length);
}

/* The first line, and what stands behind it. */
static hs_str first_line(hs_str bytes, hs_str *behind)
{
    const char *end = memchr(bytes.bytes, '\n', bytes.length);
    size_t length = end ? (size_t)(end - bytes.bytes) : bytes.length;
    *behind = hs_str_slice(bytes, end ? length + 1 : length, bytes.length);
    return hs_str_slice(bytes, 0, length);
}

/* A text may begin with a bracket too: "[Updated at noon]". */
static bool begins_json(hs_str text, const char *bracket, const char *inside)
{
    if (!hs_str_starts_with(text, hs_str_from(bracket)))
        return false;
    hs_str next = skip_space(hs_str_slice(text, 1, text.length));
    return next.length > 0 && strchr(inside, next.bytes[0]);
}

/* An object in the first line, and more behind it. */
static bool is_json_lines(hs_str text)
{
    hs_str behind;
    hs_str line = first_line(text, &behind);
    size_t length = line.length;
    while (length > 0 && hs_utf8_is((unsigned char)line.bytes[length - 1], HS_CHAR_SPACE))
        length--;
    return length > 0 && line.bytes[length - 1] == '}' &&
           hs_str_starts_with(skip_space(behind), HS_STR("{"));
}

/* "From somebody" and a day, and in the next line the first header: many a text begins so. */
static bool begins_mailbox(hs_str text)
{
    hs_str behind, ignored;
    if (!hs_str_starts_with(text, HS_STR("From ")))
        return false;
    first_line(text, &behind);
    hs_str header = first_line(behind, &ignored);
    size_t at = 0;
    while (at < header.length && header.bytes[at] > ' ' && header.bytes[at] != ':')
        at++;
    return at > 0 && at < header.length && header.bytes[at] == ':';
}

static hs_import_format format_of_bytes(hs_str bytes)
{
    hs_str rest = skip_space(bytes);
    if (hs_str_starts_with(rest, HS_STR("<?xml")) || hs_str_starts_with(rest, HS_STR("<rss")) ||
        hs_str_starts_with(rest, HS_STR("<feed")))
        return HS_IMPORT_FEED;
    if (hs_str_starts_with(rest, HS_STR("<")))
        return HS_IMPORT_HTML;
    if (begins_json(rest, "{", "\"}"))
        return is_json_lines(rest) ? HS_IMPORT_JSON_LINES : HS_IMPORT_JSON;
    if (begins_json(rest, "[", "{[]"))
        return HS_IMPORT_JSON;
    if (begins_mailbox(bytes))
        return HS_IMPORT_MAILBOX;
    return HS_IMPORT_TEXT;
}

hs_import_format hs_import_format_of(const char *name, hs_str bytes)
{
    hs_import_format format;
    return hs_import_format_of_name(name, &format) ? format : format_of_bytes(bytes);
}

/* ---------------------------------------------------------------- for the readers */

bool hs_import_fail(const hs_import_file *file, const char *part, const char *why)
{
    hs_buffer where = {0};
    hs_buffer_printf(&where, "%s%s%s", file->path, part ? ": " : "", part ? part : "");
    bool more = file->sink->failed(file->sink->data, where.bytes, why);
    hs_buffer_finish(&where);
    return more;
}

static bool is_blank(hs_str text)
{
    for (size_t at = 0; at < text.length;)
        if (!hs_utf8_is(hs_utf8_next(text, at, &at), HS_CHAR_SPACE | HS_CHAR_CONTROL))
            return false;
    return true;
}

bool hs_import_add(const hs_import_file *file, const char *part,
                   const hs_archive_document *document)
{
    hs_error why;
    size_t most = hs_limits_get()->document_bytes;
    if (is_blank(document->text))
        return hs_import_fail(file, part, "there is no text in it");
    if (document->text.length <= most)
        return file->sink->document(file->sink->data, document);
    hs_error_set(&why, "the text is longer than `hearsayd --limit document_bytes` allows (%zu)",
                 most);
    return hs_import_fail(file, part, why.text);
}

/* Whether all of it could be converted. */
static bool convert(hs_str bytes, const char *charset, hs_buffer *out)
{
    iconv_t converter = iconv_open("UTF-8", charset);
    char *in = (char *)bytes.bytes;
    size_t left = bytes.length, start = out->length;
    if (converter == (iconv_t)-1)
        return false;
    hs_buffer_reserve(out, bytes.length * 3 + 16); /* no charset takes more a byte */
    char *to = out->bytes + out->length;
    size_t room = out->capacity - out->length - 1;
    bool fine = iconv(converter, &in, &left, &to, &room) != (size_t)-1;
    out->length = fine ? (size_t)(to - out->bytes) : start;
    out->bytes[out->length] = '\0';
    iconv_close(converter);
    return fine;
}

void hs_import_to_utf8(hs_str bytes, hs_str charset, hs_buffer *out)
{
    char name[40] = "";
    if (hs_str_starts_with(bytes, HS_STR("\xef\xbb\xbf")))
        bytes = hs_str_slice(bytes, 3, bytes.length);
    if (charset.length > 0 && charset.length < sizeof name)
        memcpy(name, charset.bytes, charset.length);
    if (hs_str_starts_with(bytes, hs_str_make("\xff\xfe\0\0", 4)))
        strcpy(name, "UTF-32");
    else if (hs_str_starts_with(bytes, HS_STR("\xff\xfe")) ||
             hs_str_starts_with(bytes, HS_STR("\xfe\xff")))
        strcpy(name, "UTF-16");
    else if (hs_utf8_is_valid(bytes)) {
        hs_buffer_append_str(out, bytes);
        return;
    }
    if ((name[0] == '\0' || !convert(bytes, name, out)) && !convert(bytes, "WINDOWS-1252", out))
        hs_utf8_append_valid(out, bytes);
}

hs_str hs_import_squeeze(hs_str text, hs_arena *arena)
{
    char *out = hs_arena_alloc(arena, text.length + 1);
    size_t length = 0, next;
    bool gap = false;
    for (size_t at = 0; at < text.length; at = next) {
        uint32_t code_point = hs_utf8_next(text, at, &next);
        if (hs_utf8_is(code_point, HS_CHAR_SPACE | HS_CHAR_CONTROL)) {
            gap = length > 0;
            continue;
        }
        if (gap)
            out[length++] = ' ';
        gap = false;
        memcpy(out + length, text.bytes + at, next - at);
        length += next - at;
    }
    return hs_str_make(out, length);
}

static bool is_iso_date(const char *text)
{
    int year, month, day;
    return sscanf(text, "%4d-%2d-%2d", &year, &month, &day) == 3 && year >= 1000 && month >= 1 &&
           month <= 12 && day >= 1 && day <= 31;
}

/* "Sat, 14 Mar 2026 10:00:00 +0100": the weekday is left out of account, and so are named zones
 * but for those that mean Greenwich. */
static hs_str mail_date(const char *text, hs_arena *arena)
{
    struct tm when = {0};
    char out[32];
    const char *comma = strchr(text, ','), *from = comma ? comma + 1 : text;
    const char *rest = strptime(from, " %d %b %Y %H:%M:%S", &when);
    if (!rest && !(rest = strptime(from, " %d %b %Y %H:%M", &when)))
        return HS_STR("");
    int sign = 0, hours = 0, minutes = 0;
    char mark;
    if (sscanf(rest, " %c%2d%2d", &mark, &hours, &minutes) == 3)
        sign = mark == '+' ? 1 : mark == '-' ? -1 : 0;
    time_t seconds = timegm(&when) - sign * (hours * 3600 + minutes * 60);
    gmtime_r(&seconds, &when);
    size_t length = strftime(out, sizeof out, "%Y-%m-%dT%H:%M:%SZ", &when);
    return hs_arena_copy_str(arena, hs_str_make(out, length));
}

hs_str hs_import_date(hs_str text, hs_arena *arena)
{
    char copy[DATE_BYTES_MOST];
    text = hs_import_squeeze(text, arena);
    if (text.length == 0 || text.length >= sizeof copy)
        return HS_STR("");
    memcpy(copy, text.bytes, text.length);
    copy[text.length] = '\0';
    return is_iso_date(copy) ? text : mail_date(copy, arena);
}

/* ---------------------------------------------------------------- text and Markdown */

/* A first line that stands alone, or a Markdown heading, is the title. */
static hs_str title_of(hs_str text, hs_import_format format, hs_arena *arena)
{
    const char *end = memchr(text.bytes, '\n', text.length);
    size_t length = end ? (size_t)(end - text.bytes) : text.length;
    hs_str line = hs_str_slice(text, 0, length), rest = hs_str_slice(text, length, text.length);
    bool heading = format == HS_IMPORT_MARKDOWN && hs_str_starts_with(line, HS_STR("#"));
    bool alone =
        hs_str_starts_with(rest, HS_STR("\n\n")) || hs_str_starts_with(rest, HS_STR("\n\r\n"));
    if (heading)
        while (line.length > 0 && (line.bytes[0] == '#' || line.bytes[0] == ' '))
            line = hs_str_slice(line, 1, line.length);
    line = hs_import_squeeze(line, arena);
    bool sentence = hs_str_ends_with(line, HS_STR(".")) || hs_str_ends_with(line, HS_STR("”")) ||
                    hs_str_ends_with(line, HS_STR("\""));
    if (line.length > TITLE_BYTES_MOST || (!heading && (!alone || sentence)))
        return HS_STR("");
    return line;
}

/* Whether the bytes are some program's and not a text's. */
static bool is_binary(hs_str bytes)
{
    size_t sniffed = bytes.length < SNIFF_BYTES ? bytes.length : SNIFF_BYTES;
    if (hs_str_starts_with(bytes, HS_STR("%PDF-")))
        return true;
    return sniffed > 2 && memchr(bytes.bytes, '\0', sniffed) &&
           !hs_str_starts_with(bytes, HS_STR("\xff\xfe")) &&
           !hs_str_starts_with(bytes, HS_STR("\xfe\xff"));
}

static bool read_text(const hs_import_file *file, hs_import_format format)
{
    hs_buffer text = {0};
    hs_arena arena = {0};
    hs_import_to_utf8(file->bytes, HS_STR(""), &text);
    hs_archive_document document = {
        .uri = file->uri,
        .title = title_of(hs_buffer_str(&text), format, &arena),
        .language = hs_str_from(format == HS_IMPORT_MARKDOWN ? "markdown" : "plaintext"),
        .text = hs_buffer_str(&text),
    };
    bool more = hs_import_add(file, NULL, &document);
    hs_buffer_finish(&text);
    hs_arena_finish(&arena);
    return more;
}

static bool read_by_module(const hs_import_file *file, const char *reader)
{
    hs_error why;
    hs_import_reader *read = (hs_import_reader *)hs_module_find(HS_MODULE_READERS, reader, &why);
    return read ? read(file) : hs_import_fail(file, NULL, why.text);
}

bool hs_import_read(const hs_import_file *file, hs_import_format format)
{
    bool is_text = format == HS_IMPORT_TEXT || format == HS_IMPORT_MARKDOWN ||
                   (format == HS_IMPORT_HTML && format_of_bytes(file->bytes) != HS_IMPORT_HTML);
    if (is_text && is_binary(file->bytes))
        return hs_import_fail(file, NULL, "is no text, and of no other kind that can be read");
    switch (format) {
    case HS_IMPORT_HTML:
        return hs_import_read_html(file);
    case HS_IMPORT_JSON:
        return hs_import_read_json(file);
    case HS_IMPORT_JSON_LINES:
        return hs_import_read_json_lines(file);
    case HS_IMPORT_MAIL:
        return read_by_module(file, "hs_import_read_mail");
    case HS_IMPORT_MAILBOX:
        return read_by_module(file, "hs_import_read_mailbox");
    case HS_IMPORT_FEED:
        return read_by_module(file, "hs_import_read_feed");
    default:
        return read_text(file, format);
    }
}
