/*
 * Normalised forms, hashes and hashed properties of words. Affixes are counted in bytes of the
 * normalised form: a cut inside a UTF-8 sequence does no harm to a hash.
 */

#include "language/word_features.h"

#include <stdbool.h>
#include <string.h>

#define SHAPE_MAX 12

/* Three-byte sequences E2 80 xx that have a plain form. */
static char plain_punctuation(unsigned char last)
{
    switch (last) {
    case 0x90:
    case 0x91:
    case 0x92:
    case 0x93:
    case 0x94:
    case 0x95:
        return '-';
    case 0x98:
    case 0x99:
    case 0x9a:
    case 0x9b:
    case 0xb9:
    case 0xba:
        return '\'';
    case 0x9c:
    case 0x9d:
    case 0x9e:
    case 0x9f:
        return '"';
    default:
        return 0;
    }
}

/* One input unit to one or more output bytes; returns the input bytes used. */
static size_t normalise_unit(const unsigned char *at, size_t left, char out[2], size_t *written)
{
    unsigned char c = at[0];
    *written = 1;
    if (c >= 'A' && c <= 'Z') {
        out[0] = (char)(c - 'A' + 'a');
    } else if (c >= '0' && c <= '9') {
        out[0] = '0';
    } else if (c == 0xE2 && left >= 3 && at[1] == 0x80 && plain_punctuation(at[2])) {
        out[0] = plain_punctuation(at[2]);
        return 3;
    } else if (c == 0xC2 && left >= 2 && (at[1] == 0xAB || at[1] == 0xBB)) { /* guillemets */
        out[0] = '"';
        return 2;
    } else if (c == 0xC3 && left >= 2 && at[1] >= 0x80 && at[1] <= 0x9E && at[1] != 0x97) {
        out[0] = (char)c;
        out[1] = (char)(at[1] + 0x20);
        *written = 2;
        return 2;
    } else {
        out[0] = (char)c;
    }
    return 1;
}

size_t hs_word_normalise(const char *word, size_t length, char normal[HS_WORD_NORMAL_MAX])
{
    const size_t half = HS_WORD_NORMAL_MAX / 2;
    const unsigned char *at = (const unsigned char *)word;
    size_t used = 0;
    for (size_t i = 0; i < length;) {
        if (used >= half && length - i > half)
            i = length - half;
        char out[2];
        size_t written;
        i += normalise_unit(at + i, length - i, out, &written);
        if (used + written > HS_WORD_NORMAL_MAX)
            break;
        memcpy(normal + used, out, written);
        used += written;
    }
    return used;
}

static uint64_t mix(uint64_t h)
{
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    h ^= h >> 32;
    return h;
}

static uint64_t hash_bytes(const char *bytes, size_t length, uint64_t seed)
{
    uint64_t h = seed * 0x9e3779b97f4a7c15u + 0xcbf29ce484222325u;
    for (size_t i = 0; i < length; i++)
        h = (h ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    return mix(h);
}

uint64_t hs_word_hash(const char *normal, size_t length)
{
    return hash_bytes(normal, length, 0);
}

static char shape_of(unsigned char c)
{
    if (c >= 'A' && c <= 'Z')
        return 'X';
    if ((c >= 'a' && c <= 'z') || c >= 0x80)
        return 'x';
    if (c >= '0' && c <= '9')
        return '0';
    return (char)c;
}

/* The word with runs of like characters cut to `run_max`: "McKee-2019" gives "XxXxx-00". */
static size_t word_shape(const char *word, size_t length, size_t run_max, char shape[SHAPE_MAX])
{
    size_t used = 0;
    size_t run = 0;
    for (size_t i = 0; i < length && used < SHAPE_MAX; i++) {
        char s = shape_of((unsigned char)word[i]);
        run = used > 0 && shape[used - 1] == s ? run + 1 : 1;
        if (run <= run_max)
            shape[used++] = s;
    }
    return used;
}

static size_t min_size(size_t a, size_t b)
{
    return a < b ? a : b;
}

void hs_word_hashed_rows(const char *word, size_t length, const char *normal, size_t normal_length,
                         uint32_t bucket_count, uint32_t rows[HS_WORD_HASHED])
{
    uint64_t hashes[HS_WORD_HASHED];
    size_t n = 0;
    char shape[SHAPE_MAX];
    for (size_t size = 1; size <= 5; size++) {
        size_t take = min_size(size, normal_length);
        hashes[n] = hash_bytes(normal + normal_length - take, take, 16 + n);
        n++;
    }
    for (size_t size = 1; size <= 5; size++) {
        size_t take = min_size(size, normal_length);
        hashes[n] = hash_bytes(normal, take, 16 + n);
        n++;
    }
    size_t coarse = word_shape(word, length, 1, shape);
    hashes[n] = hash_bytes(shape, coarse, 16 + n);
    n++;
    size_t fine = word_shape(word, length, 3, shape);
    hashes[n] = hash_bytes(shape, fine, 16 + n);
    for (size_t i = 0; i < HS_WORD_HASHED; i++)
        rows[i] = (uint32_t)(hashes[i] % bucket_count);
}
