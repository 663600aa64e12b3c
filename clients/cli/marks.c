/* Marks out of the annotations' JSON, and the text cut along them. The words of the notes are put
 * together in notes.c; how they look is the views' matter.
 */
#include "cli/marks.h"

#include <stdlib.h>
#include <string.h>

#include "cli/notes.h"

static bool read_span(const json_t *span, size_t text_length, size_t *start, size_t *end)
{
    const json_t *from = json_object_get(span, "start"), *to = json_object_get(span, "end");
    if (!json_is_integer(from) || !json_is_integer(to) || json_integer_value(from) < 0)
        return false;
    *start = (size_t)json_integer_value(from);
    *end = (size_t)json_integer_value(to);
    return *start < *end && *end <= text_length;
}

static void add_mark(hs_marks *marks, const json_t *span, hs_mark_look look, bool numbered)
{
    hs_mark mark = {.look = look, .note = marks->notes.count - 1, .numbered = numbered};
    if (read_span(span, marks->text_length, &mark.start, &mark.end))
        *hs_array_push(&marks->marks) = mark;
}

/* The fields of each kind that are lit up. */
typedef struct hs_mark_row {
    const char *kind;
    hs_mark_look kind_look;
    const char *main, *cue;
    hs_mark_look cue_look;
} hs_mark_row;

static const hs_mark_row rows[] = {
    {"quote", HS_LOOK_QUOTE, "content", "cue", HS_LOOK_CUE},
    {"claim", HS_LOOK_CLAIM, "span", NULL, 0},
    {"accusation", HS_LOOK_CHARGE, "charge", "cue", HS_LOOK_ACCUSING},
    {"answer", HS_LOOK_ANSWER, "text", "cue", HS_LOOK_ANSWERING},
};

static void add_annotation(hs_marks *marks, const json_t *annotation, const hs_mark_row *row)
{
    size_t first = marks->marks.count;
    *hs_array_push(&marks->notes) = (hs_note){.look = row->kind_look, .kind = row->kind};
    const json_t *main = json_object_get(annotation, row->main);
    if (json_is_array(main)) {
        size_t index;
        json_t *span;
        json_array_foreach(main, index, span) add_mark(marks, span, row->kind_look, true);
    } else {
        add_mark(marks, main, row->kind_look, true);
    }
    if (marks->marks.count > first)
        hs_array_last(&marks->notes)->start = marks->marks.items[first].start;
    if (row->cue)
        add_mark(marks, json_object_get(annotation, row->cue), row->cue_look, false);
    add_mark(marks, json_object_get(annotation, "source"), HS_LOOK_SOURCE, false);
}

static const hs_mark_row *row_of(const json_t *annotation)
{
    const char *kind = json_string_value(json_object_get(annotation, "kind"));
    for (size_t i = 0; kind && i < HS_COUNT(rows); i++)
        if (strcmp(rows[i].kind, kind) == 0)
            return &rows[i];
    return NULL;
}

static int compare_marks(const void *a, const void *b)
{
    const hs_mark *one = a, *other = b;
    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    if (one->end != other->end)
        return one->end > other->end ? -1 : 1;
    return (one->note > other->note) - (one->note < other->note);
}

void hs_marks_init(hs_marks *marks, const json_t *annotations, size_t text_length)
{
    *marks = (hs_marks){.text_length = text_length};
    json_t *known = json_array(); /* parallel to the notes */
    size_t index;
    json_t *annotation;
    json_array_foreach(annotations, index, annotation)
    {
        const hs_mark_row *row = row_of(annotation);
        if (row) {
            add_annotation(marks, annotation, row);
            json_array_append(known, annotation);
        }
    }
    hs_notes_write(marks, known);
    json_decref(known);
    if (marks->marks.count > 0)
        qsort(marks->marks.items, marks->marks.count, sizeof *marks->marks.items, compare_marks);
}

void hs_marks_finish(hs_marks *marks)
{
    for (size_t i = 0; i < marks->notes.count; i++)
        hs_buffer_finish(&marks->notes.items[i].text);
    hs_array_finish(&marks->notes);
    hs_array_finish(&marks->marks);
}

size_t hs_marks_count(const hs_marks *marks, hs_mark_look kind)
{
    size_t count = 0;
    for (size_t i = 0; i < marks->notes.count; i++)
        count += marks->notes.items[i].look == kind;
    return count;
}

/* The nearest place behind `start` where a mark begins or ends; marks over `start` fill the
 * segment. */
static void look_at(const hs_marks *marks, hs_segment *segment)
{
    size_t start = segment->start, end = marks->text_length;
    size_t i = segment->past;
    while (i < marks->marks.count && marks->marks.items[i].end <= start)
        segment->past = ++i;
    for (; i < marks->marks.count; i++) {
        const hs_mark *mark = &marks->marks.items[i];
        if (mark->start > start) {
            end = mark->start < end ? mark->start : end;
            break; /* sorted: no later one begins earlier */
        }
        if (mark->end <= start)
            continue;
        end = mark->end < end ? mark->end : end;
        segment->looks |= mark->look;
        if (!mark->numbered)
            continue;
        *hs_array_push(&segment->over) = mark->note;
        if (mark->start == start)
            *hs_array_push(&segment->opening) = mark->note;
    }
    segment->end = end;
    segment->reached = i;
}

static void find_closing(const hs_marks *marks, hs_segment *segment)
{
    for (size_t i = segment->reached; i-- > segment->past;) {
        const hs_mark *mark = &marks->marks.items[i];
        if (mark->numbered && mark->end == segment->end)
            *hs_array_push(&segment->closing) = mark->note;
    }
}

bool hs_segment_next(const hs_marks *marks, hs_segment *segment)
{
    segment->start = segment->end;
    segment->looks = 0;
    hs_array_clear(&segment->over);
    hs_array_clear(&segment->opening);
    hs_array_clear(&segment->closing);
    if (segment->start >= marks->text_length)
        return false;
    look_at(marks, segment);
    find_closing(marks, segment);
    return true;
}

void hs_segment_finish(hs_segment *segment)
{
    hs_array_finish(&segment->over);
    hs_array_finish(&segment->opening);
    hs_array_finish(&segment->closing);
}
