/* Classes of Unicode characters, as the cutting of tokens needs them.
 *
 * Categories come from utf8proc (Unicode Character Database, general categories). Bytes that are
 * not UTF-8 read as U+FFFD, one byte each.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

typedef enum hs_character_class {
    HS_CHARACTER_SPACE,  /* separators, and the zero-width space and byte order mark */
    HS_CHARACTER_LETTER, /* letters and the marks that combine with them */
    HS_CHARACTER_DIGIT,
    HS_CHARACTER_APOSTROPHE, /* ' and U+2019 */
    HS_CHARACTER_MARK,       /* punctuation, symbols, controls */
    HS_CHARACTER_EXTENDER,   /* joins the character before it: variation selectors, joiners */
} hs_character_class;

typedef struct hs_character {
    uint32_t codepoint;
    uint8_t length; /* bytes, 1 to 4 */
    uint8_t class;  /* hs_character_class */
} hs_character;

/* The character at byte `offset` (< text.length). */
hs_character hs_character_at(hs_str text, size_t offset);

/* True for upper-case and title-case letters. */
bool hs_character_is_upper(uint32_t codepoint);
bool hs_character_is_lower(uint32_t codepoint);

/* Appends `text` in lower case (Unicode's simple mapping) to `out`, which has room for
 * HS_LOWER_ROOM(text.length) bytes; returns the length. */
size_t hs_character_lower(hs_str text, char *out);

/* A simple mapping may take one byte more than its letter (U+023A is two bytes, its small letter
 * three). */
#define HS_LOWER_ROOM(length) ((length) + (length) / 2 + 1)
