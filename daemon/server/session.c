/* The life of a session: reading, turns, deadlines, closing. What the bytes hold is
 * session_input.c's, sending session_output.c's, what messages mean dispatch.c's.
 */
#include "server/session.h"

#include <assert.h>
#include <poll.h>
#include <stdlib.h>

#include "base/limits.h"
#include "server/server_private.h"
#include "server/session_input.h"
#include "server/session_output.h"

#define LOG_MODULE "server"
#include "base/log.h"

hs_session *hs_session_create(hs_server *server, hs_transport transport)
{
    hs_session *session = hs_alloc_zeroed(1, sizeof *session);
    const hs_limits *limits = hs_limits_get();

    session->server = server;
    session->transport = transport;
    session->carrier = transport == HS_TRANSPORT_TCP ? HS_CARRIER_UNDECIDED : HS_CARRIER_STREAM;
    session->number = ++server->last_session_number;
    session->since_ms = uv_now(&server->loop);
    hs_framing_init(&session->framing, limits->header_bytes, limits->first_message_bytes);
    session->next = server->sessions;
    if (session->next)
        session->next->previous = session;
    server->sessions = session;
    server->session_count++;
    return session;
}

void hs_session_destroy(hs_session *session)
{
    hs_server *server = session->server;

    assert(session->state == HS_SESSION_CLOSED);
    if (session->started && !session->trusted)
        server->untrusted_count--;
    HS_LOG_TRACE("client %llu has left", (unsigned long long)session->number);
    *(session->previous ? &session->previous->next : &server->sessions) = session->next;
    if (session->next)
        session->next->previous = session->previous;
    server->session_count--;
    hs_framing_finish(&session->framing);
    hs_http_destroy(session->http);
    hs_websocket_destroy(session->websocket);
    hs_output_finish(&session->output);
    free(session);
}

bool hs_session_is_open(const hs_session *session)
{
    return session->state == HS_SESSION_OPEN || session->state == HS_SESSION_DRAINING;
}

static void on_closed(uv_handle_t *handle)
{
    hs_session *session = handle->data;

    if (--session->open_handles == 0)
        session->state = HS_SESSION_CLOSED;
}

static void close_now(hs_session *session)
{
    session->state = HS_SESSION_CLOSING;
    session->reading = false;
    hs_request_abandon_all(session);
    if (session->known)
        hs_features_session_closed(session->server->features, session);
    hs_job_release(session);
    hs_call_abandon_all(session);
    assert(session->open_handles > 0);
    uv_close(&session->input.handle, on_closed);
    if (session->output_stream != &session->input.stream)
        uv_close((uv_handle_t *)session->output_stream, on_closed);
}

void hs_session_drop(hs_session *session, hs_counter cause)
{
    if (!hs_session_is_open(session))
        return;
    session->server->counters.values[cause]++;
    if (hs_counter_text(cause))
        HS_LOG_WARN("client %llu is dropped: %s", (unsigned long long)session->number,
                    hs_counter_text(cause));
    close_now(session);
}

hs_counter hs_session_loss(int status)
{
    return status == UV_EPIPE || status == UV_ECONNRESET ? HS_COUNTER_clientsLeft
                                                         : HS_COUNTER_droppedConnectionError;
}

void hs_session_drain(hs_session *session)
{
    if (session->state != HS_SESSION_OPEN)
        return;
    session->state = HS_SESSION_DRAINING;
    if (session->reading)
        uv_read_stop(&session->input.stream);
    session->reading = false;
}

void hs_session_end(hs_session *session)
{
    hs_session_drain(session);
    hs_request_abandon_all(session);
}

/* Nobody is there to read: both directions are shut, and not only the client's sending one. TCP
 * does not tell the two apart. */
static bool has_hung_up(const hs_session *session)
{
    uv_os_fd_t descriptor;

    if (session->transport == HS_TRANSPORT_TCP ||
        uv_fileno((uv_handle_t *)session->output_stream, &descriptor) != 0)
        return false;
    struct pollfd wait = {.fd = descriptor, .events = POLLOUT};
    return poll(&wait, 1, 0) > 0 && (wait.revents & (POLLHUP | POLLERR)) != 0;
}

static void on_alloc(uv_handle_t *handle, size_t suggested, uv_buf_t *buffer)
{
    hs_server *server = ((hs_session *)handle->data)->server;

    (void)suggested;
    *buffer = uv_buf_init(server->read_buffer, sizeof server->read_buffer);
}

static void on_read(uv_stream_t *stream, ssize_t length, const uv_buf_t *buffer)
{
    hs_session *session = stream->data;

    if (length == 0 || session->state != HS_SESSION_OPEN)
        return;
    uv_read_stop(stream); /* the turn starts it again: one buffer a turn */
    session->reading = false;
    session->input_waits = true;
    if (length == UV_EOF) {
        session->input_ended = true;
        if (has_hung_up(session))
            hs_session_drop(session, HS_COUNTER_clientsLeft);
    } else if (length < 0) {
        hs_session_drop(session, hs_session_loss((int)length));
    } else {
        session->server->counters.values[HS_COUNTER_bytesIn] += (uint64_t)length;
        hs_session_feed(session, hs_str_make(buffer->base, (size_t)length));
    }
}

void hs_session_trust(hs_session *session)
{
    if (session->transport == HS_TRANSPORT_TCP)
        session->server->untrusted_count--;
    session->trusted = true;
    session->known = true;
    hs_features_session_opened(session->server->features, session);
}

void hs_session_start(hs_session *session)
{
    session->input.handle.data = session;
    ((uv_handle_t *)session->output_stream)->data = session;
    if (session->transport == HS_TRANSPORT_TCP)
        session->server->untrusted_count++;
    else
        hs_session_trust(session);
    session->started = true;
    HS_LOG_TRACE("client %llu has come", (unsigned long long)session->number);
}

static bool may_handle(const hs_session *session)
{
    const hs_limits *limits = hs_limits_get();

    return session->state == HS_SESSION_OPEN && session->input_waits &&
           session->request_count < limits->pending_requests &&
           session->output.bytes < limits->output_pause_bytes;
}

static void read_again(hs_session *session)
{
    if (session->reading || session->input_waits || session->state != HS_SESSION_OPEN)
        return;
    if (session->input_ended) {
        session->server->counters.values[HS_COUNTER_clientsLeft]++;
        hs_session_drain(session);
    } else if (uv_read_start(&session->input.stream, on_alloc, on_read) == 0) {
        session->reading = true;
    } else {
        hs_session_drop(session, HS_COUNTER_droppedConnectionError);
    }
}

bool hs_session_turn(hs_session *session)
{
    for (size_t i = 0; i < hs_limits_get()->turn_messages && may_handle(session); i++)
        hs_session_handle_next(session);
    read_again(session);
    if (hs_session_is_open(session))
        hs_session_flush(session);
    if (session->state == HS_SESSION_DRAINING && session->request_count == 0 &&
        !session->output.first) {
        if (hs_session_say_goodbye(session))
            hs_session_flush(session);
        else
            close_now(session);
    }
    return may_handle(session);
}

bool hs_session_has_deadline(const hs_session *session)
{
    return hs_session_is_open(session) &&
           (session->state == HS_SESSION_DRAINING || !session->trusted || session->output.first);
}

void hs_session_check_deadlines(hs_session *session, uint64_t now_ms)
{
    const hs_limits *limits = hs_limits_get();

    if (!hs_session_is_open(session))
        return;
    if (!session->trusted && now_ms - session->since_ms > limits->token_ms)
        hs_session_drop(session, HS_COUNTER_droppedWithoutToken);
    else if (hs_session_stalled_ms(session, now_ms) > limits->slow_reader_ms)
        hs_session_drop(session, HS_COUNTER_droppedSlowReader);
    else if (session->state == HS_SESSION_DRAINING && has_hung_up(session))
        hs_session_drop(session, HS_COUNTER_clientsLeft);
}
