/* Comparison and hashing of borrowed byte strings. */
#include "base/str.h"

int hs_str_compare(hs_str a, hs_str b)
{
    size_t common = a.length < b.length ? a.length : b.length;
    int order = common ? memcmp(a.bytes, b.bytes, common) : 0;
    if (order != 0)
        return order;
    return (a.length > b.length) - (a.length < b.length);
}

static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool hs_str_equal_ignoring_case(hs_str a, hs_str b)
{
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++)
        if (ascii_lower(a.bytes[i]) != ascii_lower(b.bytes[i]))
            return false;
    return true;
}

bool hs_str_starts_ignoring_case(hs_str whole, hs_str prefix)
{
    return whole.length >= prefix.length &&
           hs_str_equal_ignoring_case(hs_str_slice(whole, 0, prefix.length), prefix);
}

bool hs_str_contains_ignoring_case(hs_str whole, hs_str part)
{
    for (size_t i = 0; i + part.length <= whole.length; i++)
        if (hs_str_equal_ignoring_case(hs_str_slice(whole, i, i + part.length), part))
            return true;
    return false;
}

bool hs_str_among_ignoring_case(hs_str str, const hs_str *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (hs_str_equal_ignoring_case(str, list[i]))
            return true;
    return false;
}

uint64_t hs_hash_bytes(const void *bytes, size_t length, uint64_t seed)
{
    const uint64_t prime = 0x100000001b3u;
    const unsigned char *byte = bytes;
    uint64_t hash = 0xcbf29ce484222325u ^ seed;
    /* Eight bytes a round, read through memcpy and in little-endian order so that the value does
     * not depend on the machine. */
    while (length >= 8) {
        uint64_t word = 0;
        for (int i = 0; i < 8; i++)
            word |= (uint64_t)byte[i] << (8 * i);
        hash = (hash ^ word) * prime;
        hash ^= hash >> 29;
        byte += 8;
        length -= 8;
    }
    while (length--)
        hash = (hash ^ *byte++) * prime;
    hash ^= hash >> 32;
    hash *= 0xd6e8feb86659fd93u;
    return hash ^ (hash >> 32);
}
