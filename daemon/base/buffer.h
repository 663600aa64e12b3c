/* A growing byte string: what is written, in order, and always a NUL behind it.
 *
 *     hs_buffer out = {0};
 *     hs_buffer_printf(&out, "%zu quotes", count);
 *     hs_buffer_finish(&out);
 *
 * `bytes` may be NULL while the length is 0. Not thread safe.
 */
#pragma once

#include <stddef.h>

#include "base/memory.h"
#include "base/str.h"

typedef struct hs_buffer {
    char *bytes;
    size_t length;
    size_t capacity;
} hs_buffer;

void hs_buffer_finish(hs_buffer *buffer);
void hs_buffer_clear(hs_buffer *buffer);
void hs_buffer_reserve(hs_buffer *buffer, size_t more); /* room for `more` further bytes */
void hs_buffer_append(hs_buffer *buffer, const void *bytes, size_t length);
void hs_buffer_append_str(hs_buffer *buffer, hs_str str);
void hs_buffer_append_text(hs_buffer *buffer, const char *terminated);
void hs_buffer_append_byte(hs_buffer *buffer, char byte);
void hs_buffer_printf(hs_buffer *buffer, const char *format, ...) HS_PRINTF(2, 3);

/* Drops the first `count` bytes (count <= length). */
void hs_buffer_consume(hs_buffer *buffer, size_t count);

/* The bytes, NUL-terminated and now the caller's (free()); the buffer is empty again. */
char *hs_buffer_take(hs_buffer *buffer);

static inline hs_str hs_buffer_str(const hs_buffer *buffer)
{
    return hs_str_make(buffer->bytes, buffer->length);
}
