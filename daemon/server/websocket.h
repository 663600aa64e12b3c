/* The frames of one WebSocket (RFC 6455), the server's side: wslay reads them and answers pings and
 * closes; this gathers messages and keeps what is to be sent back.
 *
 * Only text messages are taken; frames that are not masked, not UTF-8, out of order or too long
 * end the connection with the code that the RFC names for it. A message may come in any number of
 * fragments, with pings between them. Nothing is allocated for bytes that have not come.
 * Knows nothing of sockets. Loop thread only.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/str.h"

/* Status codes (RFC 6455, section 7.4.1). */
enum {
    HS_WEBSOCKET_GOING_AWAY = 1001,
    HS_WEBSOCKET_BAD_FRAME = 1002,
    HS_WEBSOCKET_NOT_TEXT = 1003,
    HS_WEBSOCKET_TOO_LONG = 1009,
};

typedef struct hs_websocket hs_websocket;

hs_websocket *hs_websocket_create(void);
void hs_websocket_destroy(hs_websocket *socket); /* NULL is fine */

/* Takes bytes from the client; a message that grows beyond the limit closes with TOO_LONG. */
void hs_websocket_feed(hs_websocket *socket, hs_str bytes, size_t message_limit);

/* The next whole message, valid until the next call of either; false when none waits. */
bool hs_websocket_next(hs_websocket *socket, hs_str *message);

/* Says goodbye, unless that was done; no more is read. */
void hs_websocket_close(hs_websocket *socket, unsigned code);

/* Both ends need to say no more, or ours has said goodbye: no more messages come. */
bool hs_websocket_is_over(const hs_websocket *socket);

/* The code that we closed with, or 0: the client closed, or nobody did. */
unsigned hs_websocket_close_code(const hs_websocket *socket);

/* Appends the control frames that are to be sent. */
void hs_websocket_take_control(hs_websocket *socket, hs_buffer *out);
