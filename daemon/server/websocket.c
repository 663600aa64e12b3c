/* wslay's callbacks. It runs without buffers of its own for data frames: their bytes are gathered
 * here as they come, so that a frame that merely announces its length costs nothing.
 */
#include "server/websocket.h"

#include <assert.h>
#include <stdlib.h>
#include <wslay/wslay.h>

#include "base/array.h"

struct hs_websocket {
    wslay_event_context_ptr context;
    hs_str input; /* what is left of the bytes being fed */
    size_t message_limit;
    bool in_data_frame;           /* not in a control frame */
    hs_buffer message;            /* what has come of it */
    HS_ARRAY(hs_buffer) messages; /* whole ones */
    size_t next;                  /* the first of them that was not given out */
    hs_buffer given;              /* the one that was, last */
    hs_buffer control;            /* frames to be sent */
    unsigned close_code;          /* ours */
    bool is_over;
};

static ssize_t on_receive(wslay_event_context_ptr context, uint8_t *bytes, size_t length, int flags,
                          void *data)
{
    hs_websocket *socket = data;
    size_t taken = socket->input.length < length ? socket->input.length : length;

    (void)flags;
    if (taken == 0) {
        wslay_event_set_error(context, WSLAY_ERR_WOULDBLOCK);
        return -1;
    }
    memcpy(bytes, socket->input.bytes, taken);
    socket->input = hs_str_slice(socket->input, taken, socket->input.length);
    return (ssize_t)taken;
}

static ssize_t on_send(wslay_event_context_ptr context, const uint8_t *bytes, size_t length,
                       int flags, void *data)
{
    (void)context;
    (void)flags;
    hs_buffer_append(&((hs_websocket *)data)->control, bytes, length);
    return (ssize_t)length;
}

static void on_frame(wslay_event_context_ptr context,
                     const struct wslay_event_on_frame_recv_start_arg *frame, void *data)
{
    (void)context;
    ((hs_websocket *)data)->in_data_frame = !wslay_is_ctrl_frame(frame->opcode);
}

static void on_piece(wslay_event_context_ptr context,
                     const struct wslay_event_on_frame_recv_chunk_arg *piece, void *data)
{
    hs_websocket *socket = data;

    (void)context;
    if (!socket->in_data_frame || socket->is_over)
        return;
    if (piece->data_length > socket->message_limit - socket->message.length)
        hs_websocket_close(socket, HS_WEBSOCKET_TOO_LONG);
    else
        hs_buffer_append(&socket->message, piece->data, piece->data_length);
}

static void on_message(wslay_event_context_ptr context,
                       const struct wslay_event_on_msg_recv_arg *message, void *data)
{
    hs_websocket *socket = data;

    (void)context;
    if (socket->is_over || wslay_is_ctrl_frame(message->opcode))
        return;
    if (message->opcode != WSLAY_TEXT_FRAME) {
        hs_websocket_close(socket, HS_WEBSOCKET_NOT_TEXT);
        return;
    }
    *hs_array_push(&socket->messages) = socket->message;
    socket->message = (hs_buffer){0};
}

hs_websocket *hs_websocket_create(void)
{
    static const struct wslay_event_callbacks callbacks = {
        .recv_callback = on_receive,
        .send_callback = on_send,
        .on_frame_recv_start_callback = on_frame,
        .on_frame_recv_chunk_callback = on_piece,
        .on_msg_recv_callback = on_message,
    };
    hs_websocket *socket = hs_alloc_zeroed(1, sizeof *socket);
    int status = wslay_event_context_server_init(&socket->context, &callbacks, socket);

    assert(status == 0); /* memory apart, it cannot fail */
    (void)status;
    wslay_event_config_set_no_buffering(socket->context, 1);
    return socket;
}

void hs_websocket_destroy(hs_websocket *socket)
{
    if (!socket)
        return;
    wslay_event_context_free(socket->context);
    for (size_t i = socket->next; i < socket->messages.count; i++)
        hs_buffer_finish(&socket->messages.items[i]);
    hs_array_finish(&socket->messages);
    hs_buffer_finish(&socket->message);
    hs_buffer_finish(&socket->given);
    hs_buffer_finish(&socket->control);
    free(socket);
}

/* wslay closes by itself when a frame is wrong, and answers the client's close. */
static void notice_end(hs_websocket *socket)
{
    if (socket->is_over || wslay_event_get_read_enabled(socket->context))
        return;
    socket->is_over = true;
    if (!wslay_event_get_close_received(socket->context))
        socket->close_code = wslay_event_get_status_code_sent(socket->context);
}

void hs_websocket_feed(hs_websocket *socket, hs_str bytes, size_t message_limit)
{
    if (socket->is_over)
        return;
    socket->input = bytes;
    socket->message_limit = message_limit;
    if (socket->message.length > message_limit) /* the limit cannot shrink below what came */
        socket->message_limit = socket->message.length;
    wslay_event_config_set_max_recv_msg_length(socket->context, message_limit);
    int status = wslay_event_recv(socket->context);
    wslay_event_send(socket->context);
    if (status != 0)
        hs_websocket_close(socket, HS_WEBSOCKET_BAD_FRAME);
    notice_end(socket);
    socket->input = HS_STR("");
}

bool hs_websocket_next(hs_websocket *socket, hs_str *message)
{
    hs_buffer_finish(&socket->given);
    if (socket->next == socket->messages.count) {
        hs_array_clear(&socket->messages);
        socket->next = 0;
        return false;
    }
    socket->given = socket->messages.items[socket->next++];
    *message = hs_buffer_str(&socket->given);
    return true;
}

void hs_websocket_close(hs_websocket *socket, unsigned code)
{
    if (socket->is_over)
        return;
    socket->is_over = true;
    socket->close_code = code;
    wslay_event_shutdown_read(socket->context);
    wslay_event_queue_close(socket->context, (uint16_t)code, NULL, 0);
    wslay_event_send(socket->context);
}

bool hs_websocket_is_over(const hs_websocket *socket)
{
    return socket->is_over;
}

unsigned hs_websocket_close_code(const hs_websocket *socket)
{
    return socket->close_code;
}

void hs_websocket_take_control(hs_websocket *socket, hs_buffer *out)
{
    hs_buffer_append_str(out, hs_buffer_str(&socket->control));
    hs_buffer_clear(&socket->control);
}
