/* A text after an edit, made in the plainest way: what edited indexes and blocks are checked by. */
#pragma once

#include "base/memory.h"
#include "base/str.h"
#include "text/position.h"

/* With a NUL behind it (not counted); the caller frees `.bytes`. */
static inline hs_str edited_text(hs_str text, hs_span replaced, hs_str inserted)
{
    size_t tail = text.length - replaced.end;
    size_t length = replaced.start + inserted.length + tail;
    char *bytes = hs_alloc(length + 1);
    if (replaced.start)
        memcpy(bytes, text.bytes, replaced.start);
    if (inserted.length)
        memcpy(bytes + replaced.start, inserted.bytes, inserted.length);
    if (tail)
        memcpy(bytes + replaced.start + inserted.length, text.bytes + replaced.end, tail);
    bytes[length] = '\0';
    return hs_str_make(bytes, length);
}
