/* Opens the desk page's door. What goes through it is web.c's. */
#include "server/desk.h"

#include <string.h>
#include <sys/random.h>

/* The port that a desk takes where nobody else has it. */
#define USUAL_ADDRESS "127.0.0.1:7411"
#define ANY_ADDRESS "127.0.0.1:0"

#define TOKEN_RANDOM_BYTES 32

static bool make_token(hs_buffer *token, hs_error *error)
{
    unsigned char random[TOKEN_RANDOM_BYTES];

    if (getrandom(random, sizeof random, 0) != sizeof random)
        return hs_error_set(error, "the system gives no random bytes for a token: %s",
                            strerror(errno));
    for (size_t i = 0; i < sizeof random; i++)
        hs_buffer_printf(token, "%02x", random[i]);
    return true;
}

static hs_listener *find_listener(const hs_server *server)
{
    for (size_t i = 0; i < server->listeners.count; i++)
        if (server->listeners.items[i]->transport == HS_TRANSPORT_TCP &&
            !uv_is_closing(&server->listeners.items[i]->stream.handle))
            return server->listeners.items[i];
    return NULL;
}

static bool open_listener(hs_server *server, hs_error *error)
{
    if (server->token.length == 0 && !make_token(&server->token, error))
        return false;
    return hs_listener_open_tcp(server, USUAL_ADDRESS, error) ||
           hs_listener_open_tcp(server, ANY_ADDRESS, error);
}

/* A token from a file may hold any bytes. */
static void append_escaped(hs_buffer *url, hs_str token)
{
    for (size_t i = 0; i < token.length; i++) {
        unsigned char byte = (unsigned char)token.bytes[i];
        bool is_plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                        (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '_';
        hs_buffer_printf(url, is_plain ? "%c" : "%%%02X", byte);
    }
}

bool hs_desk_open(hs_server *server, hs_buffer *url, hs_error *error)
{
    char address[HS_LISTENER_ADDRESS_SIZE];

    if (server->options->stdio)
        return hs_error_set(error, "a server on standard input and output opens no port; start "
                                   "hearsayd without --stdio");
    if (server->draining)
        return hs_error_set(error, "the daemon is ending");
    if (!find_listener(server) && !open_listener(server, error))
        return false;
    hs_listener_address(find_listener(server), address);
    hs_buffer_printf(url, "http://%s/#token=", address);
    append_escaped(url, hs_buffer_str(&server->token));
    return true;
}
