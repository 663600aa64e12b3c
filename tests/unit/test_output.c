/* The output queue: order, replacement of superseded messages, sharing, and its count of bytes. */
#include "test.h"

#include "base/buffer.h"
#include "server/output.h"

static void push(hs_output *output, const char *text, const char *key)
{
    hs_output_push_take(output, hs_payload_create(hs_str_from(text)), key);
}

/* Takes and lets leave all that waits; compares it, each message followed by a blank. */
static void assert_leaves(hs_output *output, const char *expected)
{
    hs_buffer seen = {0};
    const hs_payload *payload;

    hs_buffer_append_text(&seen, "");
    while ((payload = hs_output_take(output))) {
        hs_buffer_append(&seen, payload->bytes, payload->length);
        hs_buffer_append_byte(&seen, ' ');
    }
    hs_output_left(output);
    assert_string_equal(seen.bytes, expected);
    assert_int_equal(output->bytes, 0);
    assert_null(output->first);
    assert_null(output->last);
    hs_buffer_finish(&seen);
}

static void messages_leave_in_order(void **state)
{
    hs_output output = {0};

    (void)state;
    push(&output, "one", NULL);
    push(&output, "two", NULL);
    push(&output, "three", NULL);
    assert_leaves(&output, "one two three ");
    assert_leaves(&output, "");
    hs_output_finish(&output);
}

static void a_newer_push_replaces_the_older_and_moves_to_the_end(void **state)
{
    hs_output output = {0};

    (void)state;
    push(&output, "a1", "a");
    push(&output, "reply", NULL);
    push(&output, "b1", "b");
    push(&output, "a2", "a");
    push(&output, "a3", "a");
    assert_leaves(&output, "reply b1 a3 ");
    hs_output_finish(&output);
}

static void what_is_with_the_writer_is_not_replaced(void **state)
{
    hs_output output = {0};

    (void)state;
    push(&output, "a1", "a");
    assert_memory_equal(hs_output_take(&output)->bytes, "a1", 2);
    push(&output, "a2", "a");
    push(&output, "a3", "a");
    assert_memory_equal(output.first->payload->bytes, "a1", 2);
    hs_output_left(&output);
    assert_leaves(&output, "a3 ");
    hs_output_finish(&output);
}

static void bytes_do_not_grow_with_replaced_pushes(void **state)
{
    hs_output output = {0};
    size_t once;

    (void)state;
    push(&output, "0123456789", "key");
    once = output.bytes;
    assert_true(once >= 10);
    for (int i = 0; i < 10000; i++)
        push(&output, "0123456789", "key");
    assert_int_equal(output.bytes, once);
    hs_output_finish(&output);
    assert_int_equal(output.bytes, 0);
}

static void a_payload_may_wait_in_many_queues(void **state)
{
    hs_output queues[50] = {0};
    hs_payload *payload = hs_payload_create(HS_STR("news"));

    (void)state;
    for (size_t i = 0; i < HS_COUNT(queues); i++)
        hs_output_push_take(&queues[i], hs_payload_ref(payload), NULL);
    assert_int_equal(payload->references, HS_COUNT(queues) + 1);
    for (size_t i = 0; i < HS_COUNT(queues); i++) {
        assert_ptr_equal(hs_output_take(&queues[i]), payload);
        hs_output_finish(&queues[i]);
    }
    assert_int_equal(payload->references, 1);
    hs_payload_unref(payload);
}

/* Against a plain model: an array in which a replaced message is blanked out. */
static void random_pushes_and_writes_agree_with_a_plain_model(void **state)
{
    enum { STEPS = 20000 };
    static int expected[STEPS], keys[STEPS];
    hs_output output = {0};
    uint32_t seed = 7;
    int pushed = 0, taken = 0;

    (void)state;
    for (int step = 0; step < STEPS; step++) {
        seed = seed * 1664525 + 1013904223;
        if ((seed >> 24) % 3 != 0) {
            char key[8], text[16];
            int number = (int)((seed >> 16) % 6); /* 0: no key */
            snprintf(key, sizeof key, "%d", number);
            snprintf(text, sizeof text, "%d", pushed);
            for (int i = taken; number != 0 && i < pushed; i++)
                if (keys[i] == number)
                    expected[i] = -1;
            push(&output, text, number ? key : NULL);
            keys[pushed] = number;
            expected[pushed] = pushed;
            pushed++;
            continue;
        }
        const hs_payload *payload = hs_output_take(&output);
        while (taken < pushed && expected[taken] < 0)
            taken++;
        assert_int_equal(payload != NULL, taken < pushed);
        if (payload) {
            char text[16];
            snprintf(text, sizeof text, "%d", expected[taken++]);
            assert_int_equal(payload->length, strlen(text));
            assert_memory_equal(payload->bytes, text, strlen(text));
        }
        if ((seed >> 12) % 4 == 0)
            hs_output_left(&output);
    }
    hs_output_finish(&output);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_leave_in_order),
        cmocka_unit_test(a_newer_push_replaces_the_older_and_moves_to_the_end),
        cmocka_unit_test(what_is_with_the_writer_is_not_replaced),
        cmocka_unit_test(bytes_do_not_grow_with_replaced_pushes),
        cmocka_unit_test(a_payload_may_wait_in_many_queues),
        cmocka_unit_test(random_pushes_and_writes_agree_with_a_plain_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
