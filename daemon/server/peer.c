/* Asks the kernel for the peer's user: SO_PEERCRED where there is such a thing, else the BSDs'
 * getpeereid.
 */
#include "server/peer.h"

#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

static bool read_user(int descriptor, uid_t *user)
{
#ifdef SO_PEERCRED
    struct ucred peer;
    socklen_t length = sizeof peer;

    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0)
        return false;
    *user = peer.uid;
    return true;
#else
    gid_t group;

    return getpeereid(descriptor, user, &group) == 0;
#endif
}

bool hs_peer_is_same_user(const uv_handle_t *handle)
{
    uv_os_fd_t descriptor;
    uid_t user;

    return uv_fileno(handle, &descriptor) == 0 && read_user(descriptor, &user) && user == geteuid();
}
