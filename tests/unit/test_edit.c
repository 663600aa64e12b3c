/* The promises of daemon/text/edit.h: edits resolve to bytes or are refused for a stated reason;
 * and a line index brought up to date by an edit equals a fresh one. */
#include "test.h"

#include "edited_text.h"
#include "text/edit.h"

static const hs_str document = HS_STR("ab\r\nc\xf0\x9f\x98\x80"
                                      "d\nlast");

static void edits_resolve_or_say_why_not(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        hs_range range;
        hs_edit_status status;
        hs_span replaced;
        const char *error; /* part of the text */
    } cases[] = {
        {"within a line", {{0, 0}, {0, 1}}, HS_EDIT_OK, {0, 1}, ""},
        {"an insertion", {{2, 4}, {2, 4}}, HS_EDIT_OK, {15, 15}, ""},
        {"over a line end", {{0, 2}, {1, 0}}, HS_EDIT_OK, {2, 4}, ""},
        {"clamped to the line's end", {{0, 1}, {0, 99}}, HS_EDIT_OK, {1, 2}, ""},
        {"to the line behind the last", {{0, 0}, {3, 0}}, HS_EDIT_OK, {0, 15}, ""},
        {"reversed in a line", {{0, 2}, {0, 1}}, HS_EDIT_REVERSED, {0, 0}, "before it starts"},
        {"reversed over lines",
         {{1, 0}, {0, 1}},
         HS_EDIT_REVERSED,
         {0, 0},
         "ends (line 1, character 2) before it starts (line 2, character 1)"},
        {"past the end", {{0, 0}, {9, 0}}, HS_EDIT_PAST_END, {0, 0}, "end is in line 10"},
        {"starts past the end", {{7, 1}, {9, 0}}, HS_EDIT_PAST_END, {0, 0}, "start is in line 8"},
        {"inside a surrogate pair",
         {{1, 2}, {1, 4}},
         HS_EDIT_INSIDE_CHARACTER,
         {0, 0},
         "line 2, character 3 in utf-16"},
    };
    hs_line_index index;
    hs_line_index_init(&index, document);
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        hs_span replaced = {0, 0};
        hs_error error = {0};
        hs_edit_status status = hs_edit_resolve(&index, document, HS_ENCODING_UTF16,
                                                &cases[i].range, &replaced, &error);
        if (status != cases[i].status || replaced.start != cases[i].replaced.start ||
            replaced.end != cases[i].replaced.end || !strstr(error.text, cases[i].error))
            fail_msg("%s: status %d, [%u, %u), \"%s\"", cases[i].what, status, replaced.start,
                     replaced.end, error.text);
    }
    hs_span whole;
    assert_int_equal(hs_edit_resolve(&index, document, HS_ENCODING_UTF8, NULL, &whole, NULL),
                     HS_EDIT_OK);
    assert_int_equal(whole.end, document.length);
    hs_line_index_finish(&index);
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static hs_str random_piece(uint32_t *random, char *out)
{
    static const char *const pieces[] = {
        "a", "\n", "\r", "\r\n", "\n\r", "\u00e9", "word ", "\xff", "\xf0\x9f\x98\x80"};
    size_t length = 0;
    for (uint32_t count = next_random(random) % 4; count > 0; count--) {
        const char *piece = pieces[next_random(random) % HS_COUNT(pieces)];
        memcpy(out + length, piece, strlen(piece));
        length += strlen(piece);
    }
    return hs_str_make(out, length);
}

static void an_edited_index_equals_a_fresh_one(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 40; seed++) {
        uint32_t random = seed;
        hs_str text = edited_text(document, (hs_span){0, 0}, HS_STR(""));
        hs_line_index index;
        hs_line_index_init(&index, text);
        for (int step = 0; step < 200; step++) {
            char bytes[64];
            hs_str inserted = random_piece(&random, bytes);
            uint32_t start = next_random(&random) % (uint32_t)(text.length + 1);
            uint32_t longest = (uint32_t)text.length - start;
            uint32_t removed = next_random(&random) % 6;
            hs_span replaced = {start, start + (removed < longest ? removed : longest)};
            hs_str edited = edited_text(text, replaced, inserted);
            hs_line_index updated, fresh;
            hs_line_index_init_edited(&updated, &index, edited, replaced,
                                      (uint32_t)inserted.length);
            hs_line_index_init(&fresh, edited);
            assert_int_equal(updated.line_count, fresh.line_count);
            assert_memory_equal(updated.line_starts, fresh.line_starts,
                                fresh.line_count * sizeof(uint32_t));
            hs_line_index_finish(&fresh);
            hs_line_index_finish(&index);
            free((char *)text.bytes);
            index = updated;
            text = edited;
        }
        hs_line_index_finish(&index);
        free((char *)text.bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_resolve_or_say_why_not),
        cmocka_unit_test(an_edited_index_equals_a_fresh_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
