/* Decoding and classing of characters: a table for ASCII, utf8proc for the rest. Where words
 * begin and end is decided in token.c. */
#include "text/character.h"

#include <utf8proc.h>

enum {
    SP = HS_CHARACTER_SPACE,
    LE = HS_CHARACTER_LETTER,
    DI = HS_CHARACTER_DIGIT,
    AP = HS_CHARACTER_APOSTROPHE,
    MA = HS_CHARACTER_MARK
};

static const uint8_t ascii_classes[128] = {
    MA, MA, MA, MA, MA, MA, MA, MA, MA, SP, SP, SP, SP, SP, MA, MA, /* controls */
    MA, MA, MA, MA, MA, MA, MA, MA, MA, MA, MA, MA, MA, MA, MA, MA, /* controls */
    SP, MA, MA, MA, MA, MA, MA, AP, MA, MA, MA, MA, MA, MA, MA, MA, /* space to / */
    DI, DI, DI, DI, DI, DI, DI, DI, DI, DI, MA, MA, MA, MA, MA, MA, /* 0 to ? */
    MA, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, /* @ to O */
    LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, MA, MA, MA, MA, LE, /* P to _ */
    MA, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, /* ` to o */
    LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, LE, MA, MA, MA, MA, MA, /* p to DEL */
};

static uint8_t class_of(uint32_t codepoint)
{
    if (codepoint == 0x2019)
        return HS_CHARACTER_APOSTROPHE;
    if (codepoint == 0x200b || codepoint == 0xfeff || codepoint == 0x85)
        return HS_CHARACTER_SPACE;
    switch (utf8proc_category((utf8proc_int32_t)codepoint)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return HS_CHARACTER_SPACE;
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return HS_CHARACTER_LETTER;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return HS_CHARACTER_DIGIT;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
        return HS_CHARACTER_EXTENDER;
    default:
        return HS_CHARACTER_MARK;
    }
}

hs_character hs_character_at(hs_str text, size_t offset)
{
    uint8_t first = (uint8_t)text.bytes[offset];
    if (first < 0x80)
        return (hs_character){first, 1, ascii_classes[first]};
    utf8proc_int32_t codepoint;
    utf8proc_ssize_t length =
        utf8proc_iterate((const utf8proc_uint8_t *)text.bytes + offset,
                         (utf8proc_ssize_t)(text.length - offset), &codepoint);
    if (length <= 0)
        return (hs_character){0xfffd, 1, HS_CHARACTER_MARK};
    return (hs_character){(uint32_t)codepoint, (uint8_t)length, class_of((uint32_t)codepoint)};
}

bool hs_character_is_upper(uint32_t codepoint)
{
    if (codepoint < 0x80)
        return codepoint >= 'A' && codepoint <= 'Z';
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)codepoint);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool hs_character_is_lower(uint32_t codepoint)
{
    if (codepoint < 0x80)
        return codepoint >= 'a' && codepoint <= 'z';
    return utf8proc_category((utf8proc_int32_t)codepoint) == UTF8PROC_CATEGORY_LL;
}

size_t hs_character_lower(hs_str text, char *out)
{
    size_t length = 0;
    for (size_t at = 0; at < text.length;) {
        uint8_t byte = (uint8_t)text.bytes[at];
        if (byte < 0x80) {
            out[length++] = (char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
            at++;
            continue;
        }
        hs_character c = hs_character_at(text, at);
        utf8proc_uint8_t encoded[4];
        utf8proc_ssize_t written =
            c.codepoint == 0xfffd
                ? 0
                : utf8proc_encode_char(utf8proc_tolower((utf8proc_int32_t)c.codepoint), encoded);
        if (written > 0)
            memcpy(out + length, encoded, (size_t)written);
        else
            memcpy(out + length, text.bytes + at, c.length);
        length += written > 0 ? (size_t)written : c.length;
        at += c.length;
    }
    return length;
}
