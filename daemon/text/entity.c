/* Decoding character references. The table of names is made by make_entities.py. */
#include "text/entity.h"

#include "base/memory.h"
#include "text/utf8.h"

enum { LONGEST_NAME = 33 };

/* No pointers, which would have to be set at each start. */
static const struct {
    char name[LONGEST_NAME + 1]; /* with its semicolon, where it has one */
    char bytes[HS_ENTITY_MOST_BYTES];
} entities[] = {
#include "text/entities.inc"
};

/* Whether the table's name at `index` sorts before the `length` bytes at `name`. */
static int compare(size_t index, const char *name, size_t length)
{
    return hs_str_compare(hs_str_from(entities[index].name), hs_str_make(name, length));
}

static const char *find_name(const char *name, size_t length)
{
    size_t low = 0, high = HS_COUNT(entities);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(middle, name, length);
        if (order == 0)
            return entities[middle].bytes;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool is_alphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* What a numeric reference stands for: Windows-1252 for the C1 controls. */
static uint32_t numbered_character(uint32_t number)
{
    static const uint16_t windows_1252[32] = {
        0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
        0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
        0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178};
    if (number >= 0x80 && number < 0xa0)
        return windows_1252[number - 0x80];
    if (number == 0)
        return HS_UTF8_REPLACEMENT;
    return number < ' ' || number == 0x7f ? ' ' : number;
}

static int digit_value(char c, bool hexadecimal)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return hexadecimal && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t decode_number(hs_str source, bool needs_semicolon, char *bytes, size_t *length)
{
    size_t at = 2;
    bool hexadecimal = at < source.length && (source.bytes[at] | 0x20) == 'x';
    at += hexadecimal;
    size_t first = at;
    uint32_t number = 0;
    for (int digit; at < source.length && (digit = digit_value(source.bytes[at], hexadecimal)) >= 0;
         at++)
        if (number <= 0x10ffff)
            number = number * (hexadecimal ? 16 : 10) + (uint32_t)digit;
    if (at == first)
        return 0;
    bool closed = at < source.length && source.bytes[at] == ';';
    if (needs_semicolon && !closed)
        return 0;
    *length = hs_utf8_encode(numbered_character(number), bytes);
    return at + closed;
}

static void write_named(const char *found, char *bytes, size_t *length)
{
    *length = strlen(found);
    memcpy(bytes, found, *length);
    for (size_t i = 0; i < *length; i++)
        if ((unsigned char)bytes[i] < ' ')
            bytes[i] = ' ';
}

static size_t decode_name(hs_str source, bool needs_semicolon, char *bytes, size_t *length)
{
    const char *name = source.bytes + 1;
    size_t longest = source.length - 1 < LONGEST_NAME ? source.length - 1 : LONGEST_NAME;
    size_t end = 0;
    while (end < longest && is_alphanumeric(name[end]))
        end++;
    bool closed = end < longest && name[end] == ';';
    const char *found = closed ? find_name(name, ++end) : NULL;
    /* Without a semicolon, the longest name that needs none. */
    for (end -= closed && !found; !found && !needs_semicolon && end > 1; end -= !found)
        found = find_name(name, end);
    if (!found)
        return 0;
    write_named(found, bytes, length);
    return end + 1;
}

size_t hs_entity_decode(hs_str source, bool needs_semicolon, char bytes[HS_ENTITY_MOST_BYTES],
                        size_t *length)
{
    if (source.length < 3 || source.bytes[0] != '&')
        return 0;
    return source.bytes[1] == '#' ? decode_number(source, needs_semicolon, bytes, length)
                                  : decode_name(source, needs_semicolon, bytes, length);
}
