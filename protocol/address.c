/* The default address. Making the directory and checking who owns it is the server's part. */
#include "protocol/address.h"

#include <stdlib.h>
#include <unistd.h>

void hs_address_directory(hs_buffer *out)
{
    const char *runtime = getenv("XDG_RUNTIME_DIR");

    if (runtime && runtime[0] == '/')
        hs_buffer_printf(out, "%s/hearsay", runtime);
    else
        hs_buffer_printf(out, "/tmp/hearsay-%lu", (unsigned long)getuid());
}

void hs_address_socket(hs_buffer *out)
{
    hs_address_directory(out);
    hs_buffer_append_text(out, "/hearsay.sock");
}
