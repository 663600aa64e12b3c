/* Any bytes as an HTTP request or as a WebSocket's frames, cut anywhere, give the same as in one
 * piece, within the limits.
 *
 * The first byte chooses which, and seeds the cuts; the rest is the stream.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"
#include "server/http.h"
#include "server/websocket.h"

enum { MESSAGE_LIMIT = 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition)
{
    if (!condition)
        abort();
}

/* The next piece's length; `seed` 0: all that is left. */
static size_t piece_length(uint32_t *seed, size_t left)
{
    size_t length = *seed ? 1 + (*seed >> 20) % 40 : left;

    *seed = *seed ? *seed * 1664525 + 1013904223 : 0;
    return length < left ? length : left;
}

static void run_http(hs_str stream, uint32_t seed, hs_buffer *seen)
{
    hs_http *http = hs_http_create();
    hs_str value;
    size_t used = 0;

    for (size_t at = 0; at < stream.length && hs_http_state_of(http) == HS_HTTP_MORE;) {
        size_t length = piece_length(&seed, stream.length - at);
        size_t taken = hs_http_feed(http, hs_str_slice(stream, at, at + length));
        require(taken <= length);
        used += taken;
        at += length;
    }
    hs_buffer_printf(seen, "%d", (int)hs_http_state_of(http));
    if (hs_http_state_of(http) == HS_HTTP_REQUEST) {
        require(used <= hs_limits_get()->http_request_bytes);
        hs_buffer_printf(seen, "%s %zu %d", hs_http_method(http), used,
                         hs_http_wants_upgrade(http));
        hs_buffer_append_str(seen, hs_http_path(http));
        for (int i = 0; i < HS_HTTP_FIELD_COUNT; i++)
            if (hs_http_field_value(http, (hs_http_field)i, &value))
                hs_buffer_append_str(seen, value);
    }
    hs_http_destroy(http);
}

static void run_websocket(hs_str stream, uint32_t seed, hs_buffer *seen)
{
    hs_websocket *socket = hs_websocket_create();
    hs_buffer control = {0};
    hs_str message;

    for (size_t at = 0; at < stream.length;) {
        size_t length = piece_length(&seed, stream.length - at);
        hs_websocket_feed(socket, hs_str_slice(stream, at, at + length), MESSAGE_LIMIT);
        at += length;
        while (hs_websocket_next(socket, &message)) {
            require(message.length <= MESSAGE_LIMIT);
            hs_buffer_printf(seen, "%zu:", message.length);
            hs_buffer_append_str(seen, message);
        }
    }
    /* Which of two faults closes it, whether a pong leaves before, and how early wslay sees that
     * the reason of a close is not UTF-8 (it skips two bytes of each piece), the cuts may change: a
     * socket that is over in only one of the two shows by the messages that follow. */
    hs_websocket_take_control(socket, &control);
    hs_buffer_finish(&control);
    hs_websocket_destroy(socket);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hs_buffer whole = {0}, cut = {0};

    if (size == 0)
        return 0;
    void (*run)(hs_str, uint32_t, hs_buffer *) = data[0] & 1 ? run_http : run_websocket;
    hs_str stream = hs_str_make((const char *)data + 1, size - 1);
    run(stream, 0, &whole);
    run(stream, data[0] * 2654435761u | 1, &cut);
    require(hs_str_equal(hs_buffer_str(&whole), hs_buffer_str(&cut)));
    hs_buffer_finish(&whole);
    hs_buffer_finish(&cut);
    return 0;
}
