/* The blocking client against small shell scripts in the server's place: replies in any order,
 * notifications, the server's own requests, a server that leaves or says nothing. */
#include "test.h"

#include "base/buffer.h"
#include "protocol/client.h"
#include "protocol/client_io.h"

/* A server that sends the given messages at once and then reads until its input ends. */
static hs_rpc_client *serve(const char *const *messages, size_t count)
{
    hs_buffer script = {0};
    hs_error error;

    for (size_t i = 0; i < count; i++)
        hs_buffer_printf(&script, "printf 'Content-Length: %zu\\r\\n\\r\\n%%s' '%s';",
                         strlen(messages[i]), messages[i]);
    hs_buffer_append_text(&script, "cat >/dev/null");
    char *arguments[] = {(char *)"sh", (char *)"-c", script.bytes, NULL};
    hs_rpc_client *client = hs_rpc_client_spawn(arguments, &error);
    assert_non_null(client);
    hs_buffer_finish(&script);
    return client;
}

static void count_notifications(const char *method, const json_t *params, void *data)
{
    int *count = data;

    assert_string_equal(method, "$/progress");
    assert_int_equal(json_integer_value(json_array_get(params, 0)), ++*count);
}

static void replies_find_their_requests_in_any_order(void **state)
{
    static const char *const messages[] = {
        "{\"jsonrpc\":\"2.0\",\"method\":\"$/progress\",\"params\":[1]}",
        "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":\"second\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"window/workDoneProgress/create\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"$/progress\",\"params\":[2]}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32601,\"message\":\"no such\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":null}",
    };
    hs_rpc_client *client = serve(messages, HS_COUNT(messages));
    hs_rpc_client_reply reply;
    hs_error error;
    int notifications = 0;

    (void)state;
    hs_rpc_client_listen(client, count_notifications, &notifications);
    assert_int_equal(hs_rpc_client_send_take(client, "a", NULL, &error), 1);
    assert_int_equal(hs_rpc_client_send_take(client, "b", json_object(), &error), 2);
    json_t *third = hs_rpc_client_call_take(client, "c", json_array(), 10000, &error);
    assert_true(json_is_null(third));
    assert_int_equal(notifications, 2);
    assert_true(hs_rpc_client_receive(client, 0, &reply, &error));
    assert_int_equal(reply.id, 2);
    assert_string_equal(json_string_value(reply.result), "second");
    hs_rpc_client_reply_finish(&reply);
    assert_true(hs_rpc_client_receive(client, 0, &reply, &error));
    assert_int_equal(reply.id, 1);
    assert_int_equal(reply.code, -32601);
    assert_string_equal(reply.text, "no such");
    hs_rpc_client_reply_finish(&reply);
    hs_rpc_client_destroy(client);
}

static void an_error_reply_fails_the_call_with_its_text(void **state)
{
    static const char *const messages[] = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"too long\"}}"};
    hs_rpc_client *client = serve(messages, 1);
    hs_error error;

    (void)state;
    assert_null(hs_rpc_client_call_take(client, "m", NULL, 10000, &error));
    assert_string_equal(error.text, "too long");
    hs_rpc_client_destroy(client);
}

static void a_silent_server_runs_into_the_timeout(void **state)
{
    hs_rpc_client *client = serve(NULL, 0);
    hs_error error;
    int64_t before = hs_rpc_client_io_now();

    (void)state;
    assert_null(hs_rpc_client_call_take(client, "m", NULL, 50, &error));
    assert_string_equal(error.text, "no answer in time");
    assert_true(hs_rpc_client_io_now() - before >= 50);
    hs_rpc_client_destroy(client);
}

static void a_server_that_leaves_is_noticed(void **state)
{
    char *arguments[] = {(char *)"true", NULL};
    hs_error error;
    hs_rpc_client *client = hs_rpc_client_spawn(arguments, &error);

    (void)state;
    assert_non_null(client);
    assert_null(hs_rpc_client_call_take(client, "m", NULL, 10000, &error));
    assert_non_null(strstr(error.text, "closed the connection"));
    hs_rpc_client_destroy(client);
}

static void rubbish_from_the_server_is_an_error(void **state)
{
    static const char *const messages[] = {"{\"jsonrpc\":\"2.0\",\"id\":1", "[]"};

    (void)state;
    for (size_t i = 0; i < HS_COUNT(messages); i++) {
        hs_rpc_client *client = serve(&messages[i], 1);
        hs_error error;
        assert_null(hs_rpc_client_call_take(client, "m", NULL, 10000, &error));
        assert_null(strstr(error.text, "no answer in time"));
        hs_rpc_client_destroy(client);
    }
}

static void programs_and_sockets_that_do_not_exist_are_named(void **state)
{
    char *arguments[] = {(char *)"./no-such-program", NULL};
    hs_error error;

    (void)state;
    assert_null(hs_rpc_client_spawn(arguments, &error));
    assert_non_null(strstr(error.text, "no-such-program"));
    assert_null(hs_rpc_client_connect("./no-such-socket", &error));
    assert_non_null(strstr(error.text, "no-such-socket"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replies_find_their_requests_in_any_order),
        cmocka_unit_test(an_error_reply_fails_the_call_with_its_text),
        cmocka_unit_test(a_silent_server_runs_into_the_timeout),
        cmocka_unit_test(a_server_that_leaves_is_noticed),
        cmocka_unit_test(rubbish_from_the_server_is_an_error),
        cmocka_unit_test(programs_and_sockets_that_do_not_exist_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
