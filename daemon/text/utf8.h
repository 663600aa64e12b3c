/* UTF-8: strict decoding, and what kind of character a code point is.
 *
 * Strict means RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. A byte that
 * starts no well-formed character counts as one invalid byte, and reads as U+FFFD; the next byte
 * is looked at afresh. Long ASCII runs are passed eight bytes at a time. Any thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/str.h"

#define HS_UTF8_REPLACEMENT 0xfffdu
#define HS_UTF8_REPLACEMENT_BYTES "\xef\xbf\xbd"

/* The character at the front of `bytes`: its length in bytes (1 to 4) and code point. Length 0:
 * `length` is 0, or the first byte starts no well-formed character. */
unsigned hs_utf8_decode(const char *bytes, size_t length, uint32_t *code_point);

/* The character at `offset` (< text.length), an invalid byte being U+FFFD; sets `*next` to the
 * offset behind it. */
static inline uint32_t hs_utf8_next(hs_str text, size_t offset, size_t *next)
{
    uint32_t code_point = (unsigned char)text.bytes[offset];
    unsigned size = 1;
    if (code_point >= 0x80)
        size = hs_utf8_decode(text.bytes + offset, text.length - offset, &code_point);
    *next = offset + (size ? size : 1);
    return size ? code_point : HS_UTF8_REPLACEMENT;
}

/* The character that ends at `offset` (> 0), and where it starts. */
uint32_t hs_utf8_previous(hs_str text, size_t offset, size_t *start);

/* The character at `offset` or that ends there; 0 at the text's end or start. */
uint32_t hs_utf8_after(hs_str text, size_t offset);
uint32_t hs_utf8_before(hs_str text, size_t offset);

/* Writes 1 to 4 bytes; a surrogate or a value above U+10FFFF is written as U+FFFD. */
unsigned hs_utf8_encode(uint32_t code_point, char bytes[4]);

/* How many bytes at the front are ASCII, or are well-formed UTF-8. */
size_t hs_utf8_ascii_length(const char *bytes, size_t length);
size_t hs_utf8_valid_length(const char *bytes, size_t length);

static inline bool hs_utf8_is_valid(hs_str text)
{
    return hs_utf8_valid_length(text.bytes, text.length) == text.length;
}

/* Appends `text` with each invalid byte replaced by U+FFFD. */
void hs_utf8_append_valid(hs_buffer *out, hs_str text);

/* Classes of characters; one may have several. */
enum {
    HS_CHAR_SPACE = 1,  /* white space and line ends, no-break spaces too */
    HS_CHAR_LETTER = 2, /* with marks that combine with letters */
    HS_CHAR_UPPER = 4,  /* upper or title case */
    HS_CHAR_LOWER = 8,  /* lower case */
    HS_CHAR_DIGIT = 16, /* decimal digits */
    HS_CHAR_PUNCTUATION = 32,
    HS_CHAR_SYMBOL = 64,   /* currency, mathematics, emoji… */
    HS_CHAR_CONTROL = 128, /* controls and invisible format characters */
};

extern const uint8_t hs_utf8_ascii_classes[128];
unsigned hs_utf8_classes_beyond_ascii(uint32_t code_point);

static inline unsigned hs_utf8_classes(uint32_t code_point)
{
    return code_point < 128 ? hs_utf8_ascii_classes[code_point]
                            : hs_utf8_classes_beyond_ascii(code_point);
}

static inline bool hs_utf8_is(uint32_t code_point, unsigned classes)
{
    return (hs_utf8_classes(code_point) & classes) != 0;
}
