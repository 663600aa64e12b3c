/* Borrowed byte strings: a pointer and a length, not terminated, never owned.
 *
 * The bytes live in somebody else's buffer or arena and must outlive the slice.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct hs_str {
    const char *bytes;
    size_t length;
} hs_str;

/* A slice of a string literal. */
#define HS_STR(literal) ((hs_str){(literal), sizeof(literal) - 1})

/* For printf's "%.*s". */
#define HS_STR_ARGS(str) (int)(str).length, (str).bytes

static inline hs_str hs_str_make(const char *bytes, size_t length)
{
    return (hs_str){bytes, length};
}

static inline hs_str hs_str_from(const char *terminated)
{
    return (hs_str){terminated, strlen(terminated)};
}

/* The bytes [start, end) of a string; start <= end <= length. */
static inline hs_str hs_str_slice(hs_str whole, size_t start, size_t end)
{
    return (hs_str){whole.bytes + start, end - start};
}

static inline bool hs_str_equal(hs_str a, hs_str b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static inline bool hs_str_starts_with(hs_str whole, hs_str prefix)
{
    return whole.length >= prefix.length && memcmp(whole.bytes, prefix.bytes, prefix.length) == 0;
}

static inline bool hs_str_ends_with(hs_str whole, hs_str suffix)
{
    return whole.length >= suffix.length &&
           memcmp(whole.bytes + whole.length - suffix.length, suffix.bytes, suffix.length) == 0;
}

/* Byte order; a prefix sorts before what it begins. */
int hs_str_compare(hs_str a, hs_str b);

/* Equal with the ASCII letters' case set aside. */
bool hs_str_equal_ignoring_case(hs_str a, hs_str b);

/* Whether a string is a terminated word, exactly or with the ASCII letters' case set aside. Most
 * words of a table differ in their first byte, so nothing else of them is looked at. */
static inline bool hs_str_is(hs_str str, const char *word)
{
    return str.length == 0 ? word[0] == 0
                           : str.bytes[0] == word[0] && hs_str_equal(str, hs_str_from(word));
}

static inline bool hs_str_is_ignoring_case(hs_str str, const char *word)
{
    return str.length == 0 ? word[0] == 0
                           : ((str.bytes[0] ^ word[0]) & ~0x20) == 0 &&
                                 hs_str_equal_ignoring_case(str, hs_str_from(word));
}

/* Likewise. */
bool hs_str_starts_ignoring_case(hs_str whole, hs_str prefix);
bool hs_str_contains_ignoring_case(hs_str whole, hs_str part);
bool hs_str_among_ignoring_case(hs_str str, const hs_str *list, size_t count);

/* A 64-bit hash with a seed, for tables and ids: the same on every machine (FNV-1a with a
 * finishing mix). Not for secrets. */
uint64_t hs_hash_bytes(const void *bytes, size_t length, uint64_t seed);

static inline uint64_t hs_str_hash(hs_str str)
{
    return hs_hash_bytes(str.bytes, str.length, 0);
}
