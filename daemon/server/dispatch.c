/* JSON-RPC on the server's side. What methods do is the features' matter; how requests are kept
 * until their reply stands in request.c.
 */
#include "server/dispatch.h"

#include "base/limits.h"
#include "protocol/json.h"
#include "server/server_private.h"
#include "server/session.h"
#include "server/token.h"

static void count(hs_session *session, hs_counter counter)
{
    session->server->counters.values[counter]++;
}

size_t hs_dispatch_message_limit(const hs_session *session)
{
    const hs_limits *limits = hs_limits_get();
    bool initialized = session->known && hs_features_session_initialized(session->server->features,
                                                                         (hs_session *)session);

    return initialized ? limits->message_bytes : limits->first_message_bytes;
}

/* An answer that needs no features: alone, or as a part of its batch. */
static void answer_take(hs_session *session, hs_batch *batch, hs_buffer response)
{
    if (batch)
        hs_batch_add(batch, hs_buffer_str(&response));
    else
        hs_session_send(session, hs_buffer_str(&response), NULL);
    hs_buffer_finish(&response);
}

static void answer_error(hs_session *session, hs_batch *batch, const json_t *id, int code,
                         const char *text)
{
    hs_buffer response = {0};

    hs_rpc_write_error(&response, id, code, text);
    answer_take(session, batch, response);
}

static void cancel(hs_session *session, const json_t *params)
{
    const json_t *id = json_object_get(params, "id");
    hs_request *request = id ? hs_request_find(session, id) : NULL;

    if (request)
        hs_request_cancel(request);
}

static bool is_protocol_method(const char *method)
{
    return strncmp(method, "$/", 2) == 0;
}

static void handle_notification(hs_session *session, const hs_rpc_message *message)
{
    if (strcmp(message->method, "$/cancelRequest") == 0)
        cancel(session, message->params);
    else if (session->trusted)
        hs_features_notification(session->server->features, session, message->method,
                                 message->params);
}

/* What a TCP client shows first: the token by itself, or along with initialize. */
static const json_t *find_token(const hs_rpc_message *message)
{
    if (strcmp(message->method, "hearsay/authenticate") == 0)
        return json_object_get(message->params, "token");
    return json_object_get(json_object_get(message->params, "initializationOptions"), "token");
}

/* True when the request may go on to the features. */
static bool authenticate(hs_session *session, hs_batch *batch, const hs_rpc_message *message)
{
    const json_t *token = find_token(message);
    hs_str shown = hs_str_make(json_string_value(token), json_string_length(token));

    if (!token || !hs_token_matches(&session->server->token, shown)) {
        answer_error(session, batch, message->id, HS_RPC_INVALID_REQUEST,
                     "the token is missing or wrong; send it with hearsay/authenticate, or in "
                     "initializationOptions.token");
        count(session, HS_COUNTER_droppedWithoutToken);
        hs_session_end(session);
        return false;
    }
    hs_session_trust(session);
    return true;
}

static void acknowledge_token(hs_session *session, hs_batch *batch, const json_t *id)
{
    hs_buffer response = {0};

    hs_rpc_write_result(&response, id, HS_STR("{}"));
    answer_take(session, batch, response);
}

/* The token is the server's business alone: the features would take it for a setting. */
static void hide_token(const hs_rpc_message *message)
{
    json_object_del(json_object_get(message->params, "initializationOptions"), "token");
}

static void handle_request(hs_session *session, hs_batch *batch, const hs_rpc_message *message)
{
    count(session, HS_COUNTER_requests);
    if (!session->trusted && !authenticate(session, batch, message))
        return;
    hide_token(message);
    if (strcmp(message->method, "hearsay/authenticate") == 0)
        acknowledge_token(session, batch, message->id);
    else if (is_protocol_method(message->method))
        answer_error(session, batch, message->id, HS_RPC_METHOD_NOT_FOUND,
                     "no such request of the protocol");
    else if (hs_request_find(session, message->id))
        answer_error(session, batch, message->id, HS_RPC_INVALID_REQUEST,
                     "a request with this id still waits for its reply");
    else
        hs_features_request(session->server->features,
                            hs_request_create(session, message->id, batch), message->method,
                            message->params);
}

static void handle_value(hs_session *session, hs_batch *batch, const json_t *value)
{
    hs_rpc_message message = hs_rpc_read(value);

    count(session, HS_COUNTER_messagesIn);
    switch (message.kind) {
    case HS_RPC_REQUEST:
        handle_request(session, batch, &message);
        break;
    case HS_RPC_NOTIFICATION:
        handle_notification(session, &message);
        break;
    case HS_RPC_RESPONSE:
        hs_call_answered(session, &message);
        break;
    case HS_RPC_INVALID:
        count(session, HS_COUNTER_invalidRequests);
        answer_error(session, batch, message.id, HS_RPC_INVALID_REQUEST, message.fault);
        break;
    }
}

static void handle_batch(hs_session *session, const json_t *array)
{
    size_t length = json_array_size(array);

    if (length == 0 || length > hs_limits_get()->batch_messages) {
        count(session, HS_COUNTER_invalidRequests);
        hs_session_send_error(session, HS_RPC_INVALID_REQUEST,
                              length == 0 ? "an empty batch" : "a batch of too many messages");
        return;
    }
    hs_batch *batch = hs_batch_create();
    for (size_t i = 0; i < length && session->state == HS_SESSION_OPEN; i++)
        handle_value(session, batch, json_array_get(array, i));
    hs_batch_release(batch, session);
}

void hs_dispatch_text(hs_session *session, hs_str text)
{
    hs_error error = {.text = ""};
    const hs_limits *limits = hs_limits_get();
    json_t *value = hs_json_parse(text, limits->json_depth, limits->json_values, &error);

    if (!value) {
        count(session, HS_COUNTER_parseErrors);
        hs_session_send_error(session, HS_RPC_PARSE_ERROR, error.text);
        return;
    }
    if (json_is_array(value))
        handle_batch(session, value);
    else
        handle_value(session, NULL, value);
    json_decref(value);
}
