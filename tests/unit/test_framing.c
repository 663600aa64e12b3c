/* The framing keeps its promises however the bytes come: whole, split anywhere, byte by byte. */
#include "test.h"

#include "base/array.h"
#include "protocol/framing.h"

enum { HEADER_LIMIT = 200, MESSAGE_LIMIT = 100 };

/* All messages of a stream, joined by '|', and how it ended. */
typedef struct outcome {
    hs_buffer messages;
    hs_framing_status status;
    hs_framing_fault fault;
    hs_framing_style style;
    hs_error error;
} outcome;

static void keep(outcome *seen, hs_str message)
{
    hs_buffer_append_str(&seen->messages, message);
    hs_buffer_append_byte(&seen->messages, '|');
}

static void drain(hs_framing *framing, outcome *seen)
{
    hs_str message;

    while ((seen->status = hs_framing_next(framing, &message, &seen->error)) == HS_FRAMING_MESSAGE)
        keep(seen, message);
}

/* Feeds the pieces that `cuts` (ascending, the last is the length) mark, then ends the stream. */
static outcome run(hs_str stream, const size_t *cuts, size_t cut_count)
{
    outcome seen = {0};
    hs_framing framing;
    hs_str message;
    size_t start = 0;

    hs_framing_init(&framing, HEADER_LIMIT, MESSAGE_LIMIT);
    hs_buffer_append_text(&seen.messages, "");
    for (size_t i = 0; i < cut_count && seen.status != HS_FRAMING_BROKEN; i++) {
        /* A copy of its own, so that reading past the piece is caught. */
        char *piece = hs_string_copy_n(stream.bytes + start, cuts[i] - start);
        hs_framing_feed(&framing, piece, cuts[i] - start);
        free(piece);
        start = cuts[i];
        drain(&framing, &seen);
        assert_true(framing.input.length - framing.start <= HEADER_LIMIT + MESSAGE_LIMIT + 4096);
    }
    if (seen.status != HS_FRAMING_BROKEN) {
        seen.status = hs_framing_end(&framing, &message, &seen.error);
        if (seen.status == HS_FRAMING_MESSAGE) {
            keep(&seen, message);
            seen.status = hs_framing_end(&framing, &message, &seen.error);
        }
    }
    seen.fault = framing.fault;
    seen.style = framing.style;
    hs_framing_finish(&framing);
    return seen;
}

static outcome run_whole(hs_str stream)
{
    return run(stream, &stream.length, 1);
}

static void assert_same(outcome *expected, outcome *got)
{
    assert_string_equal(expected->messages.bytes, got->messages.bytes);
    assert_int_equal(expected->status, got->status);
    assert_int_equal(expected->fault, got->fault);
    assert_string_equal(expected->error.text, got->error.text);
    hs_buffer_finish(&got->messages);
}

/* Whole, split in two at every offset, and byte by byte: always the same. */
static void assert_stream(const char *text, const char *messages, hs_framing_fault fault,
                          hs_framing_style style)
{
    hs_str stream = hs_str_from(text);
    outcome expected = run_whole(stream);
    HS_ARRAY(size_t) each = {0};

    assert_string_equal(expected.messages.bytes, messages);
    assert_int_equal(expected.fault, fault);
    assert_int_equal(expected.style, style);
    assert_int_equal(expected.status, fault ? HS_FRAMING_BROKEN : HS_FRAMING_MORE);
    for (size_t at = 0; at <= stream.length; at++) {
        size_t cuts[] = {at, stream.length};
        outcome got = run(stream, cuts, 2);
        assert_same(&expected, &got);
        *hs_array_push(&each) = at;
    }
    outcome got = run(stream, each.items, each.count);
    assert_same(&expected, &got);
    hs_array_finish(&each);
    hs_buffer_finish(&expected.messages);
}

#define NONE HS_FRAMING_FAULT_NONE
#define SYNTAX HS_FRAMING_FAULT_SYNTAX

static void headers_are_read_at_every_split(void **state)
{
    (void)state;
    assert_stream("Content-Length: 2\r\n\r\n{}", "{}|", NONE, HS_FRAMING_HEADERS);
    assert_stream("Content-Length: 2\r\n\r\n{}Content-Length: 4\r\n\r\n[{}]", "{}|[{}]|", NONE,
                  HS_FRAMING_HEADERS);
    assert_stream("content-LENGTH:2\r\nX-Other: a: b\r\n\r\n{}", "{}|", NONE, HS_FRAMING_HEADERS);
    assert_stream("Content-Length : \t2 \r\n\r\n\r\n", "\r\n|", NONE, HS_FRAMING_HEADERS);
    assert_stream("Content-Length: 0\r\n\r\nContent-Length: 1\r\n\r\n7", "|7|", NONE,
                  HS_FRAMING_HEADERS);
}

static void line_feeds_alone_and_blank_lines_between_messages_are_tolerated(void **state)
{
    (void)state;
    assert_stream("Content-Length: 2\n\n{}\r\n\r\nContent-Length: 2\n\r\n[]", "{}|[]|", NONE,
                  HS_FRAMING_HEADERS);
}

static void content_type_may_name_utf8_only(void **state)
{
    static const char *const good[] = {"application/vscode-jsonrpc; charset=utf-8",
                                       "application/vscode-jsonrpc;charset=UTF8",
                                       "a/b; q=1; CharSet=\"utf-8\"", "a/b", ""};
    static const char *const bad[] = {"a/b; charset=utf-16", "a/b; q=1; charset=latin1",
                                      "a/b; charset="};
    char stream[200];

    (void)state;
    for (size_t i = 0; i < HS_COUNT(good); i++) {
        snprintf(stream, sizeof stream, "Content-Type: %s\r\nContent-Length: 2\r\n\r\n{}", good[i]);
        assert_stream(stream, "{}|", NONE, HS_FRAMING_HEADERS);
    }
    for (size_t i = 0; i < HS_COUNT(bad); i++) {
        snprintf(stream, sizeof stream, "Content-Type: %s\r\nContent-Length: 2\r\n\r\n{}", bad[i]);
        assert_stream(stream, "", SYNTAX, HS_FRAMING_HEADERS);
    }
}

static void duplicate_lengths_must_agree(void **state)
{
    (void)state;
    assert_stream("Content-Length: 2\r\nContent-Length: 02\r\n\r\n{}", "{}|", NONE,
                  HS_FRAMING_HEADERS);
    assert_stream("Content-Length: 2\r\ncontent-length: 3\r\n\r\n{}", "", SYNTAX,
                  HS_FRAMING_HEADERS);
}

static void malformed_headers_break_the_stream(void **state)
{
    static const char *const bad[] = {
        "garbage\r\n\r\n{}",
        ": 2\r\n\r\n{}",
        "X: 1\r\n\r\n{}",
        "Content-Length: \r\n\r\n",
        "Content-Length: -2\r\n\r\n",
        "Content-Length: 2x\r\n\r\n",
        "Content-Length: +2\r\n\r\n",
        "Content-Length: 0x2\r\n\r\n",
        "\xFF\xFE\x01 garbage\n\n",
    };

    (void)state;
    for (size_t i = 0; i < HS_COUNT(bad); i++)
        assert_stream(bad[i], "", SYNTAX, HS_FRAMING_HEADERS);
}

static void lines_are_read_at_every_split(void **state)
{
    (void)state;
    assert_stream("{\"a\":1}\n{}\n", "{\"a\":1}|{}|", NONE, HS_FRAMING_LINES);
    assert_stream("\r\n \n{}\r\n\r\n\n[1]\n", "{}\r|[1]|", NONE, HS_FRAMING_LINES);
    assert_stream("[]\nrubbish\n{}", "[]|rubbish|{}|", NONE, HS_FRAMING_LINES);
}

static void a_stream_may_end_between_messages_only(void **state)
{
    (void)state;
    assert_stream("", "", NONE, HS_FRAMING_UNDECIDED);
    assert_stream(" \r\n", "", NONE, HS_FRAMING_UNDECIDED);
    assert_stream("Content-Length: 3\r\n\r\n{}", "", SYNTAX, HS_FRAMING_HEADERS);
    assert_stream("Content-Length: 3\r\n", "", SYNTAX, HS_FRAMING_HEADERS);
}

static void a_length_over_the_limit_is_refused_before_its_content_comes(void **state)
{
    static const char *const lengths[] = {"101",
                                          "2147483648",
                                          "4294967296",
                                          "18446744073709551615",
                                          "18446744073709551616",
                                          "999999999999999999999999999999"};
    char stream[100];

    (void)state;
    for (size_t i = 0; i < HS_COUNT(lengths); i++) {
        snprintf(stream, sizeof stream, "Content-Length: %s\r\n\r\n", lengths[i]);
        assert_stream(stream, "", HS_FRAMING_FAULT_MESSAGE_SIZE, HS_FRAMING_HEADERS);
    }
}

static void the_limits_themselves_are_allowed(void **state)
{
    char stream[HEADER_LIMIT + MESSAGE_LIMIT + 1], messages[MESSAGE_LIMIT + 2];
    static const char head[] = "Content-Length: 100\r\nX: ";

    (void)state;
    memset(stream, 'x', sizeof stream);
    stream[sizeof stream - 1] = '\0';
    memcpy(stream, head, strlen(head));
    memcpy(stream + HEADER_LIMIT - 4, "\r\n\r\n", 4);
    memset(messages, 'x', MESSAGE_LIMIT);
    memcpy(messages + MESSAGE_LIMIT, "|", 2);
    assert_stream(stream, messages, NONE, HS_FRAMING_HEADERS);
    memset(stream, '1', MESSAGE_LIMIT);
    memcpy(stream, "[", 1);
    memcpy(stream + MESSAGE_LIMIT, "\n", 2);
    memcpy(messages, stream, MESSAGE_LIMIT);
    assert_stream(stream, messages, NONE, HS_FRAMING_LINES);
}

static void headers_and_lines_without_end_are_cut_off(void **state)
{
    char stream[HEADER_LIMIT + 2];

    (void)state;
    memset(stream, 'h', sizeof stream);
    stream[HEADER_LIMIT + 1] = '\0';
    assert_stream(stream, "", HS_FRAMING_FAULT_HEADER_SIZE, HS_FRAMING_HEADERS);
    memset(stream, '{', sizeof stream);
    stream[MESSAGE_LIMIT + 1] = '\0';
    assert_stream(stream, "", HS_FRAMING_FAULT_MESSAGE_SIZE, HS_FRAMING_LINES);
}

static void a_broken_stream_stays_broken_and_keeps_nothing(void **state)
{
    hs_framing framing;
    hs_str message;

    (void)state;
    hs_framing_init(&framing, HEADER_LIMIT, MESSAGE_LIMIT);
    hs_framing_feed(&framing, "bad\n\n", 5);
    assert_int_equal(hs_framing_next(&framing, &message, NULL), HS_FRAMING_BROKEN);
    for (int i = 0; i < 1000; i++)
        hs_framing_feed(&framing, "Content-Length: 2\r\n\r\n{}", 23);
    assert_int_equal(framing.input.capacity, 0);
    assert_int_equal(hs_framing_next(&framing, &message, NULL), HS_FRAMING_BROKEN);
    hs_framing_finish(&framing);
}

static void a_long_message_leaves_no_long_buffer_behind(void **state)
{
    enum { LONG = 100 * 1000 };
    static char stream[LONG + 2];
    hs_framing framing;
    hs_str message;

    (void)state;
    memset(stream, 'x', LONG);
    memcpy(stream, "{", 1);
    memcpy(stream + LONG, "\n{", 2);
    hs_framing_init(&framing, HEADER_LIMIT, LONG);
    hs_framing_feed(&framing, stream, LONG + 2);
    assert_int_equal(hs_framing_next(&framing, &message, NULL), HS_FRAMING_MESSAGE);
    assert_memory_equal(message.bytes, stream, LONG);
    assert_int_equal(hs_framing_next(&framing, &message, NULL), HS_FRAMING_MORE);
    hs_framing_feed(&framing, "}\n", 2);
    assert_int_equal(hs_framing_next(&framing, &message, NULL), HS_FRAMING_MESSAGE);
    assert_true(hs_str_equal(message, HS_STR("{}")));
    assert_int_equal(hs_framing_next(&framing, &message, NULL), HS_FRAMING_MORE);
    assert_int_equal(framing.input.capacity, 0);
    hs_framing_finish(&framing);
}

static void answers_are_framed_as_the_stream_is(void **state)
{
    char prefix[HS_FRAMING_PREFIX_SIZE];
    size_t length = hs_framing_prefix(HS_FRAMING_UNDECIDED, 17, prefix);

    (void)state;
    assert_string_equal(prefix, "Content-Length: 17\r\n\r\n");
    assert_int_equal(length, strlen(prefix));
    assert_int_equal(hs_framing_suffix(HS_FRAMING_HEADERS).length, 0);
    assert_int_equal(hs_framing_prefix(HS_FRAMING_LINES, 17, prefix), 0);
    assert_true(hs_str_equal(hs_framing_suffix(HS_FRAMING_LINES), HS_STR("\n")));
    assert_true(hs_framing_prefix(HS_FRAMING_HEADERS, SIZE_MAX, prefix) < sizeof prefix);
}

/* RFC 6455, section 5.2: seven bits, or 16, or 64, whichever is the shortest. */
static void a_websocket_frame_tells_its_length_in_the_shortest_form(void **state)
{
    (void)state;
    static const struct {
        size_t length, head_length;
        const char *head;
    } cases[] = {
        {0, 2, "\x81\x00"},
        {125, 2, "\x81\x7D"},
        {126, 4, "\x81\x7E\x00\x7E"},
        {127, 4, "\x81\x7E\x00\x7F"},
        {65535, 4, "\x81\x7E\xFF\xFF"},
        {65536, 10, "\x81\x7F\0\0\0\0\0\x01\0\0"},
        {0x1234567, 10, "\x81\x7F\0\0\0\0\x01\x23\x45\x67"},
    };
    for (size_t i = 0; i < HS_COUNT(cases); i++) {
        char head[HS_FRAMING_PREFIX_SIZE];
        assert_int_equal(hs_framing_prefix(HS_FRAMING_WEBSOCKET, cases[i].length, head),
                         cases[i].head_length);
        assert_memory_equal(head, cases[i].head, cases[i].head_length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_are_read_at_every_split),
        cmocka_unit_test(line_feeds_alone_and_blank_lines_between_messages_are_tolerated),
        cmocka_unit_test(content_type_may_name_utf8_only),
        cmocka_unit_test(duplicate_lengths_must_agree),
        cmocka_unit_test(malformed_headers_break_the_stream),
        cmocka_unit_test(lines_are_read_at_every_split),
        cmocka_unit_test(a_stream_may_end_between_messages_only),
        cmocka_unit_test(a_length_over_the_limit_is_refused_before_its_content_comes),
        cmocka_unit_test(the_limits_themselves_are_allowed),
        cmocka_unit_test(headers_and_lines_without_end_are_cut_off),
        cmocka_unit_test(a_broken_stream_stays_broken_and_keeps_nothing),
        cmocka_unit_test(a_long_message_leaves_no_long_buffer_behind),
        cmocka_unit_test(answers_are_framed_as_the_stream_is),
        cmocka_unit_test(a_websocket_frame_tells_its_length_in_the_shortest_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
