/* Sums of the weights of yes-or-no features, eight at a time: a linear model over 64 bits costs
 * eight look-ups whatever is set. Filled once, then read by any thread.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct hs_weigher {
    float sums[8][256];
} hs_weigher;

/* At most 64 weights, the first for the lowest bit. */
static inline void hs_weigher_fill(hs_weigher *weigher, const float *weights, size_t count)
{
    for (size_t byte = 0; byte < 8; byte++)
        for (unsigned set = 1; set < 256; set++) {
            size_t lowest = byte * 8 + (size_t)__builtin_ctz(set);
            weigher->sums[byte][set] =
                weigher->sums[byte][set & (set - 1)] + (lowest < count ? weights[lowest] : 0);
        }
}

static inline float hs_weigh(const hs_weigher *weigher, uint64_t features)
{
    float sum = 0;
    for (int byte = 0; byte < 8; byte++)
        sum += weigher->sums[byte][features >> (8 * byte) & 255];
    return sum;
}
