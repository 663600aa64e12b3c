/* Writes a session's queue, one libuv write at a time, so that messages of the queue never mix.
 * Progress is what the kernel has taken, so one long message that trickles out counts as progress.
 */
#include "server/session_output.h"

#include "base/limits.h"
#include "protocol/jsonrpc.h"
#include "server/server_private.h"

void hs_session_send_payload_take(hs_session *session, hs_payload *payload, const char *replaces)
{
    hs_server *server = session->server;

    if (!hs_session_is_open(session)) {
        hs_payload_unref(payload);
        return;
    }
    /* Looked at before, so that a single long answer is never the client's fault. */
    if (session->output.bytes > hs_limits_get()->output_backlog_bytes) {
        hs_payload_unref(payload);
        session->overrun = true;
        return;
    }
    if (!session->output.first)
        session->progress_ms = uv_now(&server->loop);
    if (hs_output_push_take(&session->output, payload, replaces))
        server->counters.values[HS_COUNTER_replacedPushes]++;
}

void hs_session_send(hs_session *session, hs_str text, const char *replaces)
{
    hs_session_send_payload_take(session, hs_payload_create(text), replaces);
}

void hs_session_send_error(hs_session *session, int code, const char *text)
{
    hs_buffer out = {0};

    hs_rpc_write_error(&out, NULL, code, text);
    hs_session_send(session, hs_buffer_str(&out), NULL);
    hs_buffer_finish(&out);
}

static uv_buf_t bytes_of(hs_str str)
{
    return uv_buf_init((char *)str.bytes, (unsigned)str.length);
}

/* Fills the buffers with the next messages of the queue, framed; returns how many buffers. */
static unsigned take_messages(hs_session *session, uv_buf_t buffers[3 * HS_WRITE_MESSAGES])
{
    hs_framing_style style = session->framing.style;
    const hs_payload *payload;
    unsigned count = 0;
    size_t bytes = 0;

    for (int i = 0; i < HS_WRITE_MESSAGES && bytes < HS_WRITE_BYTES; i++) {
        if (!(payload = hs_output_take(&session->output)))
            break;
        bool is_whole = payload->is_whole;
        size_t prefix =
            is_whole ? 0 : hs_framing_prefix(style, payload->length, session->prefixes[i]);
        hs_str suffix = is_whole ? HS_STR("") : hs_framing_suffix(style);
        buffers[count++] = uv_buf_init(session->prefixes[i], (unsigned)prefix);
        buffers[count++] = bytes_of(hs_str_make(payload->bytes, payload->length));
        buffers[count++] = bytes_of(suffix);
        bytes += prefix + payload->length + suffix.length;
        session->server->counters.values[HS_COUNTER_messagesOut]++;
    }
    session->handed_bytes += bytes;
    session->server->counters.values[HS_COUNTER_bytesOut] += bytes;
    return count;
}

static void on_written(uv_write_t *write, int status)
{
    hs_session *session = write->data;

    session->writing = false;
    hs_output_left(&session->output);
    if (status < 0)
        hs_session_drop(session, hs_session_loss(status));
}

void hs_session_flush(hs_session *session)
{
    uv_buf_t buffers[3 * HS_WRITE_MESSAGES];

    if (session->overrun) {
        hs_session_drop(session, HS_COUNTER_droppedBacklog);
        return;
    }
    if (session->writing || !session->output.next_to_leave)
        return;
    unsigned count = take_messages(session, buffers);
    session->write.data = session;
    session->writing = true;
    if (uv_write(&session->write, session->output_stream, buffers, count, on_written) != 0) {
        session->writing = false;
        hs_session_drop(session, HS_COUNTER_droppedConnectionError);
    }
}

uint64_t hs_session_stalled_ms(hs_session *session, uint64_t now_ms)
{
    uint64_t taken = session->handed_bytes - uv_stream_get_write_queue_size(session->output_stream);

    if (!session->output.first || taken != session->progress_bytes) {
        session->progress_bytes = taken;
        session->progress_ms = now_ms;
    }
    return now_ms - session->progress_ms;
}
