/* Files of the source tree that a test reads, which HEARSAY_TREE names. */
#pragma once

#include "test.h"

#include "base/buffer.h"

/* Appends the path of a file there. Fails the test where the variable is not set. */
static inline void source_tree_append(hs_buffer *out, const char *file)
{
    const char *tree = getenv("HEARSAY_TREE");
    if (!tree)
        fail_msg("HEARSAY_TREE is not set: it must name the source tree, for its %s", file);
    hs_buffer_printf(out, "%s/%s", tree ? tree : "", file);
}
