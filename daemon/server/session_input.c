/* Bytes to messages, for each carrier. Deadlines and turns are session.c's. */
#include "server/session_input.h"

#include "base/limits.h"
#include "protocol/jsonrpc.h"
#include "server/dispatch.h"
#include "server/server_private.h"
#include "server/web.h"

#define LOG_MODULE "server"
#include "base/log.h"

static void count_loss(hs_session *session, hs_counter cause, const char *why)
{
    session->server->counters.values[cause]++;
    HS_LOG_WARN("client %llu is dropped: %s (%s)", (unsigned long long)session->number,
                hs_counter_text(cause), why);
}

/* The error of a message that is too long, with what to do about it. */
static hs_error too_long(hs_session *session, const hs_error *error)
{
    bool first = hs_dispatch_message_limit(session) < hs_limits_get()->message_bytes;
    hs_error told;

    hs_error_set(&told, "%s; %s", error->text,
                 first ? "behind an initialize they may be longer"
                       : "`hearsayd --limit message_bytes` allows others");
    return told;
}

/* The client broke the framing: it is told why, and no more is read. */
static void break_off(hs_session *session, const hs_error *error)
{
    hs_error told =
        session->framing.fault == HS_FRAMING_FAULT_MESSAGE_SIZE ? too_long(session, error) : *error;
    static const hs_counter causes[] = {
        [HS_FRAMING_FAULT_NONE] = HS_COUNTER_droppedBadFraming,
        [HS_FRAMING_FAULT_SYNTAX] = HS_COUNTER_droppedBadFraming,
        [HS_FRAMING_FAULT_HEADER_SIZE] = HS_COUNTER_droppedHeaderTooLong,
        [HS_FRAMING_FAULT_MESSAGE_SIZE] = HS_COUNTER_droppedMessageTooLong,
    };

    count_loss(session, causes[session->framing.fault], error->text);
    hs_session_send_error(session, HS_RPC_PARSE_ERROR, told.text);
    hs_session_end(session);
}

static void feed_http(hs_session *session, hs_str bytes)
{
    size_t used = hs_http_feed(session->http, bytes);

    if (hs_http_state_of(session->http) == HS_HTTP_MORE)
        return;
    hs_web_answer(session);
    if (session->carrier == HS_CARRIER_WEBSOCKET)
        hs_session_feed(session, hs_str_slice(bytes, used, bytes.length));
}

/* The first bytes of a TCP client say what it speaks. */
static void feed_undecided(hs_session *session, hs_str bytes)
{
    bool undecided;

    hs_framing_feed(&session->framing, bytes.bytes, bytes.length);
    hs_str all = hs_buffer_str(&session->framing.input);
    bool is_http = hs_http_begins(all, &undecided);
    if (undecided)
        return;
    session->carrier = is_http ? HS_CARRIER_HTTP : HS_CARRIER_STREAM;
    if (!is_http)
        return;
    session->http = hs_http_create();
    hs_buffer first = session->framing.input;
    session->framing.input = (hs_buffer){0};
    feed_http(session, hs_buffer_str(&first));
    hs_buffer_finish(&first);
}

static void send_control(hs_session *session)
{
    hs_buffer frames = {0};

    hs_websocket_take_control(session->websocket, &frames);
    if (frames.length > 0)
        hs_session_send_payload_take(session, hs_payload_create_whole(hs_buffer_str(&frames)),
                                     NULL);
    hs_buffer_finish(&frames);
}

/* A message that comes while another waits is measured again when it is its turn. */
static void feed_websocket(hs_session *session, hs_str bytes)
{
    hs_websocket_feed(session->websocket, bytes, hs_dispatch_message_limit(session));
    send_control(session);
}

void hs_session_feed(hs_session *session, hs_str bytes)
{
    switch (session->carrier) {
    case HS_CARRIER_UNDECIDED:
        feed_undecided(session, bytes);
        break;
    case HS_CARRIER_STREAM:
        hs_framing_feed(&session->framing, bytes.bytes, bytes.length);
        break;
    case HS_CARRIER_HTTP:
        feed_http(session, bytes);
        break;
    case HS_CARRIER_WEBSOCKET:
        feed_websocket(session, bytes);
        break;
    }
}

static void handle_next_of_stream(hs_session *session)
{
    hs_error error = {.text = ""};
    hs_str message;
    hs_framing_status status;

    session->framing.message_limit = hs_dispatch_message_limit(session);
    status = session->input_ended ? hs_framing_end(&session->framing, &message, &error)
                                  : hs_framing_next(&session->framing, &message, &error);
    switch (status) {
    case HS_FRAMING_MESSAGE:
        hs_dispatch_text(session, message);
        break;
    case HS_FRAMING_MORE:
        session->input_waits = false;
        break;
    case HS_FRAMING_BROKEN:
        break_off(session, &error);
        break;
    }
}

/* The socket is closed, by the client or for what it sent. */
static void end_websocket(hs_session *session)
{
    switch (hs_websocket_close_code(session->websocket)) {
    case 0:
        session->server->counters.values[HS_COUNTER_clientsLeft]++;
        break;
    case HS_WEBSOCKET_TOO_LONG:
        count_loss(session, HS_COUNTER_droppedMessageTooLong, "a WebSocket message");
        break;
    default:
        count_loss(session, HS_COUNTER_droppedBadFraming, "a WebSocket frame");
        break;
    }
    hs_session_end(session);
}

static void handle_next_of_websocket(hs_session *session)
{
    hs_str message;

    if (hs_websocket_next(session->websocket, &message))
        hs_dispatch_text(session, message);
    else if (hs_websocket_is_over(session->websocket))
        end_websocket(session);
    else
        session->input_waits = false;
}

void hs_session_handle_next(hs_session *session)
{
    switch (session->carrier) {
    case HS_CARRIER_HTTP:
        session->input_waits = false;
        break;
    case HS_CARRIER_WEBSOCKET:
        handle_next_of_websocket(session);
        break;
    case HS_CARRIER_UNDECIDED:
        session->input_waits = session->input_ended; /* a stream that ends this early */
        session->carrier = session->input_ended ? HS_CARRIER_STREAM : HS_CARRIER_UNDECIDED;
        break;
    case HS_CARRIER_STREAM:
        handle_next_of_stream(session);
        break;
    }
}

bool hs_session_say_goodbye(hs_session *session)
{
    if (session->carrier != HS_CARRIER_WEBSOCKET || hs_websocket_is_over(session->websocket))
        return false;
    hs_websocket_close(session->websocket, HS_WEBSOCKET_GOING_AWAY);
    send_control(session);
    return true;
}
