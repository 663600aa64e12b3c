/* Opens listeners and accepts clients. The path and its lock are socket_path.c's, what systemd
 * passes is activation.c's, who may come in is peer.c's.
 */
#include "server/listener.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "protocol/address.h"
#include "server/activation.h"
#include "server/peer.h"
#include "server/server_private.h"
#include "server/socket_path.h"

#define LOG_MODULE "server"
#include "base/log.h"

/* Clients that may wait to be accepted. */
#define LISTEN_QUEUE 1024

static void forget(hs_listener *listener)
{
    hs_server *server = listener->server;

    for (size_t i = 0; i < server->listeners.count; i++)
        if (server->listeners.items[i] == listener)
            server->listeners.items[i] = server->listeners.items[--server->listeners.count];
    if (listener->lock >= 0)
        hs_socket_path_release(listener->path, listener->lock);
    free(listener->path);
    free(listener);
}

static void on_listener_closed(uv_handle_t *handle)
{
    forget(handle->data);
}

void hs_listener_close(hs_listener *listener)
{
    if (!uv_is_closing(&listener->stream.handle))
        uv_close(&listener->stream.handle, on_listener_closed);
}

static hs_listener *create(hs_server *server, hs_transport transport)
{
    hs_listener *listener = hs_alloc_zeroed(1, sizeof *listener);

    listener->server = server;
    listener->transport = transport;
    listener->lock = -1;
    if (transport == HS_TRANSPORT_TCP)
        uv_tcp_init(&server->loop, &listener->stream.tcp);
    else
        uv_pipe_init(&server->loop, &listener->stream.pipe, 0);
    listener->stream.handle.data = listener;
    *hs_array_push(&server->listeners) = listener;
    return listener;
}

/* Whether the accepted client may stay; *cause says why not. */
static bool is_welcome(const hs_session *session, hs_counter *cause)
{
    const hs_server *server = session->server;

    *cause = HS_COUNTER_refusedTooMany;
    if (server->session_count > hs_limits_get()->clients)
        return false;
    if (session->transport == HS_TRANSPORT_TCP)
        return server->untrusted_count < hs_limits_get()->untrusted_clients;
    *cause = HS_COUNTER_refusedOtherUser;
    return hs_peer_is_same_user(&session->input.handle);
}

static void on_connection(uv_stream_t *stream, int status)
{
    hs_listener *listener = stream->data;
    hs_counter cause;

    if (status < 0) {
        HS_LOG_WARN("a client could not be accepted: %s", uv_strerror(status));
        return;
    }
    hs_session *session = hs_session_create(listener->server, listener->transport);
    if (listener->transport == HS_TRANSPORT_TCP)
        uv_tcp_init(&listener->server->loop, &session->input.tcp);
    else
        uv_pipe_init(&listener->server->loop, &session->input.pipe, 0);
    session->output_stream = &session->input.stream;
    session->open_handles = 1;
    session->input.handle.data = session;
    if (uv_accept(stream, &session->input.stream) != 0) {
        hs_session_drop(session, HS_COUNTER_droppedConnectionError);
    } else if (!is_welcome(session, &cause)) {
        hs_session_drop(session, cause);
    } else {
        if (listener->transport == HS_TRANSPORT_TCP)
            uv_tcp_nodelay(&session->input.tcp, 1); /* somebody waits for each answer */
        session->server->counters.values[HS_COUNTER_clientsAccepted]++;
        hs_session_start(session);
    }
}

static bool listen_on(hs_listener *listener, const char *name, hs_error *error)
{
    int status = uv_listen(&listener->stream.stream, LISTEN_QUEUE, on_connection);

    if (status != 0)
        return hs_error_set(error, "%s: cannot listen: %s", name, uv_strerror(status));
    HS_LOG_NOTE("listening on %s", name);
    return true;
}

static bool bind_socket(hs_listener *listener, const char *path, hs_error *error)
{
    mode_t before = umask(0177);
    int status = uv_pipe_bind(&listener->stream.pipe, path);

    umask(before);
    if (status != 0)
        return hs_error_set(error, "%s: %s", path, uv_strerror(status));
    return listen_on(listener, path, error);
}

bool hs_listener_open_socket(hs_server *server, const char *path, hs_error *error)
{
    hs_buffer default_path = {0};
    hs_listener *listener = create(server, HS_TRANSPORT_UNIX);
    bool fine = true;

    if (!path) {
        hs_buffer_reserve(&default_path, 0);
        hs_address_directory(&default_path);
        fine = hs_socket_path_make_directory(default_path.bytes, error);
        hs_buffer_clear(&default_path);
        hs_address_socket(&default_path);
        path = default_path.bytes;
    }
    listener->path = hs_string_copy(path);
    fine = fine && hs_socket_path_claim(path, &listener->lock, error) &&
           bind_socket(listener, path, error);
    hs_buffer_finish(&default_path);
    return fine;
}

bool hs_listener_open_passed(hs_server *server, int *count, hs_error *error)
{
    int first;

    if (!hs_activation_sockets(&first, count, error))
        return false;
    for (int i = 0; i < *count; i++) {
        hs_listener *listener = create(server, HS_TRANSPORT_UNIX);
        int status = uv_pipe_open(&listener->stream.pipe, first + i);
        if (status != 0)
            return hs_error_set(error, "the socket that systemd passed: %s", uv_strerror(status));
        if (!listen_on(listener, "the socket that systemd passed", error))
            return false;
    }
    return true;
}

static bool is_loopback(const struct sockaddr_storage *address)
{
    const struct sockaddr_in *four = (const struct sockaddr_in *)address;
    const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)address;

    if (address->ss_family == AF_INET)
        return ntohl(four->sin_addr.s_addr) >> 24 == 127;
    return IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
}

/* Reads HOST:PORT, both numeric. */
static bool read_address(const char *text, struct sockaddr_storage *address, hs_error *error)
{
    const char *colon = strrchr(text, ':');
    char host[64], *end = NULL;
    size_t length = colon ? (size_t)(colon - text) : 0;
    unsigned long port = colon ? strtoul(colon + 1, &end, 10) : 0;

    if (!colon || colon[1] < '0' || colon[1] > '9' || *end || port > 65535 || length >= sizeof host)
        return hs_error_set(error, "--listen=%s: expected ADDRESS:PORT, as in 127.0.0.1:7411",
                            text);
    bool bracketed = length >= 2 && text[0] == '[' && text[length - 1] == ']';
    snprintf(host, sizeof host, "%.*s", (int)(bracketed ? length - 2 : length),
             bracketed ? text + 1 : text);
    memset(address, 0, sizeof *address);
    if (uv_ip4_addr(host, (int)port, (struct sockaddr_in *)address) != 0 &&
        uv_ip6_addr(host, (int)port, (struct sockaddr_in6 *)address) != 0)
        return hs_error_set(error, "--listen=%s: '%s' is not a numeric address", text, host);
    return is_loopback(address) ||
           hs_error_set(error,
                        "--listen=%s: only loopback addresses are served; use 127.0.0.1 or [::1]",
                        text);
}

void hs_listener_address(const hs_listener *listener, char name[HS_LISTENER_ADDRESS_SIZE])
{
    struct sockaddr_storage bound;
    int length = sizeof bound;
    char host[64] = "?";
    bool known = uv_tcp_getsockname(&listener->stream.tcp, (struct sockaddr *)&bound, &length) == 0;
    bool six = known && bound.ss_family == AF_INET6;

    if (known && six)
        uv_ip6_name((struct sockaddr_in6 *)&bound, host, sizeof host);
    else if (known)
        uv_ip4_name((struct sockaddr_in *)&bound, host, sizeof host);
    int port = known ? ntohs(((struct sockaddr_in *)&bound)->sin_port) : 0;
    snprintf(name, HS_LISTENER_ADDRESS_SIZE, six ? "[%s]:%d" : "%s:%d", host, port);
}

bool hs_listener_open_tcp(hs_server *server, const char *text, hs_error *error)
{
    struct sockaddr_storage address;
    char name[HS_LISTENER_ADDRESS_SIZE];

    if (!read_address(text, &address, error))
        return false;
    hs_listener *listener = create(server, HS_TRANSPORT_TCP);
    /* That a port is taken shows as late as with the listening. */
    int status = uv_tcp_bind(&listener->stream.tcp, (struct sockaddr *)&address, 0);
    if (status == 0)
        status = uv_listen(&listener->stream.stream, LISTEN_QUEUE, on_connection);
    if (status != 0) {
        hs_listener_close(listener);
        return hs_error_set(error, "--listen=%s: %s; choose another port", text,
                            uv_strerror(status));
    }
    hs_listener_address(listener, name);
    HS_LOG_NOTE("listening on %s", name);
    return true;
}
