/* Where the daemon listens by default, for both ends. */
#pragma once

#include "base/buffer.h"

/* Appends $XDG_RUNTIME_DIR/hearsay, or /tmp/hearsay-UID where that variable is not an absolute
 * path. The directory may not exist yet. */
void hs_address_directory(hs_buffer *out);

/* Appends the path of the default socket: hearsay.sock in that directory. */
void hs_address_socket(hs_buffer *out);
