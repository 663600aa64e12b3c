/* The growing byte string. Capacity at least doubles, so appending stays linear overall. */
#include "base/buffer.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void hs_buffer_finish(hs_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (hs_buffer){0};
}

void hs_buffer_clear(hs_buffer *buffer)
{
    buffer->length = 0;
    if (buffer->bytes)
        buffer->bytes[0] = '\0';
}

void hs_buffer_reserve(hs_buffer *buffer, size_t more)
{
    size_t wanted = buffer->length + more + 1;
    assert(wanted > more);
    if (wanted <= buffer->capacity)
        return;
    size_t capacity = buffer->capacity * 2 < 64 ? 64 : buffer->capacity * 2;
    if (capacity < wanted)
        capacity = wanted;
    buffer->bytes = hs_realloc(buffer->bytes, capacity, 1);
    buffer->capacity = capacity;
}

void hs_buffer_append(hs_buffer *buffer, const void *bytes, size_t length)
{
    hs_buffer_reserve(buffer, length);
    if (length)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void hs_buffer_append_str(hs_buffer *buffer, hs_str str)
{
    hs_buffer_append(buffer, str.bytes, str.length);
}

void hs_buffer_append_text(hs_buffer *buffer, const char *terminated)
{
    hs_buffer_append(buffer, terminated, strlen(terminated));
}

void hs_buffer_append_byte(hs_buffer *buffer, char byte)
{
    hs_buffer_reserve(buffer, 1);
    buffer->bytes[buffer->length++] = byte;
    buffer->bytes[buffer->length] = '\0';
}

void hs_buffer_printf(hs_buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    assert(length >= 0);
    hs_buffer_reserve(buffer, (size_t)length);
    va_start(arguments, format);
    vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

void hs_buffer_consume(hs_buffer *buffer, size_t count)
{
    assert(count <= buffer->length);
    if (count == 0)
        return;
    memmove(buffer->bytes, buffer->bytes + count, buffer->length - count);
    buffer->length -= count;
    buffer->bytes[buffer->length] = '\0';
}

char *hs_buffer_take(hs_buffer *buffer)
{
    hs_buffer_reserve(buffer, 0);
    buffer->bytes[buffer->length] = '\0';
    char *bytes = buffer->bytes;
    *buffer = (hs_buffer){0};
    return bytes;
}
