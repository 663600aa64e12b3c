/* http_parser's callbacks, and what they keep. The parser is paused at the request's end, so that a
 * second request on the connection is never looked at.
 */
#include "server/http.h"

#include <http_parser.h>
#include <limits.h>
#include <stdlib.h>

#include "base/limits.h"

static const char *const field_names[HS_HTTP_FIELD_COUNT] = {
    [HS_HTTP_HOST] = "host",
    [HS_HTTP_ORIGIN] = "origin",
    [HS_HTTP_UPGRADE] = "upgrade",
    [HS_HTTP_WEBSOCKET_KEY] = "sec-websocket-key",
    [HS_HTTP_WEBSOCKET_VERSION] = "sec-websocket-version",
};

struct hs_http {
    http_parser parser;
    hs_http_state state;
    size_t bytes; /* fed so far */
    bool has_content;
    bool in_value; /* the last piece was of a value */
    int field;     /* whose value comes, or -1 for one that is not kept */
    hs_buffer name;
    hs_buffer target;
    hs_buffer values[HS_HTTP_FIELD_COUNT];
    bool seen[HS_HTTP_FIELD_COUNT];
};

bool hs_http_begins(hs_str bytes, bool *undecided)
{
    static const char *const methods[] = {"GET ",    "HEAD ",  "POST ",    "PUT ",
                                          "DELETE ", "PATCH ", "OPTIONS ", "TRACE "};

    *undecided = false;
    for (size_t i = 0; i < HS_COUNT(methods); i++) {
        hs_str method = hs_str_from(methods[i]);
        if (hs_str_starts_with(bytes, method))
            return true;
        *undecided = *undecided || hs_str_starts_with(method, bytes);
    }
    return false;
}

static int on_target(http_parser *parser, const char *bytes, size_t length)
{
    hs_buffer_append(&((hs_http *)parser->data)->target, bytes, length);
    return 0;
}

static int on_name(http_parser *parser, const char *bytes, size_t length)
{
    hs_http *http = parser->data;

    if (http->in_value)
        hs_buffer_clear(&http->name);
    http->in_value = false;
    hs_buffer_append(&http->name, bytes, length);
    return 0;
}

static int find_field(hs_str name)
{
    for (int i = 0; i < HS_HTTP_FIELD_COUNT; i++)
        if (hs_str_is_ignoring_case(name, field_names[i]))
            return i;
    return -1;
}

static int on_value(http_parser *parser, const char *bytes, size_t length)
{
    hs_http *http = parser->data;

    if (!http->in_value) {
        http->field = find_field(hs_buffer_str(&http->name));
        if (http->field >= 0 && http->seen[http->field])
            return 1; /* which of the two would count? */
        if (http->field >= 0)
            http->seen[http->field] = true;
    }
    http->in_value = true;
    if (http->field >= 0)
        hs_buffer_append(&http->values[http->field], bytes, length);
    return 0;
}

/* The parser is told that no content follows: the answer closes the connection. */
static int on_head(http_parser *parser)
{
    hs_http *http = parser->data;
    bool has_length = parser->content_length != ULLONG_MAX && parser->content_length > 0;

    http->has_content = has_length || (parser->flags & F_CHUNKED) != 0;
    if (parser->http_major != 1)
        return -1;
    return 1;
}

static int on_end(http_parser *parser)
{
    ((hs_http *)parser->data)->state = HS_HTTP_REQUEST;
    http_parser_pause(parser, 1);
    return 0;
}

hs_http *hs_http_create(void)
{
    hs_http *http = hs_alloc_zeroed(1, sizeof *http);

    http_parser_init(&http->parser, HTTP_REQUEST);
    http->parser.data = http;
    http->field = -1;
    return http;
}

void hs_http_destroy(hs_http *http)
{
    if (!http)
        return;
    hs_buffer_finish(&http->name);
    hs_buffer_finish(&http->target);
    for (int i = 0; i < HS_HTTP_FIELD_COUNT; i++)
        hs_buffer_finish(&http->values[i]);
    free(http);
}

size_t hs_http_feed(hs_http *http, hs_str bytes)
{
    static const http_parser_settings settings = {
        .on_url = on_target,
        .on_header_field = on_name,
        .on_header_value = on_value,
        .on_headers_complete = on_head,
        .on_message_complete = on_end,
    };
    size_t room = hs_limits_get()->http_request_bytes - http->bytes;
    size_t length = bytes.length < room ? bytes.length : room;

    if (http->state != HS_HTTP_MORE)
        return 0;
    if (length == 0) { /* which the parser would take for the stream's end */
        http->state = bytes.length > 0 ? HS_HTTP_TOO_LONG : HS_HTTP_MORE;
        return bytes.length;
    }
    size_t used = http_parser_execute(&http->parser, &settings, bytes.bytes, length);
    http->bytes += used;
    if (http->state == HS_HTTP_REQUEST)
        return used;
    if (HTTP_PARSER_ERRNO(&http->parser) != HPE_OK)
        http->state = HS_HTTP_BAD;
    else if (length < bytes.length)
        http->state = HS_HTTP_TOO_LONG;
    return bytes.length;
}

hs_http_state hs_http_state_of(const hs_http *http)
{
    return http->state;
}

const char *hs_http_method(const hs_http *http)
{
    return http_method_str((enum http_method)http->parser.method);
}

hs_str hs_http_path(const hs_http *http)
{
    hs_str target = hs_buffer_str(&http->target);
    const char *mark = target.length > 0 ? memchr(target.bytes, '?', target.length) : NULL;

    return mark ? hs_str_make(target.bytes, (size_t)(mark - target.bytes)) : target;
}

bool hs_http_has_content(const hs_http *http)
{
    return http->has_content;
}

bool hs_http_wants_upgrade(const hs_http *http)
{
    return http->parser.upgrade;
}

bool hs_http_field_value(const hs_http *http, hs_http_field field, hs_str *value)
{
    *value = hs_buffer_str(&http->values[field]);
    return http->seen[field];
}
