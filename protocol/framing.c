/* Cuts a byte stream into messages. The input buffer is used from `start` on and moved together
 * only when bytes are added, so a burst of small messages costs one move. Searches go on where the
 * last one ended, so a message that comes byte by byte costs no more than one that comes whole.
 * What headers mean stands in header.c, what messages mean in jsonrpc.c.
 */
#include "protocol/framing.h"

#include <stdio.h>

#include "protocol/header.h"

void hs_framing_init(hs_framing *framing, size_t header_limit, size_t message_limit)
{
    *framing = (hs_framing){.header_limit = header_limit, .message_limit = message_limit};
}

void hs_framing_finish(hs_framing *framing)
{
    hs_buffer_finish(&framing->input);
    *framing = (hs_framing){0};
}

/* A long message leaves a long buffer behind; the next ones are likely short. */
#define KEPT_CAPACITY (16 * 1024)

static void drop_used(hs_framing *framing)
{
    if (framing->start < framing->input.length || framing->input.capacity <= KEPT_CAPACITY)
        return;
    hs_buffer_finish(&framing->input);
    framing->start = framing->scanned = 0;
}

void hs_framing_feed(hs_framing *framing, const void *bytes, size_t length)
{
    if (framing->fault != HS_FRAMING_FAULT_NONE)
        return;
    drop_used(framing);
    if (framing->start > 0)
        hs_buffer_consume(&framing->input, framing->start);
    framing->scanned = framing->scanned > framing->start ? framing->scanned - framing->start : 0;
    framing->start = 0;
    hs_buffer_append(&framing->input, bytes, length);
}

static hs_str rest_of(const hs_framing *framing)
{
    return hs_str_make(framing->input.bytes + framing->start,
                       framing->input.length - framing->start);
}

static hs_framing_status broken(hs_framing *framing, hs_framing_fault fault)
{
    framing->fault = fault;
    hs_buffer_finish(&framing->input);
    framing->start = framing->scanned = 0;
    return HS_FRAMING_BROKEN;
}

static hs_framing_status message_too_long(hs_framing *framing, hs_error *error)
{
    hs_error_set(error, "a message of more than %zu bytes", framing->message_limit);
    return broken(framing, HS_FRAMING_FAULT_MESSAGE_SIZE);
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* Steps over white space between messages; false when nothing follows yet. */
static bool skip_space(hs_framing *framing)
{
    while (framing->start < framing->input.length && is_space(framing->input.bytes[framing->start]))
        framing->start++;
    if (framing->scanned < framing->start)
        framing->scanned = framing->start;
    return framing->start < framing->input.length;
}

/* Where the first line end at or after `scanned` stands, or the input's length. */
static size_t find_line_end(hs_framing *framing)
{
    size_t left = framing->input.length - framing->scanned;
    const char *found =
        left > 0 ? memchr(framing->input.bytes + framing->scanned, '\n', left) : NULL;

    return found ? (size_t)(found - framing->input.bytes) : framing->input.length;
}

static hs_framing_status next_line(hs_framing *framing, hs_str *message, hs_error *error)
{
    size_t end = find_line_end(framing);

    if (end - framing->start > framing->message_limit)
        return message_too_long(framing, error);
    framing->scanned = end;
    if (end == framing->input.length)
        return HS_FRAMING_MORE;
    *message = hs_str_make(framing->input.bytes + framing->start, end - framing->start);
    framing->start = framing->scanned = end + 1;
    return HS_FRAMING_MESSAGE;
}

/* The length of the header block, its empty line included; 0 while that has not come. */
static size_t find_header_end(hs_framing *framing)
{
    for (;;) {
        size_t end = find_line_end(framing);
        if (end == framing->input.length) {
            framing->scanned = end;
            return 0;
        }
        size_t next = end + 1;
        if (next < framing->input.length && framing->input.bytes[next] == '\r')
            next++;
        if (next >= framing->input.length) {
            framing->scanned = end; /* what follows the line end has not come */
            return 0;
        }
        framing->scanned = end + 1;
        if (framing->input.bytes[next] == '\n')
            return next + 1 - framing->start;
    }
}

/* True when the headers are read; else *status says why not. */
static bool read_headers(hs_framing *framing, hs_framing_status *status, hs_error *error)
{
    size_t length = find_header_end(framing);
    size_t seen = length > 0 ? length : framing->input.length - framing->start;

    *status = HS_FRAMING_MORE;
    if (seen > framing->header_limit) {
        hs_error_set(error, "headers of more than %zu bytes", framing->header_limit);
        *status = broken(framing, HS_FRAMING_FAULT_HEADER_SIZE);
        return false;
    }
    if (length == 0)
        return false;
    if (!hs_header_read(hs_str_slice(rest_of(framing), 0, length), &framing->content_length,
                        error)) {
        *status = broken(framing, HS_FRAMING_FAULT_SYNTAX);
        return false;
    }
    framing->start = framing->scanned = framing->start + length;
    framing->in_content = true;
    return true;
}

static hs_framing_status next_content(hs_framing *framing, hs_str *message, hs_error *error)
{
    if (framing->content_length > framing->message_limit)
        return message_too_long(framing, error);
    if (framing->input.length - framing->start < framing->content_length)
        return HS_FRAMING_MORE;
    *message = hs_str_slice(rest_of(framing), 0, framing->content_length);
    framing->start = framing->scanned = framing->start + framing->content_length;
    framing->in_content = false;
    return HS_FRAMING_MESSAGE;
}

hs_framing_status hs_framing_next(hs_framing *framing, hs_str *message, hs_error *error)
{
    hs_framing_status status;

    if (framing->fault != HS_FRAMING_FAULT_NONE) {
        hs_error_set(error, "the stream is broken");
        return HS_FRAMING_BROKEN;
    }
    if (framing->in_content)
        return next_content(framing, message, error);
    drop_used(framing);
    if (!skip_space(framing))
        return HS_FRAMING_MORE;
    if (framing->style == HS_FRAMING_UNDECIDED) {
        char first = framing->input.bytes[framing->start];
        framing->style = first == '{' || first == '[' ? HS_FRAMING_LINES : HS_FRAMING_HEADERS;
    }
    if (framing->style == HS_FRAMING_LINES)
        return next_line(framing, message, error);
    return read_headers(framing, &status, error) ? next_content(framing, message, error) : status;
}

hs_framing_status hs_framing_end(hs_framing *framing, hs_str *message, hs_error *error)
{
    hs_framing_status status = hs_framing_next(framing, message, error);

    if (status != HS_FRAMING_MORE)
        return status;
    if (!framing->in_content && framing->start == framing->input.length)
        return HS_FRAMING_MORE;
    if (framing->style == HS_FRAMING_LINES) {
        *message = rest_of(framing);
        framing->start = framing->scanned = framing->input.length;
        return HS_FRAMING_MESSAGE;
    }
    hs_error_set(error, "the stream ends inside a message");
    return broken(framing, HS_FRAMING_FAULT_SYNTAX);
}

/* The head of a server's frame: final, text, without a mask (RFC 6455, section 5.2). */
static size_t websocket_head(size_t length, char head[HS_FRAMING_PREFIX_SIZE])
{
    size_t more = length < 126 ? 0 : length <= UINT16_MAX ? 2 : 8;

    head[0] = (char)0x81;
    head[1] = (char)(more == 0 ? length : more == 2 ? 126 : 127);
    for (size_t i = 0; i < more; i++)
        head[2 + i] = (char)(length >> (8 * (more - 1 - i)));
    return 2 + more;
}

size_t hs_framing_prefix(hs_framing_style style, size_t length, char prefix[HS_FRAMING_PREFIX_SIZE])
{
    if (style == HS_FRAMING_LINES)
        return 0;
    if (style == HS_FRAMING_WEBSOCKET)
        return websocket_head(length, prefix);
    return (size_t)snprintf(prefix, HS_FRAMING_PREFIX_SIZE, "Content-Length: %zu\r\n\r\n", length);
}

hs_str hs_framing_suffix(hs_framing_style style)
{
    return style == HS_FRAMING_LINES ? HS_STR("\n") : HS_STR("");
}
