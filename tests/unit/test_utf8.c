/* The promises of daemon/text/utf8.h: strict decoding, repair, and classes of characters. */
#include "test.h"

#include "text/utf8.h"

static void well_formed_characters_decode(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        unsigned size;
        uint32_t code_point;
    } cases[] = {
        {"A", 1, 'A'},
        {"\xc2\x80", 2, 0x80},
        {"\xc3\xa9", 2, 0xe9},
        {"\xe2\x80\x9c", 3, 0x201c},
        {"\xed\x9f\xbf", 3, 0xd7ff},
        {"\xee\x80\x80", 3, 0xe000},
        {"\xf0\x9f\x98\x80", 4, 0x1f600},
        {"\xf4\x8f\xbf\xbf", 4, 0x10ffff},
    };
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        uint32_t code_point = 0;
        assert_int_equal(hs_utf8_decode(cases[i].bytes, strlen(cases[i].bytes), &code_point),
                         cases[i].size);
        assert_int_equal(code_point, cases[i].code_point);
        char bytes[4];
        assert_int_equal(hs_utf8_encode(code_point, bytes), cases[i].size);
        assert_memory_equal(bytes, cases[i].bytes, cases[i].size);
    }
}

static void ill_formed_bytes_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        const char *bytes;
    } cases[] = {
        {"a lone continuation byte", "\x80"},
        {"an overlong two-byte form", "\xc0\xaf"},
        {"an overlong three-byte form", "\xe0\x80\xaf"},
        {"an overlong four-byte form", "\xf0\x80\x80\xaf"},
        {"a high surrogate", "\xed\xa0\x80"},
        {"a low surrogate", "\xed\xbf\xbf"},
        {"above U+10FFFF", "\xf4\x90\x80\x80"},
        {"a lead byte that never was", "\xf8\x88\x80\x80\x80"},
        {"two bytes of three", "\xe2\x80"},
        {"a continuation byte missing", "\xe2\x80"
                                        "A"},
        {"nothing", ""},
    };
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        uint32_t code_point;
        if (hs_utf8_decode(cases[i].bytes, strlen(cases[i].bytes), &code_point) != 0)
            fail_msg("decoded: %s", cases[i].what);
    }
}

static void each_invalid_byte_becomes_one_replacement(void **state)
{
    (void)state;
    hs_buffer out = {0};
    hs_utf8_append_valid(&out, HS_STR("ok\xff\xe2\x80 \xc3\xa9\xed\xa0\x80"));
    assert_string_equal(out.bytes, "ok\uFFFD\uFFFD\uFFFD \u00e9\uFFFD\uFFFD\uFFFD");
    assert_true(hs_utf8_is_valid(hs_buffer_str(&out)));
    hs_buffer_finish(&out);
}

static void validation_stops_at_the_first_bad_byte_wherever_it_is(void **state)
{
    (void)state;
    char bytes[40];
    for (size_t bad = 0; bad < sizeof bytes; bad++) {
        memset(bytes, 'x', sizeof bytes);
        bytes[bad] = (char)0xfe;
        assert_int_equal(hs_utf8_valid_length(bytes, sizeof bytes), bad);
        assert_int_equal(hs_utf8_ascii_length(bytes, sizeof bytes), bad);
    }
}

static void walking_back_visits_the_same_characters(void **state)
{
    (void)state;
    hs_str text = HS_STR("a\u00e9\u201c\xff\xf0\x9f\x98\x80\xe2\x80z");
    size_t starts[16], count = 0;
    uint32_t seen[16];
    for (size_t at = 0; at < text.length; count++) {
        starts[count] = at;
        seen[count] = hs_utf8_next(text, at, &at);
    }
    assert_int_equal(count, 8);
    for (size_t at = text.length; at > 0;) {
        count--;
        assert_int_equal(hs_utf8_previous(text, at, &at), seen[count]);
        assert_int_equal(at, starts[count]);
    }
    assert_int_equal(hs_utf8_before(text, 0), 0);
    assert_int_equal(hs_utf8_after(text, text.length), 0);
}

static void characters_have_classes(void **state)
{
    (void)state;
    static const struct {
        uint32_t code_point;
        unsigned classes;
    } cases[] = {
        {'a', HS_CHAR_LETTER | HS_CHAR_LOWER},
        {'Z', HS_CHAR_LETTER | HS_CHAR_UPPER},
        {'7', HS_CHAR_DIGIT},
        {' ', HS_CHAR_SPACE},
        {'\n', HS_CHAR_SPACE | HS_CHAR_CONTROL},
        {0, HS_CHAR_CONTROL},
        {'"', HS_CHAR_PUNCTUATION},
        {'$', HS_CHAR_SYMBOL},
        {0xc9, HS_CHAR_LETTER | HS_CHAR_UPPER},  /* É */
        {0x44f, HS_CHAR_LETTER | HS_CHAR_LOWER}, /* я */
        {0x4e2d, HS_CHAR_LETTER},                /* 中 */
        {0x301, HS_CHAR_LETTER},                 /* a combining acute accent */
        {0x201c, HS_CHAR_PUNCTUATION},           /* “ */
        {0x2014, HS_CHAR_PUNCTUATION},           /* — */
        {0xa0, HS_CHAR_SPACE},                   /* no-break space */
        {0x2028, HS_CHAR_SPACE},                 /* line separator */
        {0xfeff, HS_CHAR_CONTROL},               /* byte-order mark */
        {0x20ac, HS_CHAR_SYMBOL},                /* € */
        {0x1f600, HS_CHAR_SYMBOL},
        {0x663, HS_CHAR_DIGIT}, /* Arabic three */
    };
    for (size_t i = 0; i < HS_COUNT(cases); i++)
        assert_int_equal(hs_utf8_classes(cases[i].code_point), cases[i].classes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_characters_decode),
        cmocka_unit_test(ill_formed_bytes_are_refused),
        cmocka_unit_test(each_invalid_byte_becomes_one_replacement),
        cmocka_unit_test(validation_stops_at_the_first_bad_byte_wherever_it_is),
        cmocka_unit_test(walking_back_visits_the_same_characters),
        cmocka_unit_test(characters_have_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
