/* Formats texts that may name paths and addresses of any length: what stands behind these, the
 * reason and the way out, matters more than each of their folders.
 */
#pragma once

#include <stdarg.h>
#include <stddef.h>

#include "base/memory.h"

/* As vsnprintf; but a text that is longer than `size` - 1 bytes has "..." in the middle of its
 * longest words, which are paths, and where no word is long, in the middle of the whole; of a text
 * that is far longer, only the ends are looked at. Characters of valid UTF-8 stay whole. `size` is
 * 8 at least. */
void hs_shorten_format(char *out, size_t size, const char *format, va_list arguments)
    HS_PRINTF(3, 0);
