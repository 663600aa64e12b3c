/* Reads what systemd passes and tells it how we are. */
#include "server/activation.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define LOG_MODULE "server"
#include "base/log.h"

#define FIRST_PASSED 3 /* SD_LISTEN_FDS_START */
#define PASSED_MOST 16

static bool has_option(int descriptor, int option, int wanted)
{
    int value;
    socklen_t length = sizeof value;

    return getsockopt(descriptor, SOL_SOCKET, option, &value, &length) == 0 && value == wanted;
}

static bool check_socket(int descriptor, hs_error *error)
{
    if (!has_option(descriptor, SO_DOMAIN, AF_UNIX) ||
        !has_option(descriptor, SO_TYPE, SOCK_STREAM) || !has_option(descriptor, SO_ACCEPTCONN, 1))
        return hs_error_set(error,
                            "descriptor %d from LISTEN_FDS is no listening Unix stream socket; "
                            "the unit needs ListenStream= with a path",
                            descriptor);
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    return true;
}

/* A variable as a number; -1 when it is not one. */
static long read_number(const char *name)
{
    const char *text = getenv(name);
    char *end;

    if (!text || text[0] < '0' || text[0] > '9')
        return -1;
    long value = strtol(text, &end, 10);
    return *end ? -1 : value;
}

bool hs_activation_sockets(int *first, int *count, hs_error *error)
{
    bool ours = read_number("LISTEN_PID") == (long)getpid();
    long passed = read_number("LISTEN_FDS");

    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    *first = FIRST_PASSED;
    *count = 0;
    if (!ours)
        return true;
    if (passed < 1 || passed > PASSED_MOST)
        return hs_error_set(error, "LISTEN_FDS is not a number from 1 to %d", PASSED_MOST);
    for (int i = 0; i < passed; i++)
        if (!check_socket(FIRST_PASSED + i, error))
            return false;
    *count = (int)passed;
    return true;
}

void hs_activation_notify(const char *state)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = {.sun_family = AF_UNIX};

    if (!path || (path[0] != '/' && path[0] != '@') || strlen(path) >= sizeof address.sun_path)
        return;
    memcpy(address.sun_path, path, strlen(path));
    if (path[0] == '@')
        address.sun_path[0] = '\0'; /* Linux' abstract names */
    socklen_t length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path));
    int sender = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (sender < 0)
        return;
    if (sendto(sender, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&address, length) < 0)
        HS_LOG_WARN("$NOTIFY_SOCKET: %s", strerror(errno));
    close(sender);
}
