/* annotate for the eye: the text wrapped to the terminal, what was found lit up and numbered, and
 * the notes to the numbers under each paragraph. Without colours, brackets stand around what is
 * numbered, so that nothing is said by colour alone.
 *
 * Colours are the terminal's own sixteen, which its owner has chosen to be readable.
 */
#include <string.h>

#include "cli/cells.h"
#include "cli/marks.h"
#include "cli/notes.h"
#include "cli/view.h"

enum {
    TEXT_INDENT = 2,
    NOTE_INDENT = 6,
    NOTE_COLUMN = 22,    /* where a note's words begin */
    LONG_LINE = 120,     /* a line so long is a paragraph by itself */
    LINES_TILL_NOTES = 8 /* notes do not wait longer for the paragraph's end */
};

/* Styles beyond the looks' bits. */
enum { STYLE_BOLD = 1 << HS_LOOK_COUNT, STYLE_DIM = 1 << (HS_LOOK_COUNT + 1) };

/* The first that is set gives the colour. */
static const struct {
    hs_cell_style look;
    const char *sgr;
} colours[] = {
    {HS_LOOK_ACCUSING, "1;31"}, {HS_LOOK_ANSWERING, "1;35"}, {HS_LOOK_SOURCE, "1;36"},
    {HS_LOOK_CUE, "36"},        {HS_LOOK_CHARGE, "31"},      {HS_LOOK_ANSWER, "35"},
    {HS_LOOK_QUOTE, "32"},      {STYLE_BOLD, "1"},           {STYLE_DIM, "2"},
};

static void style_sgr(hs_cell_style style, char sgr[16])
{
    for (size_t i = 0; i < HS_COUNT(colours) && sgr[0] == '\0'; i++)
        if (style & colours[i].look)
            strcpy(sgr, colours[i].sgr);
    if (style & HS_LOOK_CLAIM)
        strcat(sgr, sgr[0] != '\0' ? ";4" : "4");
}

typedef struct hs_terminal_painter {
    FILE *out;
    const hs_view_settings *settings;
    hs_marks marks;
    hs_segment segment; /* the one that the text's next byte lies in */
    hs_cells line;
    HS_ARRAY(hs_buffer) numbers; /* the bytes of the numbers on the line */
    size_t next_note;            /* notes before this one are printed */
    bool opened;                 /* the segment's opening brackets are written */
} hs_terminal_painter;

static hs_cell_layout layout_of(const hs_terminal_painter *painter, int indent, int later_indent)
{
    return (hs_cell_layout){painter->settings->width, indent, later_indent,
                            painter->settings->colour ? style_sgr : NULL};
}

/* The colour of the note's kind, not underlined. */
static hs_cell_style number_style(const hs_terminal_painter *painter, size_t note)
{
    hs_cell_style look = (hs_cell_style)painter->marks.notes.items[note].look;
    return look == HS_LOOK_CLAIM ? STYLE_BOLD : look;
}

/* A note's number behind its words. Neighbouring numbers are kept apart by a raised comma. */
static void add_numbers(hs_terminal_painter *painter)
{
    for (size_t i = 0; i < painter->segment.closing.count; i++) {
        size_t note = painter->segment.closing.items[i];
        hs_buffer number = {0};
        if (!painter->settings->colour)
            hs_buffer_append_byte(&number, ']');
        else if (i > 0)
            hs_buffer_append_text(&number, "\xca\xbc"); /* U+02BC */
        hs_notes_write_number(&number, note);
        hs_cells_add(&painter->line, hs_buffer_str(&number), number_style(painter, note));
        *hs_array_push(&painter->numbers) = number;
    }
}

static void open_segment(hs_terminal_painter *painter)
{
    for (size_t i = 0; !painter->settings->colour && i < painter->segment.opening.count; i++)
        hs_cells_add(&painter->line, HS_STR("["), 0);
    painter->opened = true;
}

/* Adds the text's bytes [from, to), which hold no line end, to the line. */
static void add_text(hs_terminal_painter *painter, hs_str text, size_t from, size_t to)
{
    while (from < to) {
        hs_segment *segment = &painter->segment;
        size_t end = segment->end < to ? segment->end : to;
        if (!painter->opened)
            open_segment(painter);
        hs_cells_add(&painter->line, hs_str_slice(text, from, end), (hs_cell_style)segment->looks);
        from = end;
        if (end == segment->end) {
            add_numbers(painter);
            hs_segment_next(&painter->marks, segment);
            painter->opened = false;
        }
    }
}

/* Goes on to byte `to` without showing what lies between: a line end. */
static void skip_to(hs_terminal_painter *painter, size_t to)
{
    while (painter->segment.end <= to && hs_segment_next(&painter->marks, &painter->segment))
        painter->opened = false;
}

static void print_line(hs_terminal_painter *painter)
{
    hs_cell_layout layout = layout_of(painter, TEXT_INDENT, TEXT_INDENT);
    hs_cells_print(&painter->line, painter->out, &layout);
    hs_cells_clear(&painter->line);
    for (size_t i = 0; i < painter->numbers.count; i++)
        hs_buffer_finish(&painter->numbers.items[i]);
    hs_array_clear(&painter->numbers);
}

static int digits_of(size_t number)
{
    return number < 10 ? 1 : 1 + digits_of(number / 10);
}

/* "      ¹ quote          Dessa Whitlow · direct"; the kinds of a text stand below one another. */
static void print_note(hs_terminal_painter *painter, size_t index)
{
    const hs_note *note = &painter->marks.notes.items[index];
    hs_buffer number = {0};
    hs_cells cells = {0};
    hs_notes_write_number(&number, index);
    for (int i = digits_of(index + 1); i < digits_of(painter->marks.notes.count); i++)
        hs_cells_add(&cells, HS_STR(" "), 0);
    hs_cells_add(&cells, hs_buffer_str(&number), number_style(painter, index));
    hs_cells_add(&cells, HS_STR(" "), 0);
    hs_cells_add(&cells, hs_str_from(note->kind), (hs_cell_style)note->look);
    while (NOTE_INDENT + hs_cells_width(&cells) < NOTE_COLUMN)
        hs_cells_add(&cells, HS_STR(" "), 0);
    hs_cells_add(&cells, hs_buffer_str(&note->text), 0);
    hs_cell_layout layout = layout_of(painter, NOTE_INDENT, NOTE_COLUMN);
    hs_cells_print(&cells, painter->out, &layout);
    hs_cells_finish(&cells);
    hs_buffer_finish(&number);
}

/* The notes to what began before byte `before`. */
static void print_notes(hs_terminal_painter *painter, size_t before)
{
    const hs_marks *marks = &painter->marks;
    while (painter->next_note < marks->notes.count &&
           marks->notes.items[painter->next_note].start < before)
        print_note(painter, painter->next_note++);
}

static void print_text(hs_terminal_painter *painter, hs_str text)
{
    int lines = 0; /* since the last notes */
    hs_segment_next(&painter->marks, &painter->segment);
    for (size_t at = 0; at < text.length;) {
        const char *found = memchr(text.bytes + at, '\n', text.length - at);
        size_t end = found ? (size_t)(found - text.bytes) : text.length;
        size_t visible = end > at && text.bytes[end - 1] == '\r' ? end - 1 : end;
        if (visible == at) /* the paragraph before ends here */
            print_notes(painter, at);
        add_text(painter, text, at, visible);
        print_line(painter);
        lines = visible == at ? 0 : lines + 1;
        if (visible - at > LONG_LINE || lines >= LINES_TILL_NOTES)
            print_notes(painter, end);
        at = end + (found != NULL);
        skip_to(painter, at);
    }
    print_notes(painter, SIZE_MAX);
}

static void print_head(hs_terminal_painter *painter, const char *name)
{
    static const struct {
        hs_mark_look kind;
        const char *one, *several;
    } kinds[] = {
        {HS_LOOK_QUOTE, "quote", "quotes"},
        {HS_LOOK_CLAIM, "claim", "claims"},
        {HS_LOOK_CHARGE, "accusation", "accusations"},
        {HS_LOOK_ANSWER, "answer", "answers"},
    };
    hs_cell_layout layout = layout_of(painter, 0, TEXT_INDENT);
    hs_buffer counts[HS_COUNT(kinds)] = {0};
    hs_cells cells = {0};
    hs_cells_add(&cells, hs_str_from(name), STYLE_BOLD);
    hs_cells_print(&cells, painter->out, &layout);
    hs_cells_clear(&cells);
    for (size_t i = 0; i < HS_COUNT(kinds); i++) {
        size_t count = hs_marks_count(&painter->marks, kinds[i].kind);
        if (i > 0)
            hs_cells_add(&cells, HS_STR(" · "), STYLE_DIM);
        hs_buffer_printf(&counts[i], "%zu %s", count, count == 1 ? kinds[i].one : kinds[i].several);
        hs_cells_add(&cells, hs_buffer_str(&counts[i]), (hs_cell_style)kinds[i].kind);
    }
    hs_cells_print(&cells, painter->out, &layout);
    for (size_t i = 0; i < HS_COUNT(kinds); i++)
        hs_buffer_finish(&counts[i]);
    hs_cells_finish(&cells);
}

static void begin(FILE *out, const hs_view_settings *settings)
{
    static const struct {
        const char *text;
        hs_cell_style style;
    } legend[] = {
        {"quote", HS_LOOK_QUOTE},       {" · ", STYLE_DIM},
        {"cue", HS_LOOK_CUE},           {" · ", STYLE_DIM},
        {"speaker", HS_LOOK_SOURCE},    {" · ", STYLE_DIM},
        {"claim", HS_LOOK_CLAIM},       {" · ", STYLE_DIM},
        {"accusing", HS_LOOK_ACCUSING}, {" ", 0},
        {"charge", HS_LOOK_CHARGE},     {" · ", STYLE_DIM},
        {"answer", HS_LOOK_ANSWER},     {" · ¹ see the note below", STYLE_DIM},
    };
    hs_cells cells = {0};
    for (size_t i = 0; settings->colour && i < HS_COUNT(legend); i++)
        hs_cells_add(&cells, hs_str_from(legend[i].text), legend[i].style);
    if (!settings->colour)
        hs_cells_add(&cells, HS_STR("[words]¹ are explained by note ¹ under their paragraph"), 0);
    hs_cell_layout layout = {settings->width, 0, 0, settings->colour ? style_sgr : NULL};
    hs_cells_print(&cells, out, &layout);
    fputc('\n', out);
    hs_cells_finish(&cells);
}

static void show_document(FILE *out, const hs_view_document *document,
                          const hs_view_settings *settings)
{
    hs_terminal_painter painter = {.out = out, .settings = settings};
    hs_marks_init(&painter.marks, document->annotations, document->text.length);
    print_head(&painter, document->name);
    fputc('\n', out);
    print_text(&painter, document->text);
    fputc('\n', out);
    hs_segment_finish(&painter.segment);
    hs_cells_finish(&painter.line);
    hs_array_finish(&painter.numbers);
    hs_marks_finish(&painter.marks);
}

static void end(FILE *out)
{
    (void)out;
}

const hs_view hs_view_terminal = {begin, show_document, end};
