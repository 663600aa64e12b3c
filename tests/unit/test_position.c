/* The promises of daemon/text/position.h: lines, and positions in three encodings. */
#include "test.h"

#include "base/memory.h"
#include "text/position.h"

/* Line ends of all kinds; one-, two-, three- and four-byte characters; a byte-order mark; NUL;
 * bytes that are no UTF-8. */
static const hs_str mixed =
    HS_STR("\xef\xbb\xbfone\r\ntw\u00e9\rthr\u201c\n\nf\xf0\x9f\x98\x80r\n\xff\xe2\x80x\0y\r");

static void lines_end_with_lf_crlf_or_a_lone_cr(void **state)
{
    (void)state;
    static const struct {
        hs_str text;
        size_t count;
        uint32_t starts[5];
    } cases[] = {
        {HS_STR(""), 1, {0}},
        {HS_STR("one"), 1, {0}},
        {HS_STR("a\nb"), 2, {0, 2}},
        {HS_STR("a\r\nb"), 2, {0, 3}},
        {HS_STR("a\rb"), 2, {0, 2}},
        {HS_STR("a\n\rb"), 3, {0, 2, 3}},
        {HS_STR("a\r\r\nb\n"), 4, {0, 2, 4, 6}},
        {HS_STR("\r"), 2, {0, 1}},
        {HS_STR("a\0\nb"), 2, {0, 3}},
    };
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        hs_line_index index;
        hs_line_index_init(&index, cases[i].text);
        assert_int_equal(index.line_count, cases[i].count);
        assert_memory_equal(index.line_starts, cases[i].starts, cases[i].count * sizeof(uint32_t));
        hs_line_index_finish(&index);
    }
}

static void positions_count_the_units_of_the_encoding(void **state)
{
    (void)state;
    static const struct {
        const char *before; /* the offset asked for is behind this part of the line */
        uint32_t characters[3];
    } cases[] = {
        {"", {0, 0, 0}},
        {"abc", {3, 3, 3}},
        {"caf\u00e9", {5, 4, 4}},
        {"\u201cquote\u201d", {11, 7, 7}},
        {"x\xf0\x9f\x98\x80y", {6, 4, 3}},
        {"\xef\xbb\xbfx", {4, 2, 2}},
        {"bad\xff\xe2\x80", {6, 6, 6}},
    };
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        char text[64];
        int length = snprintf(text, sizeof text, "first line\n%s|rest\nlast", cases[i].before);
        hs_str whole = hs_str_make(text, (size_t)length);
        uint32_t offset = (uint32_t)(11 + strlen(cases[i].before));
        hs_line_index index;
        hs_line_index_init(&index, whole);
        for (int encoding = 0; encoding < 3; encoding++) {
            hs_position position =
                hs_line_index_position(&index, whole, (hs_encoding)encoding, offset);
            assert_int_equal(position.line, 1);
            assert_int_equal(position.character, cases[i].characters[encoding]);
            uint32_t back;
            assert_int_equal(
                hs_line_index_offset(&index, whole, (hs_encoding)encoding, position, &back),
                HS_POSITION_OK);
            assert_int_equal(back, offset);
        }
        hs_line_index_finish(&index);
    }
}

static void odd_positions_get_their_stated_answers(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        hs_encoding encoding;
        hs_position position;
        hs_position_status status;
        uint32_t offset;
    } cases[] = {
        {"the end of a CRLF line", HS_ENCODING_UTF16, {0, 2}, HS_POSITION_OK, 2},
        {"past the end of a CRLF line", HS_ENCODING_UTF16, {0, 3}, HS_POSITION_CLAMPED, 2},
        {"far past a line's end", HS_ENCODING_UTF8, {0, UINT32_MAX}, HS_POSITION_CLAMPED, 2},
        {"between surrogates", HS_ENCODING_UTF16, {1, 2}, HS_POSITION_INSIDE_CHARACTER, 5},
        {"behind a surrogate pair", HS_ENCODING_UTF16, {1, 3}, HS_POSITION_OK, 9},
        {"inside a UTF-8 character", HS_ENCODING_UTF8, {1, 3}, HS_POSITION_INSIDE_CHARACTER, 5},
        {"code points have no inside", HS_ENCODING_UTF32, {1, 2}, HS_POSITION_OK, 9},
        {"the last line, unended", HS_ENCODING_UTF8, {2, 1}, HS_POSITION_OK, 12},
        {"one line past the last", HS_ENCODING_UTF8, {3, 0}, HS_POSITION_CLAMPED, 12},
        {"one line past, further right", HS_ENCODING_UTF8, {3, 1}, HS_POSITION_PAST_END, 12},
        {"two lines past the last", HS_ENCODING_UTF8, {4, 0}, HS_POSITION_PAST_END, 12},
    };
    hs_str text = HS_STR("ab\r\nc\xf0\x9f\x98\x80"
                         "d\nz");
    hs_line_index index;
    hs_line_index_init(&index, text);
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        uint32_t offset;
        hs_position_status status =
            hs_line_index_offset(&index, text, cases[i].encoding, cases[i].position, &offset);
        if (status != cases[i].status || offset != cases[i].offset)
            fail_msg("%s: status %d, offset %u", cases[i].what, status, offset);
    }
    hs_line_index_finish(&index);
}

static void every_character_start_survives_the_way_there_and_back(void **state)
{
    (void)state;
    hs_line_index index;
    hs_line_index_init(&index, mixed);
    for (int encoding = 0; encoding < 3; encoding++)
        for (uint32_t line = 0; line < index.line_count; line++)
            for (uint32_t character = 0;; character++) {
                hs_position position = {line, character};
                uint32_t offset;
                hs_position_status status =
                    hs_line_index_offset(&index, mixed, (hs_encoding)encoding, position, &offset);
                if (status == HS_POSITION_CLAMPED)
                    break;
                hs_position back =
                    hs_line_index_position(&index, mixed, (hs_encoding)encoding, offset);
                assert_int_equal(back.line, line);
                if (status == HS_POSITION_OK)
                    assert_int_equal(back.character, character);
                else
                    assert_true(back.character < character);
            }
    hs_line_index_finish(&index);
}

static void the_unit_counter_agrees_with_counting_from_the_front(void **state)
{
    (void)state;
    for (int encoding = 0; encoding < 3; encoding++) {
        hs_unit_counter steps = {.text = mixed, .encoding = (hs_encoding)encoding};
        for (uint32_t offset = 0; offset <= mixed.length; offset++) {
            hs_unit_counter jump = {.text = mixed, .encoding = (hs_encoding)encoding};
            assert_int_equal(hs_unit_counter_advance(&steps, offset),
                             hs_unit_counter_advance(&jump, offset));
        }
        static const uint32_t totals[3] = {35, 28, 27};
        assert_int_equal(hs_unit_counter_advance(&steps, (uint32_t)mixed.length), totals[encoding]);
    }
}

static void encodings_go_by_their_lsp_names(void **state)
{
    (void)state;
    hs_encoding encoding;
    assert_true(hs_encoding_from_name("utf-32", &encoding));
    assert_int_equal(encoding, HS_ENCODING_UTF32);
    assert_string_equal(hs_encoding_name(HS_ENCODING_UTF16), "utf-16");
    assert_false(hs_encoding_from_name("UTF8", &encoding));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_with_lf_crlf_or_a_lone_cr),
        cmocka_unit_test(positions_count_the_units_of_the_encoding),
        cmocka_unit_test(odd_positions_get_their_stated_answers),
        cmocka_unit_test(every_character_start_survives_the_way_there_and_back),
        cmocka_unit_test(the_unit_counter_agrees_with_counting_from_the_front),
        cmocka_unit_test(encodings_go_by_their_lsp_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
