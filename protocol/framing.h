/* Cutting a byte stream into messages, and framing the answers the same way.
 *
 * Two ways, chosen by the first byte of the stream that is not white space: `{` or `[` means one
 * JSON text a line; anything else means the headers of the LSP base protocol (specification,
 * "Header Part"). Bytes may come in any pieces. What is held never exceeds the limits by more than
 * the last piece fed, if the caller takes all messages between two feeds.
 *
 * Headers: names without regard to case; LF is taken for CRLF; unknown headers are ignored;
 * Content-Length may come twice only with the same value; Content-Type may name no character set
 * but UTF-8. Blank lines before a message are skipped in both ways.
 *
 * A stream that broke the rules stays broken: there is no safe place to go on from. One thread at
 * a time.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/str.h"

typedef enum hs_framing_style {
    HS_FRAMING_UNDECIDED, /* nothing came yet; answers use headers */
    HS_FRAMING_HEADERS,
    HS_FRAMING_LINES,
    HS_FRAMING_WEBSOCKET, /* written only: one message a text frame; reading is not framing's */
} hs_framing_style;

typedef enum hs_framing_status {
    HS_FRAMING_MESSAGE, /* a whole message */
    HS_FRAMING_MORE,    /* feed more bytes */
    HS_FRAMING_BROKEN,  /* the stream broke the rules; the error says how */
} hs_framing_status;

/* Which limit a broken stream went over, for counters. */
typedef enum hs_framing_fault {
    HS_FRAMING_FAULT_NONE,
    HS_FRAMING_FAULT_SYNTAX,
    HS_FRAMING_FAULT_HEADER_SIZE,
    HS_FRAMING_FAULT_MESSAGE_SIZE,
} hs_framing_fault;

typedef struct hs_framing {
    hs_framing_style style;
    hs_framing_fault fault;
    size_t header_limit;   /* bytes of one message's headers, the empty line included */
    size_t message_limit;  /* bytes of one message; may be changed between messages */
    size_t content_length; /* of the message whose headers are read */
    bool in_content;       /* the headers are read, the content is not */
    hs_buffer input;
    size_t start;   /* input before this is used up */
    size_t scanned; /* input before this holds no line end or header end */
} hs_framing;

void hs_framing_init(hs_framing *framing, size_t header_limit, size_t message_limit);
void hs_framing_finish(hs_framing *framing);

void hs_framing_feed(hs_framing *framing, const void *bytes, size_t length);

/* The next message, valid until the next call. */
hs_framing_status hs_framing_next(hs_framing *framing, hs_str *message, hs_error *error);

/* At the end of the stream: a last line without a line end counts as a message. MORE means that
 * the stream ended cleanly; BROKEN that it ended inside a message. */
hs_framing_status hs_framing_end(hs_framing *framing, hs_str *message, hs_error *error);

/* What goes before a message of `length` bytes (returns how many bytes were written). */
#define HS_FRAMING_PREFIX_SIZE 48
size_t hs_framing_prefix(hs_framing_style style, size_t length,
                         char prefix[HS_FRAMING_PREFIX_SIZE]);

/* What goes behind a message: a line end or nothing. */
hs_str hs_framing_suffix(hs_framing_style style);
