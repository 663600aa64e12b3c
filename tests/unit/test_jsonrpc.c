/* JSON-RPC 2.0: what each kind of message is taken for, the guards in front of the JSON parser,
 * the text of answers, and LSP's positions and ranges. */
#include "test.h"

#include "protocol/json.h"
#include "protocol/jsonrpc.h"
#include "protocol/lsp.h"

enum { DEPTH_LIMIT = 20, VALUE_LIMIT = 10000 };

static json_t *parse(const char *text)
{
    hs_error error = {.text = ""};
    json_t *value = hs_json_parse(hs_str_from(text), DEPTH_LIMIT, VALUE_LIMIT, &error);

    if (!value)
        assert_string_not_equal(error.text, "");
    return value;
}

static void assert_unparsable(const char *text)
{
    json_t *value = parse(text);

    if (value)
        print_error("taken for JSON: %s\n", text);
    assert_null(value);
}

static void what_is_not_json_is_refused_with_a_text(void **state)
{
    static const char *const bad[] = {
        "",
        "{",
        "{\"a\":}",
        "nul",
        "[1,]",
        "{} {}",
        "\"open",
        "\\",
        "\"\\",
        "\"\\u12",
        "\x01",
        "\"\xFF\"",
        "\"\xC0\x80\"",
        "{'a':1}",
        "\"\\ud8",
        "1e999",
        "]",
        "\"\\ud800\\ud800",
        "\\ud800",
    };

    (void)state;
    for (size_t i = 0; i < HS_COUNT(bad); i++)
        assert_unparsable(bad[i]);
}

static void depth_is_capped_at_the_limit(void **state)
{
    char text[2 * DEPTH_LIMIT + 3] = "";

    (void)state;
    memset(text, '[', DEPTH_LIMIT);
    memset(text + DEPTH_LIMIT, ']', DEPTH_LIMIT);
    json_t *value = parse(text);
    assert_non_null(value);
    json_decref(value);
    memset(text, '[', DEPTH_LIMIT + 1);
    memset(text + DEPTH_LIMIT + 1, ']', DEPTH_LIMIT + 1);
    assert_unparsable(text);
}

static void brackets_inside_strings_are_not_depth(void **state)
{
    json_t *value =
        parse("[\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"{{{{{{{{{{{{{{{{{{{\",[[\"\\\\\"]]]");

    (void)state;
    assert_int_equal(json_array_size(value), 2);
    json_decref(value);
}

static void a_million_brackets_cost_no_stack(void **state)
{
    size_t count = 1000000;
    char *text = malloc(count);
    hs_error error;

    (void)state;
    memset(text, '{', count);
    assert_null(hs_json_parse(hs_str_make(text, count), DEPTH_LIMIT, VALUE_LIMIT, &error));
    assert_non_null(strstr(error.text, "nested"));
    free(text);
}

static void assert_string_read(const char *json, const char *expected, size_t length)
{
    json_t *value = parse(json);

    assert_non_null(value);
    assert_int_equal(json_string_length(value), length);
    assert_memory_equal(json_string_value(value), expected, length);
    json_decref(value);
}

static void half_surrogates_become_the_replacement_character(void **state)
{
    (void)state;
    assert_string_read("\"a\\ud83d\\ude00b\"",
                       "a\xF0\x9F\x98\x80"
                       "b",
                       6);
    assert_string_read("\"a\\uD83Db\"",
                       "a\xEF\xBF\xBD"
                       "b",
                       5);
    assert_string_read("\"\\udE00\"", "\xEF\xBF\xBD", 3);
    assert_string_read("\"\\\\ud83d\"", "\\ud83d", 6);
    assert_string_read("\"\\\\\\ud83d\"", "\\\xEF\xBF\xBD", 4);
    assert_string_read("\"\\ud83d\\ud83d\\ude00\"", "\xEF\xBF\xBD\xF0\x9F\x98\x80", 7);
    assert_string_read("\"\\u0000\\ud800\"", "\0\xEF\xBF\xBD", 4);
}

/* What random bytes do: never a crash, and a value that can be written and read again. */
static void random_texts_are_read_or_refused(void **state)
{
    static const char alphabet[] = "{}[]\",:\\u0dDeE12.-ntf \xC3\xA9";
    uint32_t seed = 20261124;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[24];
        size_t length = 0;
        for (; length < sizeof text; length++) {
            seed = seed * 1664525 + 1013904223;
            if (seed >> 28 == 0)
                break;
            text[length] = alphabet[(seed >> 8) % (sizeof alphabet - 1)];
        }
        json_t *value = hs_json_parse(hs_str_make(text, length), 6, VALUE_LIMIT, NULL);
        if (!value)
            continue;
        hs_buffer written = {0};
        hs_json_write(&written, value);
        json_t *again = hs_json_parse(hs_buffer_str(&written), 6, VALUE_LIMIT, NULL);
        assert_true(json_equal(value, again));
        json_decref(again);
        json_decref(value);
        hs_buffer_finish(&written);
    }
}

static void numbers_are_written_shortly_and_read_again_as_they_are(void **state)
{
    (void)state;
    static const char *const numbers[][2] = {
        {"0.57", "0.57"},
        {"[1.5,2]", "[1.5,2]"},
        {"{\"a\":1.55555555555555555555555555}", "{\"a\":1.5555555555555556}"},
        {"0.30000000000000004", "0.30000000000000004"},
    };
    for (size_t i = 0; i < HS_COUNT(numbers); i++) {
        hs_buffer written = {0};
        json_t *value = hs_json_parse(hs_str_from(numbers[i][0]), 6, VALUE_LIMIT, NULL);
        hs_json_write(&written, value);
        json_t *again = hs_json_parse(hs_buffer_str(&written), 6, VALUE_LIMIT, NULL);
        assert_string_equal(written.bytes, numbers[i][1]);
        assert_true(json_equal(value, again));
        json_decref(again);
        json_decref(value);
        hs_buffer_finish(&written);
    }
}

static void assert_kind(const char *json, hs_rpc_kind kind, const char *id)
{
    json_t *value = parse(json);
    assert_non_null(value);
    hs_rpc_message message = hs_rpc_read(value);
    hs_buffer written = {0};

    hs_buffer_append_text(&written, "");
    if (message.id)
        hs_json_write(&written, message.id);
    if (message.kind != kind)
        print_error("%s\n", json);
    assert_int_equal(message.kind, kind);
    assert_string_equal(written.bytes, id);
    assert_true(!message.fault == (kind != HS_RPC_INVALID));
    hs_buffer_finish(&written);
    json_decref(value);
}

static void messages_are_told_apart(void **state)
{
    (void)state;
    assert_kind("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}", HS_RPC_REQUEST, "1");
    assert_kind("{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"m\",\"params\":[]}", HS_RPC_REQUEST,
                "\"1\"");
    assert_kind("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"m\",\"params\":{}}", HS_RPC_REQUEST,
                "null");
    assert_kind("{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"m\"}", HS_RPC_REQUEST, "1.5");
    assert_kind("{\"jsonrpc\":\"2.0\",\"id\":-7,\"method\":\"m\",\"params\":null}", HS_RPC_REQUEST,
                "-7");
    assert_kind("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"other\":1}", HS_RPC_NOTIFICATION, "");
    assert_kind("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}", HS_RPC_RESPONSE, "1");
    assert_kind("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":1,\"message\":\"x\"}}",
                HS_RPC_RESPONSE, "null");
}

static void invalid_messages_are_told_with_the_id_that_can_be_had(void **state)
{
    static const char *const without_id[] = {
        "1",
        "null",
        "\"x\"",
        "[]",
        "{}",
        "{\"jsonrpc\":\"2.0\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"m\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":[1],\"method\":\"m\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"m\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"result\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1,\"error\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":\"x\"}",
    };
    static const char *const with_id[] = {
        "{\"id\":3,\"method\":\"m\"}",
        "{\"jsonrpc\":\"1.0\",\"id\":3,\"method\":\"m\"}",
        "{\"jsonrpc\":2.0,\"id\":3,\"method\":\"m\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":null}",
        "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"a\\u0000b\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"m\",\"params\":\"x\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"m\",\"params\":1}",
    };

    (void)state;
    for (size_t i = 0; i < HS_COUNT(without_id); i++)
        assert_kind(without_id[i], HS_RPC_INVALID, "");
    for (size_t i = 0; i < HS_COUNT(with_id); i++)
        assert_kind(with_id[i], HS_RPC_INVALID, "3");
}

static void answers_are_written_on_one_line(void **state)
{
    hs_buffer out = {0};
    json_t *id = json_string("a\n\"b\"");

    (void)state;
    hs_rpc_write_result(&out, id, HS_STR("{\"x\":1}"));
    assert_string_equal(out.bytes,
                        "{\"jsonrpc\":\"2.0\",\"id\":\"a\\n\\\"b\\\"\",\"result\":{\"x\":1}}");
    hs_buffer_clear(&out);
    hs_rpc_write_error(&out, NULL, HS_RPC_PARSE_ERROR, "line\nbreak \"\xFF\" \x01 \xE2\x80\x9C");
    assert_string_equal(out.bytes, "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,"
                                   "\"message\":\"line\\nbreak \\\"\xEF\xBF\xBD\\\" \\u0001 "
                                   "\xE2\x80\x9C\"}}");
    hs_buffer_clear(&out);
    hs_rpc_write_call(&out, id, "m", HS_STR(""));
    hs_rpc_write_call(&out, NULL, "n", HS_STR("[1]"));
    assert_string_equal(out.bytes, "{\"jsonrpc\":\"2.0\",\"id\":\"a\\n\\\"b\\\"\",\"method\":\"m\"}"
                                   "{\"jsonrpc\":\"2.0\",\"method\":\"n\",\"params\":[1]}");
    json_decref(id);
    hs_buffer_finish(&out);
}

/* Any bytes as a string: what comes out parses, and valid UTF-8 comes back unchanged. */
static void strings_of_any_bytes_are_written_as_json(void **state)
{
    static const char *const same[] = {"",
                                       "plain",
                                       "\xC3\xA9",
                                       "\xE2\x82\xAC",
                                       "\xED\x9F\xBF",
                                       "\xF0\x90\x80\x80",
                                       "\xF4\x8F\xBF\xBF",
                                       "a\tb\x7F\\\"/"};
    static const char *const mended[] = {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                         "\xE2\x82", "\x80",         "\xF0\x8F\xBF\xBF",
                                         "\xFE"};
    hs_buffer out = {0};

    (void)state;
    for (size_t i = 0; i < HS_COUNT(same) + HS_COUNT(mended); i++) {
        bool valid = i < HS_COUNT(same);
        const char *text = valid ? same[i] : mended[i - HS_COUNT(same)];
        hs_buffer_clear(&out);
        hs_json_write_string(&out, hs_str_from(text));
        json_t *value = parse(out.bytes);
        assert_non_null(value);
        if (valid)
            assert_string_equal(json_string_value(value), text);
        else
            assert_non_null(strstr(json_string_value(value), "\xEF\xBF\xBD"));
        json_decref(value);
    }
    hs_buffer_finish(&out);
}

static bool reads_as_range(const char *text, hs_lsp_range *range)
{
    json_t *value = parse(text);
    bool fine = hs_lsp_read_range(value, range);

    json_decref(value);
    return fine;
}

static void ranges_are_read(void **state)
{
    static const char text[] =
        "{\"start\":{\"line\":0,\"character\":7},\"end\":{\"line\":2147483647,\"character\":1}}";
    hs_lsp_range range;

    (void)state;
    assert_true(reads_as_range(text, &range));
    assert_int_equal(range.start.line, 0);
    assert_int_equal(range.start.character, 7);
    assert_int_equal(range.end.line, HS_LSP_UINTEGER_MAX);
    assert_int_equal(range.end.character, 1);
}

static void malformed_ranges_are_refused(void **state)
{
    static const char *const bad[] = {
        "null",
        "{}",
        "[0,1]",
        "{\"start\":{\"line\":0,\"character\":0}}",
        "{\"start\":{\"line\":-1,\"character\":0},\"end\":{\"line\":0,\"character\":0}}",
        "{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":2147483648,\"character\":0}}",
        "{\"start\":{\"line\":0.0,\"character\":0},\"end\":{\"line\":0,\"character\":0}}",
        "{\"start\":{\"line\":\"0\",\"character\":0},\"end\":{\"line\":0,\"character\":0}}",
    };
    hs_lsp_range range;

    (void)state;
    for (size_t i = 0; i < HS_COUNT(bad); i++)
        assert_false(reads_as_range(bad[i], &range));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_json_is_refused_with_a_text),
        cmocka_unit_test(depth_is_capped_at_the_limit),
        cmocka_unit_test(brackets_inside_strings_are_not_depth),
        cmocka_unit_test(a_million_brackets_cost_no_stack),
        cmocka_unit_test(half_surrogates_become_the_replacement_character),
        cmocka_unit_test(random_texts_are_read_or_refused),
        cmocka_unit_test(numbers_are_written_shortly_and_read_again_as_they_are),
        cmocka_unit_test(messages_are_told_apart),
        cmocka_unit_test(invalid_messages_are_told_with_the_id_that_can_be_had),
        cmocka_unit_test(answers_are_written_on_one_line),
        cmocka_unit_test(strings_of_any_bytes_are_written_as_json),
        cmocka_unit_test(ranges_are_read),
        cmocka_unit_test(malformed_ranges_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
