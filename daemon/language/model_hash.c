/* The hash of model sections. Its inner loop is among the kernels: every start waits for it. The
 * lanes are stirred every kilobyte, so that no product stays zero for long. */
#include "language/model_file.h"

#include <assert.h>

#include "language/kernels.h"

enum { LANES = HS_KERNEL_HASH_LANES, STRIPE = LANES * 8, STRIPES_A_BLOCK = 16 };

_Static_assert(HS_MODEL_HASHED_AT_ONCE == STRIPES_A_BLOCK * STRIPE, "what is stirred at once");

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

void hs_model_hasher_init(hs_model_hasher *hasher)
{
    *hasher = (hs_model_hasher){.size = 0};
    memcpy(hasher->lanes, keys, sizeof hasher->lanes);
}

void hs_model_hasher_add(hs_model_hasher *hasher, const void *bytes, size_t size)
{
    const struct hs_kernels *kernels = hs_kernels_best();
    const unsigned char *at = bytes;
    size_t stripes = size / STRIPE;
    assert(hasher->size % HS_MODEL_HASHED_AT_ONCE == 0);
    hasher->size += size;
    while (stripes > 0) {
        size_t block = stripes < STRIPES_A_BLOCK ? stripes : STRIPES_A_BLOCK;
        kernels->hash(hasher->lanes, keys, at, block);
        stir(hasher->lanes);
        at += block * STRIPE;
        stripes -= block;
    }
    memcpy(hasher->rest, at, size % STRIPE);
}

uint64_t hs_model_hasher_result(hs_model_hasher *hasher)
{
    hs_kernels_best()->hash(hasher->lanes, keys, hasher->rest, 1);
    uint64_t hash = mix(hasher->size);
    for (int i = 0; i < LANES; i++)
        hash = mix(hash + hasher->lanes[i] * keys[LANES - 1 - i]);
    return hash;
}

uint64_t hs_model_hash(const void *bytes, size_t size)
{
    hs_model_hasher hasher;
    hs_model_hasher_init(&hasher);
    hs_model_hasher_add(&hasher, bytes, size);
    return hs_model_hasher_result(&hasher);
}
