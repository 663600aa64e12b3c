#pragma once

/*
 * Other names in the places of names: in training, a named person, place or organisation is now
 * and then replaced by another of the same type and number of words, so that the network learns
 * names by their form and surroundings and not by heart.
 */

#include "train/network.h"

/* Names with as many words, by type and count. They borrow the samples they were found in. */
struct name_pool {
    struct name_entry {
        const struct sample_word *words;
        uint64_t hash;
    } * entries[HS_NAME_TYPE_COUNT][5];
    size_t counts[HS_NAME_TYPE_COUNT][5];
    const struct sample_set *given;
};

/*
 * Collects the distinct names of `sets`, whose words must have their rows. `places` and `given`
 * hold a place or a given name a sample; given names replace first words of persons.
 */
void name_pool_build(struct name_pool *pool, const struct sample_set *const *sets, size_t set_count,
                     const struct sample_set *places, const struct sample_set *given);
void name_pool_finish(struct name_pool *pool);

struct swap_options {
    float name_rate;  /* the share of names replaced */
    float lower_rate; /* the share of names or whole sentences put in lower case */
};

/*
 * A copy of the sample with some names replaced, or the sample itself where nothing was changed.
 * The copy is the caller's (sample and words in one piece, free()).
 */
struct sample *swap_names(const struct name_pool *pool, const struct sample_set *set,
                          struct sample *sample, const struct swap_options *options,
                          uint32_t buckets, uint64_t *random);
