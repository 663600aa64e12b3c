/* Who is at the other end of a Unix socket. */
#pragma once

#include <stdbool.h>
#include <uv.h>

/* True when the kernel says that the peer's process runs as our user. */
bool hs_peer_is_same_user(const uv_handle_t *handle);
