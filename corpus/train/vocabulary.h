#pragma once

/* Counts words over sample sets, keeps the frequent ones and points the samples at their rows. */

#include "train/network.h"

struct vocabulary {
    uint64_t *hashes; /* by row, from frequent to rare; the first WORD_FIRST rows are special */
    float *counts;    /* how often the word stands in labelled text */
    uint32_t rows;
    uint32_t *slots; /* open addressing: row + 1 */
    uint32_t slot_mask;
};

/*
 * Keeps words seen `labelled_min` times in the first set, then the most frequent of those seen
 * `text_min` times in all. Of `news`, which may be empty, words with a capital do not count, so
 * that names which only it knows get no row. At most `rows_max` rows.
 */
void vocabulary_build(struct vocabulary *vocabulary, struct sample_set *const *sets,
                      size_t set_count, const struct sample_set *news, uint32_t labelled_min,
                      uint32_t text_min, uint32_t rows_max);
void vocabulary_from(struct vocabulary *vocabulary, const struct network *network);
void vocabulary_finish(struct vocabulary *vocabulary);

/* Fills vocabulary rows and hashed rows of all samples. */
void vocabulary_apply(const struct vocabulary *vocabulary, struct sample_set *set,
                      uint32_t buckets);
