/* Strict UTF-8 after RFC 3629, section 4 (the table of well-formed byte sequences), and character
 * classes: a table for ASCII, Unicode's general categories from utf8proc for the rest.
 */
#include "text/utf8.h"

#include <assert.h>
#include <utf8proc.h>

unsigned hs_utf8_decode(const char *bytes, size_t length, uint32_t *code_point)
{
    if (length == 0)
        return 0;
    const unsigned char *b = (const unsigned char *)bytes;
    if (b[0] < 0x80) {
        *code_point = b[0];
        return 1;
    }
    unsigned size = b[0] >= 0xf0 ? 4 : b[0] >= 0xe0 ? 3 : 2;
    if (b[0] < 0xc2 || b[0] > 0xf4 || length < size)
        return 0;
    uint32_t value = b[0] & (0x7fu >> size);
    for (unsigned i = 1; i < size; i++) {
        if ((b[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (b[i] & 0x3fu);
    }
    static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < smallest[size] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return 0;
    *code_point = value;
    return size;
}

uint32_t hs_utf8_previous(hs_str text, size_t offset, size_t *start)
{
    assert(offset > 0 && offset <= text.length);
    uint32_t code_point = (unsigned char)text.bytes[offset - 1];
    if (code_point < 0x80) {
        *start = offset - 1;
        return code_point;
    }
    for (size_t size = 2; size <= 4 && size <= offset; size++)
        if (hs_utf8_decode(text.bytes + offset - size, size, &code_point) == size) {
            *start = offset - size;
            return code_point;
        }
    *start = offset - 1;
    return HS_UTF8_REPLACEMENT;
}

uint32_t hs_utf8_after(hs_str text, size_t offset)
{
    size_t next;
    return offset < text.length ? hs_utf8_next(text, offset, &next) : 0;
}

uint32_t hs_utf8_before(hs_str text, size_t offset)
{
    size_t start;
    return offset > 0 ? hs_utf8_previous(text, offset, &start) : 0;
}

unsigned hs_utf8_encode(uint32_t code_point, char bytes[4])
{
    if (code_point > 0x10ffff || (code_point >= 0xd800 && code_point <= 0xdfff))
        code_point = HS_UTF8_REPLACEMENT;
    if (code_point < 0x80) {
        bytes[0] = (char)code_point;
        return 1;
    }
    unsigned size = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (unsigned i = size - 1; i > 0; i--, code_point >>= 6)
        bytes[i] = (char)(0x80 | (code_point & 0x3f));
    bytes[0] = (char)((0xf00u >> size & 0xf0u) | code_point);
    return size;
}

size_t hs_utf8_ascii_length(const char *bytes, size_t length)
{
    size_t at = 0;
    for (uint64_t word; length - at >= sizeof word; at += sizeof word) {
        memcpy(&word, bytes + at, sizeof word);
        if (word & 0x8080808080808080u)
            break;
    }
    while (at < length && !(bytes[at] & 0x80))
        at++;
    return at;
}

size_t hs_utf8_valid_length(const char *bytes, size_t length)
{
    size_t at = 0;
    while (at < length) {
        at += hs_utf8_ascii_length(bytes + at, length - at);
        uint32_t code_point;
        unsigned size = hs_utf8_decode(bytes + at, length - at, &code_point);
        if (size == 0)
            break;
        at += size;
    }
    return at;
}

void hs_utf8_append_valid(hs_buffer *out, hs_str text)
{
    while (text.length > 0) {
        size_t valid = hs_utf8_valid_length(text.bytes, text.length);
        hs_buffer_append(out, text.bytes, valid);
        if (valid == text.length)
            return;
        hs_buffer_append_text(out, HS_UTF8_REPLACEMENT_BYTES);
        text = hs_str_slice(text, valid + 1, text.length);
    }
}

/* Short names for the table below. */
enum {
    CTL = HS_CHAR_CONTROL,
    SPC = HS_CHAR_SPACE,
    WCT = HS_CHAR_SPACE | HS_CHAR_CONTROL,
    PUN = HS_CHAR_PUNCTUATION,
    SYM = HS_CHAR_SYMBOL,
    DIG = HS_CHAR_DIGIT,
    UPP = HS_CHAR_LETTER | HS_CHAR_UPPER,
    LOW = HS_CHAR_LETTER | HS_CHAR_LOWER,
};

const uint8_t hs_utf8_ascii_classes[128] = {
    CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, WCT, WCT, WCT, WCT, WCT, CTL, CTL, /* 00 */
    CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, /* 10 */
    SPC, PUN, PUN, PUN, SYM, PUN, PUN, PUN, PUN, PUN, PUN, SYM, PUN, PUN, PUN, PUN, /* 20 */
    DIG, DIG, DIG, DIG, DIG, DIG, DIG, DIG, DIG, DIG, PUN, PUN, SYM, SYM, SYM, PUN, /* 30 */
    PUN, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, /* 40 */
    UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, PUN, PUN, PUN, SYM, PUN, /* 50 */
    SYM, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, /* 60 */
    LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, PUN, SYM, PUN, SYM, CTL, /* 70 */
};

unsigned hs_utf8_classes_beyond_ascii(uint32_t code_point)
{
    switch (utf8proc_category((utf8proc_int32_t)code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
        return UPP;
    case UTF8PROC_CATEGORY_LL:
        return LOW;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return HS_CHAR_LETTER;
    case UTF8PROC_CATEGORY_ND:
        return DIG;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
        return PUN;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return SPC;
    case UTF8PROC_CATEGORY_CC:
        return code_point == 0x85 ? (unsigned)WCT : (unsigned)CTL;
    case UTF8PROC_CATEGORY_CF:
        return CTL;
    default:
        return SYM;
    }
}
