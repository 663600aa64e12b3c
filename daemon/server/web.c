/* Checks a request and writes the answer's head. The files are page.c's, frames are websocket.c's.
 */
#include "server/web.h"

#include <nettle/base64.h>
#include <nettle/sha1.h>
#include <stdio.h>

#include "server/page.h"
#include "server/server_private.h"

#define LOG_MODULE "server"
#include "base/log.h"

/* Appended to a key before it is hashed (RFC 6455, section 1.3). */
#define KEY_SUFFIX "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
#define KEY_LENGTH 24 /* base64 of 16 bytes */

/* Nothing from elsewhere, no script or style in the markup, no frame around the page. */
#define SECURITY_HEADERS                                                                           \
    "X-Content-Type-Options: nosniff\r\n"                                                          \
    "X-Frame-Options: DENY\r\n"                                                                    \
    "Referrer-Policy: no-referrer\r\n"                                                             \
    "Cross-Origin-Opener-Policy: same-origin\r\n"                                                  \
    "Cross-Origin-Resource-Policy: same-origin\r\n"                                                \
    "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n"                             \
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "           \
    "font-src 'self'; img-src 'self' data:; connect-src 'self' ws://%.*s; base-uri 'none'; "       \
    "form-action 'none'; "                                                                         \
    "frame-ancestors 'none'\r\n"

static void send_whole_take(hs_session *session, hs_buffer *text)
{
    hs_session_send_payload_take(session, hs_payload_create_whole(hs_buffer_str(text)), NULL);
    hs_buffer_finish(text);
}

static hs_str host_of(const hs_session *session)
{
    hs_str host;

    hs_http_field_value(session->http, HS_HTTP_HOST, &host);
    return host;
}

/* The answer's head; `host` is empty where it is not known to be ours. */
static void write_head(hs_buffer *out, const char *status, const char *type, size_t length,
                       hs_str host)
{
    hs_buffer_printf(out,
                     "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n"
                     "Connection: close\r\nCache-Control: no-store\r\n",
                     status, type, length);
    hs_buffer_printf(out, SECURITY_HEADERS, HS_STR_ARGS(host));
    hs_buffer_append_text(out, "\r\n");
}

static void send_text(hs_session *session, const char *status, const char *type, const char *why)
{
    hs_buffer text = {0};

    write_head(&text, status, type, strlen(why), HS_STR(""));
    if (strcmp(hs_http_method(session->http), "HEAD") != 0)
        hs_buffer_append_text(&text, why);
    send_whole_take(session, &text);
    hs_session_end(session);
}

static void refuse(hs_session *session, const char *status, const char *why)
{
    send_text(session, status, "text/plain; charset=utf-8", why);
}

static void refuse_stranger(hs_session *session, const char *why)
{
    session->server->counters.values[HS_COUNTER_refusedOrigin]++;
    HS_LOG_WARN("client %llu is refused: %s", (unsigned long long)session->number,
                hs_counter_text(HS_COUNTER_refusedOrigin));
    refuse(session, "403 Forbidden", why);
}

/* Whether Host names this machine and the port that the client came to. */
static bool names_this_daemon(const hs_session *session, hs_str host)
{
    static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};
    struct sockaddr_storage bound;
    int length = sizeof bound;
    char wanted[32];

    if (uv_tcp_getsockname(&session->input.tcp, (struct sockaddr *)&bound, &length) != 0)
        return false;
    for (size_t i = 0; i < HS_COUNT(names); i++) {
        snprintf(wanted, sizeof wanted, "%s:%d", names[i],
                 ntohs(((struct sockaddr_in *)&bound)->sin_port));
        if (hs_str_is_ignoring_case(host, wanted))
            return true;
    }
    return false;
}

/* A browser always says where the page came from that opens a WebSocket; a program need not. */
static bool is_own_origin(const hs_http *http, hs_str host)
{
    hs_str origin, scheme = HS_STR("http://");

    if (!hs_http_field_value(http, HS_HTTP_ORIGIN, &origin))
        return true;
    return hs_str_starts_with(origin, scheme) &&
           hs_str_equal_ignoring_case(hs_str_slice(origin, scheme.length, origin.length), host);
}

static void write_accepted_key(hs_buffer *out, hs_str key)
{
    struct sha1_ctx sha1;
    uint8_t digest[SHA1_DIGEST_SIZE];
    char text[BASE64_ENCODE_RAW_LENGTH(SHA1_DIGEST_SIZE)];

    sha1_init(&sha1);
    sha1_update(&sha1, key.length, (const uint8_t *)key.bytes);
    sha1_update(&sha1, sizeof KEY_SUFFIX - 1, (const uint8_t *)KEY_SUFFIX);
    sha1_digest(&sha1, sizeof digest, digest);
    base64_encode_raw(text, sizeof digest, digest);
    hs_buffer_append(out, text, sizeof text);
}

static void upgrade(hs_session *session)
{
    const hs_http *http = session->http;
    hs_str protocol, version, key;

    hs_http_field_value(http, HS_HTTP_UPGRADE, &protocol);
    hs_http_field_value(http, HS_HTTP_WEBSOCKET_VERSION, &version);
    hs_http_field_value(http, HS_HTTP_WEBSOCKET_KEY, &key);
    if (!is_own_origin(http, host_of(session))) {
        refuse_stranger(session, "Only the page that this daemon serves may connect.\n");
        return;
    }
    if (!hs_str_equal_ignoring_case(protocol, HS_STR("websocket")) ||
        !hs_str_equal(version, HS_STR("13")) || key.length != KEY_LENGTH) {
        refuse(session, "400 Bad Request", "Not a WebSocket handshake of version 13.\n");
        return;
    }
    hs_buffer text = {0};
    hs_buffer_append_text(&text, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                 "Connection: Upgrade\r\nSec-WebSocket-Accept: ");
    write_accepted_key(&text, key);
    hs_buffer_append_text(&text, "\r\n\r\n");
    send_whole_take(session, &text);
    session->websocket = hs_websocket_create();
    session->carrier = HS_CARRIER_WEBSOCKET;
    session->framing.style = HS_FRAMING_WEBSOCKET;
}

/* Who comes for the page where there is none is told how to get it, in plain HTML. */
static void tell_missing(hs_session *session)
{
    if (hs_str_is(hs_http_path(session->http), "/"))
        send_text(session, "404 Not Found", "text/html; charset=utf-8", hs_page_missing());
    else
        refuse(session, "404 Not Found", "There is no such file.\n");
}

static void serve_file(hs_session *session, bool with_content)
{
    hs_server *server = session->server;
    hs_payload *bytes;
    hs_buffer head = {0};

    if (!server->page)
        server->page = hs_page_load();
    const hs_page_file *file = hs_page_find(server->page, hs_http_path(session->http), &bytes);
    if (!file) {
        tell_missing(session);
        return;
    }
    write_head(&head, "200 OK", file->type, bytes->length, host_of(session));
    send_whole_take(session, &head);
    if (with_content)
        hs_session_send_payload_take(session, hs_payload_ref(bytes), NULL);
    hs_session_end(session);
}

static void answer_request(hs_session *session)
{
    const hs_http *http = session->http;
    const char *method = hs_http_method(http);
    bool is_head = strcmp(method, "HEAD") == 0;

    session->server->counters.values[HS_COUNTER_httpRequests]++;
    if (!names_this_daemon(session, host_of(session)))
        refuse_stranger(session, "Ask for 127.0.0.1 or localhost, with the port.\n");
    else if (strcmp(method, "GET") != 0 && !is_head)
        refuse(session, "405 Method Not Allowed", "Only GET and HEAD are served.\n");
    else if (hs_http_has_content(http))
        refuse(session, "413 Content Too Large", "A request may have no content.\n");
    else if (hs_http_wants_upgrade(http) && !is_head)
        upgrade(session);
    else
        serve_file(session, !is_head);
}

void hs_web_answer(hs_session *session)
{
    hs_counter fault = HS_COUNTER_droppedBadFraming;

    switch (hs_http_state_of(session->http)) {
    case HS_HTTP_REQUEST:
        answer_request(session);
        return;
    case HS_HTTP_TOO_LONG:
        fault = HS_COUNTER_droppedHeaderTooLong;
        refuse(session, "431 Request Header Fields Too Large", "The request is too long.\n");
        break;
    default:
        refuse(session, "400 Bad Request", "This is not HTTP.\n");
        break;
    }
    session->server->counters.values[fault]++;
    HS_LOG_WARN("client %llu is dropped: %s", (unsigned long long)session->number,
                hs_counter_text(fault));
}
