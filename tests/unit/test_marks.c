/* What the views show: marks out of annotations, and a text cut along them. */
#include "test.h"

#include "cli/cells.h"
#include "cli/marks.h"
#include "cli/notes.h"

static uint32_t random_state;

static uint32_t random_below(uint32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % limit;
}

static json_t *span(size_t start, size_t end)
{
    return json_pack("{s:I,s:I}", "start", (json_int_t)start, "end", (json_int_t)end);
}

static json_t *random_annotations(size_t text_length)
{
    json_t *annotations = json_array();
    for (uint32_t count = random_below(30); count > 0; count--) {
        size_t start = random_below((uint32_t)text_length), end = start + random_below(40);
        size_t cue = random_below((uint32_t)text_length);
        json_t *annotation = json_pack("{s:s,s:[o],s:o,s:n}", "kind", "quote", "content",
                                       span(start, end), "cue", span(cue, cue + 4), "source");
        if (random_below(2))
            annotation = json_pack("{s:s,s:o,s:o}", "kind", "claim", "span", span(start, end),
                                   "gone", annotation);
        json_array_append_new(annotations, annotation);
    }
    return annotations;
}

static unsigned looks_at(const hs_marks *marks, size_t byte)
{
    unsigned looks = 0;
    for (size_t i = 0; i < marks->marks.count; i++)
        if (marks->marks.items[i].start <= byte && byte < marks->marks.items[i].end)
            looks |= marks->marks.items[i].look;
    return looks;
}

static void check_segments(const hs_marks *marks)
{
    hs_segment segment = {0};
    size_t at = 0, opened = 0, closed = 0, numbered = 0;
    while (hs_segment_next(marks, &segment)) {
        assert_int_equal(segment.start, at);
        assert_true(segment.end > segment.start);
        for (; at < segment.end; at++)
            assert_int_equal(looks_at(marks, at), segment.looks);
        opened += segment.opening.count;
        closed += segment.closing.count;
    }
    for (size_t i = 0; i < marks->marks.count; i++)
        numbered += marks->marks.items[i].numbered;
    assert_int_equal(at, marks->text_length);
    assert_int_equal(opened, numbered);
    assert_int_equal(closed, numbered);
    hs_segment_finish(&segment);
}

static void segments_cover_the_text_once_and_tell_every_mark(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 500; seed++) {
        random_state = seed;
        size_t text_length = 1 + random_below(200);
        json_t *annotations = random_annotations(text_length);
        hs_marks marks;
        hs_marks_init(&marks, annotations, text_length);
        check_segments(&marks);
        hs_marks_finish(&marks);
        json_decref(annotations);
    }
}

static void what_does_not_fit_the_text_is_left_out(void **state)
{
    (void)state;
    json_t *annotations =
        json_pack("[{s:s,s:o},{s:s,s:o},{s:s,s:s},{s:s},n,{s:s,s:[]}]", "kind", "claim", "span",
                  span(5, 11), "kind", "claim", "span", span(7, 3), "kind", "claim", "span", "0-3",
                  "kind", "riddle", "kind", "quote", "content");
    hs_marks marks;
    hs_marks_init(&marks, annotations, 10);
    assert_int_equal(marks.marks.count, 0);
    assert_int_equal(marks.notes.count, 4); /* the riddle and the null are no kinds */
    hs_marks_finish(&marks);
    json_decref(annotations);
}

static void notes_name_parties_and_refer_to_each_other(void **state)
{
    (void)state;
    json_t *annotations = json_pack(
        "[{s:s,s:s,s:o,s:{s:b},s:[{s:s},{s:s}],s:[s]},{s:s,s:s,s:s,s:o,s:{s:s},s:s,s:f}]", "id",
        "a", "kind", "accusation", "charge", span(0, 4), "accuser", "author", 1, "accused", "name",
        "Ana Ruiz", "name", "the council", "answers", "b", "id", "b", "kind", "answer", "answer",
        "denial", "text", span(5, 9), "by", "name", "Ana Ruiz", "to", "a", "confidence", 0.2);
    hs_marks marks;
    hs_marks_init(&marks, annotations, 10);
    assert_string_equal(marks.notes.items[0].text.bytes,
                        "the text itself → Ana Ruiz, the council · answered in ²");
    assert_string_equal(marks.notes.items[1].text.bytes, "denial by Ana Ruiz · to ¹ · unsure");
    hs_marks_finish(&marks);
    json_decref(annotations);
}

static char *printed(const char *text, int width)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&bytes, &length);
    hs_cells cells = {0};
    hs_cell_layout layout = {width, 0, 2, NULL};
    hs_cells_add(&cells, hs_str_from(text), 0);
    hs_cells_print(&cells, out, &layout);
    hs_cells_finish(&cells);
    fclose(out);
    return bytes;
}

static void lines_break_at_spaces_and_else_anywhere(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"", "\n"},
        {"one two", "one two\n"},
        {"one two three", "one two\n  three\n"},
        {"abcdefghijkl", "abcdefgh\n  ijkl\n"},
        {"a  b       c", "a  b\n  c\n"},
        {"x\033[31m", "x\xef\xbf\xbd[31m\n"},
    };
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        char *text = printed(cases[i].text, 8);
        assert_string_equal(text, cases[i].expected);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(segments_cover_the_text_once_and_tell_every_mark),
        cmocka_unit_test(what_does_not_fit_the_text_is_left_out),
        cmocka_unit_test(notes_name_parties_and_refer_to_each_other),
        cmocka_unit_test(lines_break_at_spaces_and_else_anywhere),
    };
    return cmocka_run_group_tests_name("marks", tests, NULL, NULL);
}
