/* annotate --html: a report on one page. Here the text with its notes, paragraph by paragraph; the
 * page around it is html_page.c's, the lists behind it are html_sections.c's. Everything that comes
 * from outside is escaped.
 */
#include <string.h>

#include "cli/escape.h"
#include "cli/html_page.h"
#include "cli/html_sections.h"
#include "cli/marks.h"
#include "cli/view.h"

static const char legend[] =
    "<p class=\"legend\"><span class=\"quote\">quote</span> · <span class=\"cue\">cue</span> · "
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
        hs_escape_html(writer->out, piece);
        return;
    }
    fputs("<span class=\"", writer->out);
    write_classes(writer);
    fputs("\" title=\"", writer->out);
    for (size_t i = 0; i < segment->over.count; i++) {
        const hs_note *note = &writer->marks.notes.items[segment->over.items[i]];
        fprintf(writer->out, "%s%s: ", i > 0 ? "\n" : "", note->kind);
        hs_escape_html(writer->out, hs_buffer_str(&note->text));
    }
    fputs("\">", writer->out);
    hs_escape_html(writer->out, piece);
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
        hs_escape_html(writer->out, hs_buffer_str(&note->text));
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
    hs_html_page_begin(out);
}

/* The paragraph [at, end) and its notes; at its end stand line ends that are not shown. */
static void write_block(hs_html_writer *writer, hs_str text, size_t at, size_t end)
{
    size_t shown = end;
    while (shown > at && is_line_end(text.bytes[shown - 1]))
        shown--;
    while (at < shown && is_line_end(text.bytes[at]))
        at++;
    skip_to(writer, at);
    fputs("<div class=\"block\">", writer->out);
    if (shown > at) {
        fputs("<p>", writer->out);
        write_text(writer, text, at, shown);
        fputs("</p>\n", writer->out);
    }
    write_notes(writer, end);
    fputs("</div>\n", writer->out);
    skip_to(writer, end);
}

static void show_document(FILE *out, const hs_view_document *document,
                          const hs_view_settings *settings)
{
    (void)settings;
    hs_html_writer writer = {.out = out, .number = document->number};
    hs_str text = document->text;
    hs_marks_init(&writer.marks, document->annotations, text.length);
    fputs("<article>\n<h1>", out);
    hs_escape_html(out, hs_str_from(document->name));
    fputs("</h1>\n", out);
    hs_html_write_summary(out, document);
    fputs(legend, out);
    hs_segment_next(&writer.marks, &writer.segment);
    for (size_t at = 0; at < text.length;) {
        size_t end = paragraph_end(text, at);
        write_block(&writer, text, at, end);
        at = end;
    }
    hs_segment_finish(&writer.segment);
    hs_marks_finish(&writer.marks);
    hs_html_write_sections(out, document);
    fputs("</article>\n", out);
}

static void end(FILE *out)
{
    hs_html_page_end(out);
}

const hs_view hs_view_html = {begin, show_document, end};
