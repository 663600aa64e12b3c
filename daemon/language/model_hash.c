/* The hash of model sections. Eight independent lanes, so that compilers turn the loop into vector
 * instructions; the lanes are stirred every kilobyte, so that no product stays zero for long. */
#include "language/model_file.h"

enum { LANES = 8, STRIPE = LANES * 8, STRIPES_A_BLOCK = 16 };

static const uint64_t keys[LANES] = {
    0x9e3779b97f4a7c15u, 0xbf58476d1ce4e5b9u, 0x94d049bb133111ebu, 0xd6e8feb86659fd93u,
    0xa0761d6478bd642fu, 0xe7037ed1a0b428dbu, 0x8ebc6af09c88c6e3u, 0x589965cc75374cc3u,
};

static uint64_t mix(uint64_t value)
{
    value ^= value >> 32;
    value *= 0xd6e8feb86659fd93u;
    value ^= value >> 29;
    value *= 0xa0761d6478bd642fu;
    return value ^ value >> 32;
}

static void add_stripe(uint64_t lanes[LANES], const unsigned char *bytes)
{
    uint64_t data[LANES];
    memcpy(data, bytes, STRIPE);
    for (int i = 0; i < LANES; i++) {
        uint64_t keyed = data[i] ^ keys[i];
        lanes[i] += (keyed & 0xffffffffu) * (keyed >> 32) + (data[i] << 32 | data[i] >> 32);
    }
}

static void stir(uint64_t lanes[LANES])
{
    for (int i = 0; i < LANES; i++)
        lanes[i] = (lanes[i] ^ lanes[i] >> 47 ^ keys[i]) * 0x9e3779b1u;
}

uint64_t hs_model_hash(const void *bytes, size_t size)
{
    uint64_t lanes[LANES];
    memcpy(lanes, keys, sizeof lanes);
    const unsigned char *at = bytes;
    size_t stripes = size / STRIPE;
    while (stripes > 0) {
        size_t block = stripes < STRIPES_A_BLOCK ? stripes : STRIPES_A_BLOCK;
        for (size_t i = 0; i < block; i++, at += STRIPE)
            add_stripe(lanes, at);
        stir(lanes);
        stripes -= block;
    }
    unsigned char last[STRIPE] = {0};
    if (size % STRIPE > 0)
        memcpy(last, at, size % STRIPE);
    add_stripe(lanes, last);
    uint64_t hash = mix(size);
    for (int i = 0; i < LANES; i++)
        hash = mix(hash + lanes[i] * keys[LANES - 1 - i]);
    return hash;
}
