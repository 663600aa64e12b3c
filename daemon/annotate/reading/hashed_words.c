/* Tables of words as sorted hashes, and the binary search in them. */
#include "annotate/reading/hashed_words.h"

#include <stdlib.h>

#include "annotate/block_findings.h"

static int by_hash(const void *a, const void *b)
{
    const hs_hashed_word *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

void hs_hashed_words_fill(hs_hashed_word *hashed, size_t count, const void *rows, size_t row_bytes,
                          uint64_t (*hash)(hs_str word))
{
    for (size_t i = 0; i < count; i++) {
        const char *const *word = (const void *)((const char *)rows + i * row_bytes);
        hashed[i] = (hs_hashed_word){hash(hs_str_from(*word)), (uint32_t)i};
    }
    qsort(hashed, count, sizeof *hashed, by_hash);
}

size_t hs_hashed_words_below(const hs_hashed_word *hashed, size_t count, uint64_t hash)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (hashed[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t hs_hashed_words_find(const hs_hashed_word *hashed, size_t count, uint64_t hash)
{
    size_t at = hs_hashed_words_below(hashed, count, hash);
    return at < count && hashed[at].hash == hash ? hashed[at].place : HS_NONE;
}

bool hs_hashed_words_hold(const hs_hashed_word *hashed, size_t count, uint64_t hash)
{
    return hs_hashed_words_find(hashed, count, hash) != HS_NONE;
}
