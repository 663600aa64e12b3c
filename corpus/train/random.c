/* SplitMix64; a float takes the upper 24 bits. */
#include "train/random.h"

#include <assert.h>
#include <string.h>

uint64_t random_next(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

float random_unit(uint64_t *state)
{
    return (float)(random_next(state) >> 40) * (1.0f / 16777216.0f);
}

void random_shuffle(void *items, size_t count, size_t size, uint64_t *state)
{
    char *bytes = items;
    char swap[RANDOM_ITEM_BYTES];
    assert(size <= sizeof swap);
    for (size_t i = count; i > 1; i--) {
        size_t other = random_next(state) % i;
        memcpy(swap, bytes + (i - 1) * size, size);
        memcpy(bytes + (i - 1) * size, bytes + other * size, size);
        memcpy(bytes + other * size, swap, size);
    }
}

void randomise(float *values, size_t count, float range, uint64_t *state)
{
    for (size_t i = 0; i < count; i++)
        values[i] = (2 * random_unit(state) - 1) * range;
}
