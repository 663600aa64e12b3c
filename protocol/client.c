/* The blocking JSON-RPC client: ids, replies, notifications. Bytes are moved by client_io.c, cut
 * into messages by framing.c.
 */
#include "protocol/client.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "protocol/client_io.h"
#include "protocol/framing.h"
#include "protocol/json.h"
#include "protocol/jsonrpc.h"

struct hs_rpc_client {
    hs_rpc_client_io io;
    hs_framing framing;
    json_int_t last_id;
    HS_ARRAY(hs_rpc_client_reply) replies; /* not asked for yet, oldest first */
    hs_rpc_client_listener *listener;
    void *listener_data;
    char *complaint; /* what the server said before it hung up: an error with id null */
};

static hs_rpc_client *create_take(hs_rpc_client_io io)
{
    hs_rpc_client *client = hs_alloc_zeroed(1, sizeof *client);

    client->io = io;
    hs_framing_init(&client->framing, HS_RPC_CLIENT_HEADER_LIMIT, HS_RPC_CLIENT_MESSAGE_LIMIT);
    return client;
}

hs_rpc_client *hs_rpc_client_connect(const char *socket_path, hs_error *error)
{
    hs_rpc_client_io io;

    return hs_rpc_client_io_connect(&io, socket_path, error) ? create_take(io) : NULL;
}

hs_rpc_client *hs_rpc_client_spawn(char *const arguments[], hs_error *error)
{
    hs_rpc_client_io io;

    return hs_rpc_client_io_spawn(&io, arguments, error) ? create_take(io) : NULL;
}

void hs_rpc_client_reply_finish(hs_rpc_client_reply *reply)
{
    json_decref(reply->result);
    free(reply->text);
    *reply = (hs_rpc_client_reply){0};
}

void hs_rpc_client_destroy(hs_rpc_client *client)
{
    if (!client)
        return;
    hs_rpc_client_io_finish(&client->io);
    hs_framing_finish(&client->framing);
    for (size_t i = 0; i < client->replies.count; i++)
        hs_rpc_client_reply_finish(&client->replies.items[i]);
    hs_array_finish(&client->replies);
    free(client->complaint);
    free(client);
}

void hs_rpc_client_listen(hs_rpc_client *client, hs_rpc_client_listener *listener, void *data)
{
    client->listener = listener;
    client->listener_data = data;
}

/* Puts one framed message behind what is still unsent. */
static void queue(hs_rpc_client *client, const hs_buffer *text)
{
    char prefix[HS_FRAMING_PREFIX_SIZE];
    size_t length = hs_framing_prefix(HS_FRAMING_HEADERS, text->length, prefix);

    hs_buffer_append(&client->io.unsent, prefix, length);
    hs_buffer_append(&client->io.unsent, text->bytes, text->length);
}

/* The server's requests: only a progress token can be had of this client. */
static void answer(hs_rpc_client *client, const hs_rpc_message *request)
{
    hs_buffer text = {0};

    if (strcmp(request->method, "window/workDoneProgress/create") == 0)
        hs_rpc_write_result(&text, request->id, HS_STR("null"));
    else
        hs_rpc_write_error(&text, request->id, HS_RPC_METHOD_NOT_FOUND,
                           "this client answers no such request");
    queue(client, &text);
    hs_buffer_finish(&text);
}

static void keep_reply(hs_rpc_client *client, const hs_rpc_message *response)
{
    const char *text = json_string_value(json_object_get(response->error, "message"));
    hs_rpc_client_reply reply = {.id = json_integer_value(response->id)};

    if (response->result)
        reply.result = json_incref((json_t *)response->result);
    if (response->error) {
        reply.code = (int)json_integer_value(json_object_get(response->error, "code"));
        reply.text = hs_string_copy(text ? text : "an error without a message");
    }
    if (json_is_integer(response->id)) {
        *hs_array_push(&client->replies) = reply;
        return;
    }
    if (reply.text) {
        free(client->complaint);
        client->complaint = hs_string_copy(reply.text);
    }
    hs_rpc_client_reply_finish(&reply);
}

static bool handle(hs_rpc_client *client, hs_str text, hs_error *error)
{
    json_t *value =
        hs_json_parse(text, HS_RPC_CLIENT_DEPTH_LIMIT, HS_RPC_CLIENT_VALUE_LIMIT, error);

    if (!value)
        return false;
    hs_rpc_message message = hs_rpc_read(value);
    switch (message.kind) {
    case HS_RPC_REQUEST:
        answer(client, &message);
        break;
    case HS_RPC_NOTIFICATION:
        if (client->listener)
            client->listener(message.method, message.params, client->listener_data);
        break;
    case HS_RPC_RESPONSE:
        keep_reply(client, &message);
        break;
    case HS_RPC_INVALID:
        hs_error_set(error, "the server sent an invalid message: %s", message.fault);
        break;
    }
    json_decref(value);
    return message.kind != HS_RPC_INVALID;
}

static bool handle_all(hs_rpc_client *client, const char *bytes, size_t length, hs_error *error)
{
    hs_str text;
    hs_framing_status status;

    hs_framing_feed(&client->framing, bytes, length);
    while ((status = hs_framing_next(&client->framing, &text, error)) == HS_FRAMING_MESSAGE)
        if (!handle(client, text, error))
            return false;
    return status == HS_FRAMING_MORE;
}

/* Moves bytes once and handles what came. A deadline that passes is a failure here. */
static bool step(hs_rpc_client *client, int64_t deadline_ms, hs_error *error)
{
    static const size_t capacity = 64 * 1024;
    char *bytes = hs_alloc(capacity);
    size_t length;
    hs_rpc_client_io_status status =
        hs_rpc_client_io_step(&client->io, deadline_ms, bytes, capacity, &length);
    bool fine = length == 0 || handle_all(client, bytes, length, error);

    free(bytes);
    if (!fine)
        return false;
    if (status == HS_RPC_CLIENT_IO_TIMEOUT)
        return hs_error_set(error, "no answer in time");
    if (status == HS_RPC_CLIENT_IO_CLOSED)
        return hs_error_set(error, "the server closed the connection%s%s",
                            client->complaint ? ": " : "",
                            client->complaint ? client->complaint : "");
    return true;
}

/* Sends all that is unsent; the stall limit starts anew with each progress. */
static bool flush(hs_rpc_client *client, hs_error *error)
{
    size_t unsent = SIZE_MAX;
    int64_t deadline = 0;

    while (client->io.unsent.length > 0) {
        if (client->io.unsent.length != unsent)
            deadline = hs_rpc_client_io_now() + HS_RPC_CLIENT_STALL_MS;
        unsent = client->io.unsent.length;
        if (!step(client, deadline, error))
            return false;
    }
    return true;
}

static bool send_call_take(hs_rpc_client *client, json_t *id, const char *method, json_t *params,
                           hs_error *error)
{
    hs_buffer params_text = {0}, text = {0};

    if (params)
        hs_json_write(&params_text, params);
    hs_rpc_write_call(&text, id, method, hs_buffer_str(&params_text));
    queue(client, &text);
    hs_buffer_finish(&params_text);
    hs_buffer_finish(&text);
    json_decref(params);
    json_decref(id);
    return flush(client, error);
}

bool hs_rpc_client_notify_take(hs_rpc_client *client, const char *method, json_t *params,
                               hs_error *error)
{
    return send_call_take(client, NULL, method, params, error);
}

json_int_t hs_rpc_client_send_take(hs_rpc_client *client, const char *method, json_t *params,
                                   hs_error *error)
{
    json_int_t id = ++client->last_id;

    return send_call_take(client, json_integer(id), method, params, error) ? id : -1;
}

/* Takes reply `id` (0: the oldest) out of those kept. */
static bool take_reply(hs_rpc_client *client, json_int_t id, hs_rpc_client_reply *reply)
{
    for (size_t i = 0; i < client->replies.count; i++) {
        if (id != 0 && client->replies.items[i].id != id)
            continue;
        *reply = client->replies.items[i];
        client->replies.count--;
        memmove(&client->replies.items[i], &client->replies.items[i + 1],
                (client->replies.count - i) * sizeof *reply);
        return true;
    }
    return false;
}

static bool wait_for(hs_rpc_client *client, json_int_t id, int timeout_ms,
                     hs_rpc_client_reply *reply, hs_error *error)
{
    int64_t deadline = timeout_ms < 0 ? INT64_MAX : hs_rpc_client_io_now() + timeout_ms;

    while (!take_reply(client, id, reply))
        if (!step(client, deadline, error))
            return take_reply(client, id, reply);
    return true;
}

bool hs_rpc_client_receive(hs_rpc_client *client, int timeout_ms, hs_rpc_client_reply *reply,
                           hs_error *error)
{
    return wait_for(client, 0, timeout_ms, reply, error);
}

json_t *hs_rpc_client_call_take(hs_rpc_client *client, const char *method, json_t *params,
                                int timeout_ms, hs_error *error)
{
    hs_rpc_client_reply reply;
    json_int_t id = hs_rpc_client_send_take(client, method, params, error);

    if (id < 0 || !wait_for(client, id, timeout_ms, &reply, error))
        return NULL;
    json_t *result = reply.result ? json_incref(reply.result) : NULL;
    if (!result)
        hs_error_set(error, "%s", reply.text);
    hs_rpc_client_reply_finish(&reply);
    return result;
}
