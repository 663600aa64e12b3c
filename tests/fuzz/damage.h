/* Damage to a section of a model: the input is pairs of a place (three bytes) and a value, laid
 * over the section; a last byte cuts it.
 */
#pragma once

#include <string.h>

#include "base/buffer.h"
#include "fuzz.h"

/* The damaged copy (free()), aligned as a mapped section is, and its length; NULL without memory.
 */
static inline char *fuzz_damage(const hs_buffer *section, const uint8_t *bytes, size_t size,
                                size_t *length)
{
    char *damaged = aligned_alloc(64, (section->length + 63) / 64 * 64);
    if (!damaged)
        return NULL;
    *length = section->length;
    memcpy(damaged, section->bytes, section->length);
    size_t at = 0;
    for (; at + 4 <= size; at += 4) {
        size_t place = bytes[at] | (size_t)bytes[at + 1] << 8 | (size_t)bytes[at + 2] << 16;
        damaged[place % section->length] = (char)bytes[at + 3];
    }
    if (at < size)
        *length -= bytes[at];
    return damaged;
}
