/* The small parts that features are made with: JSON text, file URIs, percentiles, token deltas. */
#include "test.h"

#include <jansson.h>
#include <math.h>

#include "features/json_writer.h"
#include "features/latency.h"
#include "features/semantic_tokens.h"
#include "features/uri.h"

static void json_members_come_in_order_with_commas(void **state)
{
    (void)state;
    hs_json_writer json = {0};
    hs_json_begin_object(&json);
    hs_json_member_integer(&json, "a", -12);
    hs_json_key(&json, "b");
    hs_json_begin_array(&json);
    hs_json_boolean(&json, true);
    hs_json_null(&json);
    hs_json_begin_object(&json);
    hs_json_end_object(&json);
    hs_json_end_array(&json);
    hs_json_member_text(&json, "c", "d");
    hs_json_key_string(&json, HS_STR("\"e\""));
    hs_json_raw(&json, HS_STR("[1]"));
    hs_json_end_object(&json);
    assert_string_equal(json.buffer.bytes,
                        "{\"a\":-12,\"b\":[true,null,{}],\"c\":\"d\",\"\\\"e\\\"\":[1]}");
    hs_json_finish(&json);
}

static void json_strings_hold_any_bytes(void **state)
{
    (void)state;
    char bytes[256];
    for (int i = 0; i < 256; i++)
        bytes[i] = (char)i;
    hs_json_writer json = {0};
    hs_json_string(&json, hs_str_make(bytes, sizeof bytes));
    json_t *read =
        json_loadb(json.buffer.bytes, json.buffer.length, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    assert_non_null(read);
    assert_memory_equal(json_string_value(read), bytes, 128);
    assert_int_equal(json_string_length(read), 128 + 128 * strlen("\xEF\xBF\xBD"));
    json_decref(read);
    hs_json_finish(&json);
}

static void json_numbers_are_short_and_finite(void **state)
{
    (void)state;
    hs_json_writer json = {0};
    hs_json_begin_array(&json);
    hs_json_hundredths(&json, 0.8299999);
    hs_json_hundredths(&json, 1.0);
    hs_json_real(&json, 4200000.5);
    hs_json_real(&json, NAN);
    hs_json_real(&json, INFINITY);
    hs_json_integer(&json, INT64_MIN);
    hs_json_end_array(&json);
    assert_string_equal(json.buffer.bytes, "[0.83,1,4200000.5,null,null,-9223372036854775808]");
    hs_json_finish(&json);
}

static void assert_path(const char *uri, const char *expected)
{
    char *path = hs_path_from_uri(uri);
    if (expected)
        assert_string_equal(path, expected);
    else
        assert_null(path);
    free(path);
}

static void file_uris_are_paths(void **state)
{
    (void)state;
    assert_path("file:///a/b%20c.txt", "/a/b c.txt");
    assert_path("file://localhost/a", "/a");
    assert_path("file:///%C3%A4", "/ä");
    assert_path("file://elsewhere/a", NULL);
    assert_path("file:///a%00b", NULL);
    assert_path("file:///a%2", NULL);
    assert_path("file:///a%zz", NULL);
    assert_path("untitled:a", NULL);
    assert_path("", NULL);
    hs_buffer uri = {0};
    hs_uri_from_path(&uri, "/a b/ä#%.txt");
    assert_string_equal(uri.bytes, "file:///a%20b/%C3%A4%23%25.txt");
    assert_path(uri.bytes, "/a b/ä#%.txt");
    hs_buffer_finish(&uri);
}

static void percentiles_are_of_the_newest_durations(void **state)
{
    (void)state;
    hs_latency latency = {0};
    assert_int_equal(hs_latency_percentile(&latency, 50), 0);
    for (uint32_t i = 1; i <= 100; i++) {
        latency.microseconds[latency.next++] = 101 - i;
        latency.count++;
    }
    assert_int_equal(hs_latency_percentile(&latency, 50), 50);
    assert_int_equal(hs_latency_percentile(&latency, 95), 95);
    assert_int_equal(hs_latency_percentile(&latency, 99), 99);
    for (int i = 0; i < 2 * HS_LATENCY_RING; i++)
        hs_latency_record(&latency, hs_latency_now());
    assert_int_equal(latency.count, 100 + 2 * HS_LATENCY_RING);
    assert_true(hs_latency_percentile(&latency, 99) < 100000);
}

/* Chapters of one token each, or one of all; each begins in the line of the last token. */
static hs_token_array *tokens_of(const uint32_t *data, size_t count, bool apart)
{
    hs_token_array *tokens = hs_token_array_create(count / HS_TOKEN_NUMBERS + 1, HS_ENCODING_UTF16);
    size_t step = apart ? HS_TOKEN_NUMBERS : count;
    hs_position newest = {0, 0};
    for (size_t i = 0; i < count; i += step)
        hs_token_array_add_take(
            tokens, hs_token_run_create(data + i, step, (hs_position){data[i], data[i + 1]}),
            newest.line, &newest);
    return tokens;
}

/* The delta from one to the other, as text; the same however they are kept. */
static void assert_delta(const uint32_t *before, size_t before_count, const uint32_t *after,
                         size_t after_count, const char *expected)
{
    for (unsigned apart = 0; apart < 4; apart++) {
        hs_token_array *old = tokens_of(before, before_count, apart & 1);
        hs_token_array *new = tokens_of(after, after_count, apart & 2);
        hs_json_writer json = {0};
        hs_token_array_write_delta(&json, old, new, hs_token_array_compare(old, new), 7);
        assert_string_equal(json.buffer.bytes, expected);
        hs_json_finish(&json);
        hs_token_array_unref(old);
        hs_token_array_unref(new);
    }
}

/* Three chapters that share all numbers but those of the middle one; lines are counted from the
 * chapter's own beginning, so that they stand for any place. */
static void a_token_delta_passes_over_shared_chapters(void **state)
{
    (void)state;
    const uint32_t numbers[] = {0, 4, 3, 4, 5, 0, 9, 3, 4, 5}, other[] = {2, 0, 1, 1, 1};
    hs_token_run *run = hs_token_run_create(numbers, 10, (hs_position){0, 13});
    hs_token_array *old = hs_token_array_create(3, HS_ENCODING_UTF16);
    hs_token_array *new = hs_token_array_create(3, HS_ENCODING_UTF16);
    hs_position newest = {0, 0}, newest_after = {0, 0};
    hs_token_array_add_take(old, hs_token_run_ref(run), 0, &newest);
    hs_token_array_add_take(old, NULL, 1, &newest);
    hs_token_array_add_take(old, hs_token_run_ref(run), 9, &newest);
    hs_token_array_add_take(new, hs_token_run_ref(run), 0, &newest_after);
    hs_token_array_add_take(new, hs_token_run_create(other, 5, (hs_position){2, 0}), 1,
                            &newest_after);
    hs_token_array_add_take(new, run, 9, &newest_after);
    hs_json_writer whole = {0}, json = {0};
    hs_token_array_write(&whole, new, 0);
    assert_string_equal(whole.buffer.bytes, "{\"data\":[0,4,3,4,5,0,9,3,4,5,3,0,1,1,1,"
                                            "6,4,3,4,5,0,9,3,4,5]}");
    hs_json_finish(&whole);
    hs_token_difference difference = hs_token_array_compare(old, new);
    hs_token_array_write_delta(&json, old, new, difference, 7);
    assert_string_equal(json.buffer.bytes,
                        "{\"resultId\":\"7\",\"edits\":[{\"start\":10,\"deleteCount\":1,"
                        "\"data\":[3,0,1,1,1,6]}]}");
    hs_json_finish(&json);
    hs_token_array_unref(old);
    hs_token_array_unref(new);
}

static void a_token_delta_is_the_part_that_differs(void **state)
{
    (void)state;
    const uint32_t a[] = {1, 2, 3, 4, 5, 1, 2, 3, 4, 5}, b[] = {1, 2, 3, 4, 5, 1, 9, 3, 4, 5};
    assert_delta(a, 10, a, 10, "{\"resultId\":\"7\",\"edits\":[]}");
    assert_delta(a, 10, b, 10,
                 "{\"resultId\":\"7\",\"edits\":[{\"start\":6,\"deleteCount\":1,\"data\":[9]}]}");
    assert_delta(a, 10, a, 5,
                 "{\"resultId\":\"7\",\"edits\":[{\"start\":5,\"deleteCount\":5,\"data\":[]}]}");
    assert_delta(a, 0, a, 5,
                 "{\"resultId\":\"7\",\"edits\":[{\"start\":0,\"deleteCount\":0,\"data\":"
                 "[1,2,3,4,5]}]}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_members_come_in_order_with_commas),
        cmocka_unit_test(json_strings_hold_any_bytes),
        cmocka_unit_test(json_numbers_are_short_and_finite),
        cmocka_unit_test(file_uris_are_paths),
        cmocka_unit_test(percentiles_are_of_the_newest_durations),
        cmocka_unit_test(a_token_delta_is_the_part_that_differs),
        cmocka_unit_test(a_token_delta_passes_over_shared_chapters),
    };
    return cmocka_run_group_tests_name("features", tests, NULL, NULL);
}
