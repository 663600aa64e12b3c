/* Small tables of words that are looked up by hash: a table's hashes, sorted once.
 *
 * A table is an array whose rows begin with their word (`const char *`). Beside it stands an array
 * of as many hs_hashed_word, filled at its first use (pthread_once) and constant from then on.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

typedef struct hs_hashed_word {
    uint64_t hash;
    uint32_t place; /* in the table */
} hs_hashed_word;

/* Fills `hashed` from the table `rows`, of `count` rows of `row_bytes` each: by hash, of equal ones
 * the table's first one in front. `hash` is hs_name_hash or hs_role_hash. */
void hs_hashed_words_fill(hs_hashed_word *hashed, size_t count, const void *rows, size_t row_bytes,
                          uint64_t (*hash)(hs_str word));

/* How many lie below a hash. */
size_t hs_hashed_words_below(const hs_hashed_word *hashed, size_t count, uint64_t hash);

/* Where a hash stands in the table, or HS_NONE. */
uint32_t hs_hashed_words_find(const hs_hashed_word *hashed, size_t count, uint64_t hash);

bool hs_hashed_words_hold(const hs_hashed_word *hashed, size_t count, uint64_t hash);
