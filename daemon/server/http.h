/* Reading one HTTP request (RFC 9112), its head only: the parsing is http_parser's, this keeps what
 * the page and the WebSocket handshake need.
 *
 * One connection carries one request: every answer closes it, or turns it into a WebSocket. A
 * request with content is told apart, not read. What is kept never exceeds the limit
 * `http_request_bytes`. Loop thread only.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/str.h"

/* The header fields that are kept. */
typedef enum hs_http_field {
    HS_HTTP_HOST,
    HS_HTTP_ORIGIN,
    HS_HTTP_UPGRADE,
    HS_HTTP_WEBSOCKET_KEY,
    HS_HTTP_WEBSOCKET_VERSION,
    HS_HTTP_FIELD_COUNT,
} hs_http_field;

typedef enum hs_http_state {
    HS_HTTP_MORE,     /* feed more bytes */
    HS_HTTP_REQUEST,  /* the head is there */
    HS_HTTP_BAD,      /* no HTTP, or a field twice that may stand once */
    HS_HTTP_TOO_LONG, /* more than the limit */
} hs_http_state;

typedef struct hs_http hs_http;

/* Whether a connection that begins with these bytes speaks HTTP; *undecided when more must come. */
bool hs_http_begins(hs_str bytes, bool *undecided);

hs_http *hs_http_create(void);
void hs_http_destroy(hs_http *http); /* NULL is fine */

/* Returns how many of the bytes belong to the request: fewer only behind its end. */
size_t hs_http_feed(hs_http *http, hs_str bytes);

hs_http_state hs_http_state_of(const hs_http *http);

/* Of a whole request. */
const char *hs_http_method(const hs_http *http);
hs_str hs_http_path(const hs_http *http); /* the target up to a question mark */
bool hs_http_has_content(const hs_http *http);
bool hs_http_wants_upgrade(const hs_http *http);

/* A field's value, and whether it was there. */
bool hs_http_field_value(const hs_http *http, hs_http_field field, hs_str *value);
