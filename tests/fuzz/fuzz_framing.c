/* Any bytes, cut anywhere, give the same messages as the bytes in one piece, within the limits.
 *
 * The first byte seeds the cuts; the rest is the stream.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "protocol/framing.h"

enum { HEADER_LIMIT = 256, MESSAGE_LIMIT = 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Messages, each with its length before it, and how the stream ended. */
static void keep(hs_buffer *seen, hs_str message)
{
    hs_buffer_printf(seen, "%zu:", message.length);
    hs_buffer_append_str(seen, message);
}

static void require(int condition)
{
    if (!condition)
        abort();
}

static void take_messages(hs_framing *framing, hs_buffer *seen)
{
    hs_str message;

    while (hs_framing_next(framing, &message, NULL) == HS_FRAMING_MESSAGE) {
        require(message.length <= MESSAGE_LIMIT);
        keep(seen, message);
    }
}

/* `seed` 0: in one piece. */
static void run(const uint8_t *data, size_t size, uint32_t seed, hs_buffer *seen)
{
    hs_framing framing;
    hs_str message;

    hs_framing_init(&framing, HEADER_LIMIT, MESSAGE_LIMIT);
    for (size_t at = 0; at < size;) {
        uint32_t step = seed;
        seed = seed * 1664525 + 1013904223;
        size_t length = step ? 1 + (step >> 20) % 40 : size;
        if (length > size - at)
            length = size - at;
        hs_framing_feed(&framing, data + at, length);
        take_messages(&framing, seen);
        require(framing.input.length - framing.start <= HEADER_LIMIT + MESSAGE_LIMIT + length);
        at += length;
    }
    while (hs_framing_end(&framing, &message, NULL) == HS_FRAMING_MESSAGE)
        keep(seen, message);
    hs_buffer_printf(seen, "%d", (int)framing.fault);
    hs_framing_finish(&framing);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hs_buffer whole = {0}, cut = {0};

    if (size == 0)
        return 0;
    run(data + 1, size - 1, 0, &whole);
    run(data + 1, size - 1, data[0] * 2654435761u | 1, &cut);
    require(hs_str_equal(hs_buffer_str(&whole), hs_buffer_str(&cut)));
    hs_buffer_finish(&whole);
    hs_buffer_finish(&cut);
    return 0;
}
