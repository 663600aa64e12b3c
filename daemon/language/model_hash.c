/* The hash of model sections. Its inner loop is among the kernels: every start waits for it. The
 * lanes are stirred every kilobyte, so that no product stays zero for long. */
#include "language/model_file.h"

#include "language/kernels.h"

enum { LANES = HS_KERNEL_HASH_LANES, STRIPE = LANES * 8, STRIPES_A_BLOCK = 16 };

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

static void stir(uint64_t lanes[LANES])
{
    for (int i = 0; i < LANES; i++)
        lanes[i] = (lanes[i] ^ lanes[i] >> 47 ^ keys[i]) * 0x9e3779b1u;
}

uint64_t hs_model_hash(const void *bytes, size_t size)
{
    const struct hs_kernels *kernels = hs_kernels_best();
    uint64_t lanes[LANES];
    memcpy(lanes, keys, sizeof lanes);
    const unsigned char *at = bytes;
    size_t stripes = size / STRIPE;
    while (stripes > 0) {
        size_t block = stripes < STRIPES_A_BLOCK ? stripes : STRIPES_A_BLOCK;
        kernels->hash(lanes, keys, at, block);
        stir(lanes);
        at += block * STRIPE;
        stripes -= block;
    }
    unsigned char last[STRIPE] = {0};
    if (size % STRIPE > 0)
        memcpy(last, at, size % STRIPE);
    kernels->hash(lanes, keys, last, 1);
    uint64_t hash = mix(size);
    for (int i = 0; i < LANES; i++)
        hash = mix(hash + lanes[i] * keys[LANES - 1 - i]);
    return hash;
}
