/* See the header. Only the words' vectors are exchanged: their labels stay those of the place. */

#include "train/swap.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 4 };

static uint64_t hash_name(const struct sample_word *words, size_t count)
{
    uint64_t hash = 1;
    for (size_t i = 0; i < count; i++)
        hash = hash * 0x9e3779b97f4a7c15u + words[i].hashed[0] * 65537u +
               words[i].hashed[9] * 257u + words[i].hashed[4] +
               (uint64_t)(uint32_t)words[i].vocabulary * 31u;
    return hash;
}

static void add_name(struct name_pool *pool, int type, const struct sample_word *words,
                     size_t count)
{
    size_t *used = &pool->counts[type][count];
    if ((*used & (*used - 1)) == 0) {
        size_t room = *used ? *used * 2 : 1;
        pool->entries[type][count] =
            realloc(pool->entries[type][count], room * sizeof(struct name_entry));
        if (!pool->entries[type][count])
            abort();
    }
    pool->entries[type][count][(*used)++] = (struct name_entry){words, hash_name(words, count)};
}

static size_t name_length(const struct sample *sample, size_t at)
{
    int tag = sample->words[at].name;
    size_t end = at + 1;
    while (end < sample->count && sample->words[end].name == tag + 1)
        end++;
    return end - at;
}

static bool name_begins(const struct sample *sample, size_t at)
{
    return sample->words[at].name > 0 && sample->words[at].name % 2 == 1;
}

static void collect(struct name_pool *pool, const struct sample_set *set)
{
    for (size_t s = 0; s < set->count; s++) {
        const struct sample *sample = &set->samples[s];
        for (size_t i = 0; i < sample->count; i++) {
            if (!name_begins(sample, i))
                continue;
            size_t length = name_length(sample, i);
            if (length <= LONGEST)
                add_name(pool, (sample->words[i].name - 1) / 2, &sample->words[i], length);
        }
    }
}

static int by_hash(const void *left, const void *right)
{
    uint64_t a = ((const struct name_entry *)left)->hash;
    uint64_t b = ((const struct name_entry *)right)->hash;
    return a < b ? -1 : a > b;
}

void name_pool_build(struct name_pool *pool, const struct sample_set *const *sets, size_t set_count,
                     const struct sample_set *places, const struct sample_set *given)
{
    memset(pool, 0, sizeof *pool);
    pool->given = given;
    for (size_t i = 0; i < set_count; i++)
        collect(pool, sets[i]);
    for (size_t s = 0; s < places->count; s++)
        if (places->samples[s].count <= LONGEST)
            add_name(pool, HS_NAME_PLACE, places->samples[s].words, places->samples[s].count);
    for (int type = 0; type < HS_NAME_TYPE_COUNT; type++)
        for (size_t length = 1; length <= LONGEST; length++) {
            struct name_entry *entries = pool->entries[type][length];
            size_t kept = 0;
            if (pool->counts[type][length])
                qsort(entries, pool->counts[type][length], sizeof *entries, by_hash);
            for (size_t i = 0; i < pool->counts[type][length]; i++)
                if (kept == 0 || entries[kept - 1].hash != entries[i].hash)
                    entries[kept++] = entries[i];
            pool->counts[type][length] = kept;
        }
}

void name_pool_finish(struct name_pool *pool)
{
    for (int type = 0; type < HS_NAME_TYPE_COUNT; type++)
        for (size_t length = 1; length <= LONGEST; length++)
            free(pool->entries[type][length]);
}

static void wear(struct sample_word *word, const struct sample_word *other)
{
    word->vocabulary = other->vocabulary;
    memcpy(word->hashed, other->hashed, sizeof word->hashed);
}

static void replace_name(const struct name_pool *pool, struct sample_word *words, size_t length,
                         uint64_t *random)
{
    int type = (words[0].name - 1) / 2;
    size_t count = pool->counts[type][length];
    if (count == 0)
        return;
    const struct sample_word *other =
        pool->entries[type][length][random_next(random) % count].words;
    for (size_t i = 0; i < length; i++)
        wear(&words[i], &other[i]);
    if (type == HS_NAME_PERSON && length <= 3 && pool->given->count > 0 &&
        random_unit(random) < 0.3f)
        wear(&words[0], &pool->given->samples[random_next(random) % pool->given->count].words[0]);
}

static void lower_word(const struct sample_set *set, struct sample_word *word, uint32_t buckets)
{
    char normal[HS_WORD_NORMAL_MAX];
    size_t length = hs_word_normalise(sample_text(set, word), word->text_length, normal);
    hs_word_hashed_rows(normal, length, normal, length, buckets, word->hashed);
}

struct sample *swap_names(const struct name_pool *pool, const struct sample_set *set,
                          struct sample *sample, const struct swap_options *options,
                          uint32_t buckets, uint64_t *random)
{
    bool lower = random_unit(random) < options->lower_rate;
    bool names = false;
    for (size_t i = 0; i < sample->count; i++)
        names |= name_begins(sample, i);
    if (!lower && !names)
        return sample;
    size_t size = sample->count * sizeof *sample->words;
    struct sample *copy = malloc(sizeof *copy + size);
    if (!copy)
        abort();
    *copy = *sample;
    copy->words = (struct sample_word *)(copy + 1);
    memcpy(copy->words, sample->words, size);
    for (size_t i = 0; i < copy->count; i++) {
        if (lower)
            lower_word(set, &copy->words[i], buckets);
        if (!name_begins(copy, i))
            continue;
        size_t length = name_length(copy, i);
        if (!lower && length <= LONGEST && random_unit(random) < options->name_rate)
            replace_name(pool, &copy->words[i], length, random);
        else if (random_unit(random) < options->lower_rate)
            for (size_t k = 0; k < length; k++)
                lower_word(set, &copy->words[i + k], buckets);
    }
    return copy;
}
