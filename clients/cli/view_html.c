/* annotate --html: one page, with its style inside, that shows texts and notes as the terminal
 * does. Light or dark follows the reader's system. Everything that comes from outside is escaped.
 */
#include <string.h>

#include "cli/marks.h"
#include "cli/view.h"

static const char page_head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<title>Quotes, claims and accusations</title>\n<style>\n"
    ":root { color-scheme: light dark; --ink: #1c1d1f; --paper: #fdfcf9; --faint: #6b6d72;\n"
    "  --quote: #d9f0dc; --charge: #fbd9d6; --answer: #ecdcf7; --claim: #a15c00; --name: #005f87; "
    "}\n"
    "@media (prefers-color-scheme: dark) { :root { --ink: #e4e4e0; --paper: #17181a;\n"
    "  --faint: #9a9ca1; --quote: #1d4027; --charge: #5a2222; --answer: #432a58;\n"
    "  --claim: #e0a348; --name: #7cc7ec; } }\n"
    "body { margin: 2rem auto; max-width: 42rem; padding: 0 1rem; color: var(--ink);\n"
    "  background: var(--paper); font: 1.05rem/1.6 Georgia, serif; }\n"
    "h1 { font-size: 1.2rem; overflow-wrap: anywhere; }\n"
    "p { white-space: pre-wrap; overflow-wrap: anywhere; margin: 1rem 0 .3rem; }\n"
    ".quote { background: var(--quote); }\n.answer { background: var(--answer); }\n"
    ".charge { background: var(--charge); }\n"
    ".claim { text-decoration: underline 2px var(--claim); text-underline-offset: 3px; }\n"
    ".cue { font-style: italic; }\n.source { font-weight: bold; color: var(--name); }\n"
    ".accusing, .answering { font-weight: bold; font-style: italic; }\n"
    "sup { line-height: 0; font: .65em sans-serif; }\n"
    "sup a { color: var(--faint); text-decoration: none; }\n"
    ".notes { list-style: none; margin: 0 0 1rem; padding: 0 0 0 1rem; font: .85rem/1.5 "
    "sans-serif;\n"
    "  color: var(--faint); border-left: 3px solid var(--quote); }\n"
    ".notes b { display: inline-block; min-width: 6.5rem; color: var(--ink); }\n"
    ":target { outline: 2px solid var(--name); }\n</style>\n</head>\n<body>\n"
    "<p><span class=\"quote\">quote</span> · <span class=\"cue\">cue</span> · "
    "<span class=\"source\">speaker</span> · <span class=\"claim\">claim</span> · "
    "<span class=\"accusing\">accusing</span> <span class=\"charge\">charge</span> · "
    "<span class=\"answer\">answer</span></p>\n";

static const struct {
    hs_mark_look look;
    const char *name; /* of the class */
} classes[] = {
    {HS_LOOK_QUOTE, "quote"},       {HS_LOOK_CLAIM, "claim"},
    {HS_LOOK_CHARGE, "charge"},     {HS_LOOK_ANSWER, "answer"},
    {HS_LOOK_CUE, "cue"},           {HS_LOOK_SOURCE, "source"},
    {HS_LOOK_ACCUSING, "accusing"}, {HS_LOOK_ANSWERING, "answering"},
};

static void write_escaped(FILE *out, hs_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i];
        switch (c) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        default:
            if ((unsigned char)c >= 0x20 || c == '\n' || c == '\t')
                fputc(c, out);
            else if (c != '\r')
                fputs("\xef\xbf\xbd", out); /* U+FFFD: no other control may stand in HTML */
        }
    }
}

/* One document on the page; the page may hold several, so ids carry the document's number. */
typedef struct hs_html_writer {
    FILE *out;
    size_t number;
    hs_marks marks;
    hs_segment segment;
    size_t next_note;
} hs_html_writer;

static void write_classes(hs_html_writer *writer)
{
    const char *gap = "";
    for (size_t i = 0; i < HS_COUNT(classes); i++) {
        if (writer->segment.looks & classes[i].look) {
            fprintf(writer->out, "%s%s", gap, classes[i].name);
            gap = " ";
        }
    }
}

static void write_piece(hs_html_writer *writer, hs_str piece)
{
    const hs_segment *segment = &writer->segment;
    if (segment->looks == 0) {
        write_escaped(writer->out, piece);
        return;
    }
    fputs("<span class=\"", writer->out);
    write_classes(writer);
    fputs("\" title=\"", writer->out);
    for (size_t i = 0; i < segment->over.count; i++) {
        const hs_note *note = &writer->marks.notes.items[segment->over.items[i]];
        fprintf(writer->out, "%s%s: ", i > 0 ? "\n" : "", note->kind);
        write_escaped(writer->out, hs_buffer_str(&note->text));
    }
    fputs("\">", writer->out);
    write_escaped(writer->out, piece);
    fputs("</span>", writer->out);
}

static void write_numbers(hs_html_writer *writer)
{
    for (size_t i = 0; i < writer->segment.closing.count; i++) {
        size_t note = writer->segment.closing.items[i];
        fprintf(writer->out, "<sup><a href=\"#n%zu-%zu\">%s%zu</a></sup>", writer->number, note + 1,
                i > 0 ? "\xc2\xa0" : "", note + 1);
    }
}

/* The text's bytes [from, to) with everything that begins or ends there. */
static void write_text(hs_html_writer *writer, hs_str text, size_t from, size_t to)
{
    while (from < to) {
        size_t end = writer->segment.end < to ? writer->segment.end : to;
        write_piece(writer, hs_str_slice(text, from, end));
        from = end;
        if (end == writer->segment.end) {
            write_numbers(writer);
            hs_segment_next(&writer->marks, &writer->segment);
        }
    }
}

/* Goes on to byte `to` without showing what lies between: line ends behind a paragraph. */
static void skip_to(hs_html_writer *writer, size_t to)
{
    while (writer->segment.end <= to && hs_segment_next(&writer->marks, &writer->segment)) {
    }
}

/* The notes to what began before byte `before`. */
static void write_notes(hs_html_writer *writer, size_t before)
{
    const hs_marks *marks = &writer->marks;
    bool open = false;
    for (; writer->next_note < marks->notes.count; writer->next_note++) {
        const hs_note *note = &marks->notes.items[writer->next_note];
        if (note->start >= before)
            break;
        if (!open)
            fputs("<ul class=\"notes\">\n", writer->out);
        open = true;
        fprintf(writer->out, "<li id=\"n%zu-%zu\"><b>%zu %s</b> ", writer->number,
                writer->next_note + 1, writer->next_note + 1, note->kind);
        write_escaped(writer->out, hs_buffer_str(&note->text));
        fputs("</li>\n", writer->out);
    }
    if (open)
        fputs("</ul>\n", writer->out);
}

static bool is_line_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

/* The end of the paragraph that starts at `at`: behind a long line, or at an empty one. */
static size_t paragraph_end(hs_str text, size_t at)
{
    while (at < text.length) {
        const char *found = memchr(text.bytes + at, '\n', text.length - at);
        size_t end = found ? (size_t)(found - text.bytes) + 1 : text.length;
        bool is_long = end - at > 120;
        at = end;
        if (is_long || at >= text.length || text.bytes[at] == '\n' || text.bytes[at] == '\r')
            break;
    }
    return at;
}

static void begin(FILE *out, const hs_view_settings *settings)
{
    (void)settings;
    fputs(page_head, out);
}

static void show_document(FILE *out, const hs_view_document *document,
                          const hs_view_settings *settings)
{
    (void)settings;
    hs_html_writer writer = {.out = out, .number = document->number};
    hs_str text = document->text;
    hs_marks_init(&writer.marks, document->annotations, text.length);
    fputs("<h1>", out);
    write_escaped(out, hs_str_from(document->name));
    fputs("</h1>\n", out);
    hs_segment_next(&writer.marks, &writer.segment);
    for (size_t at = 0; at < text.length;) {
        size_t end = paragraph_end(text, at), shown = end;
        while (shown > at && is_line_end(text.bytes[shown - 1]))
            shown--;
        while (at < shown && is_line_end(text.bytes[at]))
            at++;
        skip_to(&writer, at);
        if (shown > at) {
            fputs("<p>", out);
            write_text(&writer, text, at, shown);
            fputs("</p>\n", out);
        }
        write_notes(&writer, end);
        skip_to(&writer, end);
        at = end;
    }
    hs_segment_finish(&writer.segment);
    hs_marks_finish(&writer.marks);
}

static void end(FILE *out)
{
    fputs("</body>\n</html>\n", out);
}

const hs_view hs_view_html = {begin, show_document, end};
