/* Which of many spans lie near one: for findings that are compared with findings, of which a
 * paragraph of a megabyte holds thousands.
 *
 * The spans are sorted once. A look is a search, and then takes as long as what it finds, unless
 * spans reach over many others, which those of a sentence do not.
 */
#pragma once

#include <stddef.h>

#include "base/arena.h"
#include "text/span.h"

typedef struct hs_near_span {
    uint32_t start;
    uint32_t index;
    uint32_t reach; /* the last end of this and all spans before it */
} hs_near_span;

typedef struct hs_near {
    hs_near_span *spans; /* by start */
    size_t count;
    uint32_t *found; /* room for a look */
} hs_near;

typedef struct hs_nearby {
    const uint32_t *items; /* indices, ascending; valid until the next look */
    size_t count;
} hs_nearby;

/* Empty spans are never found. */
hs_near hs_near_read(const hs_span *spans, size_t count, hs_arena *arena);

/* All that overlap `around`, and maybe some beside it. */
hs_nearby hs_near_look(const hs_near *near, hs_span around);
