/* See the header. Words are compared by their 64-bit hash alone. */

#include "train/vocabulary.h"

#include <stdlib.h>
#include <string.h>

struct entry {
    uint64_t hash;
    uint32_t total;
    uint32_t labelled;
};

struct counter {
    struct entry *entries;
    size_t mask;
    size_t used;
};

static struct entry *counter_find(struct counter *counter, uint64_t hash)
{
    size_t at = hash & counter->mask;
    while (counter->entries[at].total && counter->entries[at].hash != hash)
        at = (at + 1) & counter->mask;
    return &counter->entries[at];
}

static uint64_t hash_of(const struct sample_set *set, const struct sample_word *word)
{
    char normal[HS_WORD_NORMAL_MAX];
    size_t length = hs_word_normalise(sample_text(set, word), word->text_length, normal);
    return hs_word_hash(normal, length);
}

static bool is_capital(const struct sample_set *set, const struct sample_word *word)
{
    char first = *sample_text(set, word);
    return first >= 'A' && first <= 'Z';
}

static void count_words(struct counter *counter, const struct sample_set *set, bool labelled,
                        bool capitals)
{
    for (size_t s = 0; s < set->count; s++)
        for (uint32_t w = 0; w < set->samples[s].count; w++) {
            if (!capitals && is_capital(set, &set->samples[s].words[w]))
                continue;
            if (counter->used * 2 > counter->mask)
                abort();
            uint64_t hash = hash_of(set, &set->samples[s].words[w]);
            struct entry *entry = counter_find(counter, hash);
            counter->used += entry->total == 0;
            entry->hash = hash;
            entry->total++;
            entry->labelled += labelled;
        }
}

static int by_frequency(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    if (a->total != b->total)
        return a->total < b->total ? 1 : -1;
    return a->hash < b->hash ? -1 : a->hash > b->hash;
}

static void fill_slots(struct vocabulary *vocabulary)
{
    uint32_t size = 1;
    while (size < vocabulary->rows * 2)
        size *= 2;
    vocabulary->slots = calloc(size, sizeof *vocabulary->slots);
    if (!vocabulary->slots)
        abort();
    vocabulary->slot_mask = size - 1;
    for (uint32_t row = WORD_FIRST; row < vocabulary->rows; row++) {
        uint32_t at = (uint32_t)vocabulary->hashes[row] & vocabulary->slot_mask;
        while (vocabulary->slots[at])
            at = (at + 1) & vocabulary->slot_mask;
        vocabulary->slots[at] = row + 1;
    }
}

/* Moves the entries that are kept to the front, from frequent to rare; returns how many. */
static size_t keep_words(struct counter *counter, uint32_t labelled_min, uint32_t text_min,
                         uint32_t rows_max)
{
    size_t labelled = 0;
    size_t kept = 0;
    for (size_t i = 0; i <= counter->mask; i++)
        if (counter->entries[i].labelled >= labelled_min) {
            struct entry entry = counter->entries[i];
            counter->entries[i] = counter->entries[labelled];
            counter->entries[labelled++] = entry;
        }
    for (size_t i = kept = labelled; i <= counter->mask; i++)
        if (counter->entries[i].total >= text_min)
            counter->entries[kept++] = counter->entries[i];
    qsort(counter->entries + labelled, kept - labelled, sizeof(struct entry), by_frequency);
    if (kept + WORD_FIRST > rows_max)
        kept = rows_max - WORD_FIRST;
    qsort(counter->entries, kept, sizeof(struct entry), by_frequency);
    return kept;
}

void vocabulary_build(struct vocabulary *vocabulary, struct sample_set *const *sets,
                      size_t set_count, const struct sample_set *news, uint32_t labelled_min,
                      uint32_t text_min, uint32_t rows_max)
{
    struct counter counter = {calloc((size_t)1 << 21, sizeof(struct entry)), ((size_t)1 << 21) - 1,
                              0};
    if (!counter.entries)
        abort();
    for (size_t i = 0; i < set_count; i++)
        count_words(&counter, sets[i], i == 0, true);
    count_words(&counter, news, false, false);
    size_t kept = keep_words(&counter, labelled_min, text_min, rows_max);
    vocabulary->rows = (uint32_t)kept + WORD_FIRST;
    vocabulary->hashes = calloc(vocabulary->rows, sizeof *vocabulary->hashes);
    vocabulary->counts = calloc(vocabulary->rows, sizeof *vocabulary->counts);
    if (!vocabulary->hashes || !vocabulary->counts)
        abort();
    for (size_t i = 0; i < kept; i++) {
        vocabulary->hashes[i + WORD_FIRST] = counter.entries[i].hash;
        vocabulary->counts[i + WORD_FIRST] = (float)counter.entries[i].labelled;
    }
    free(counter.entries);
    fill_slots(vocabulary);
}

void vocabulary_from(struct vocabulary *vocabulary, const struct network *network)
{
    uint32_t rows = network->shape.vocabulary;
    *vocabulary = (struct vocabulary){.rows = rows};
    vocabulary->hashes = malloc(rows * sizeof *vocabulary->hashes);
    vocabulary->counts = malloc(rows * sizeof *vocabulary->counts);
    if (!vocabulary->hashes || !vocabulary->counts)
        abort();
    memcpy(vocabulary->hashes, network->vocabulary_hashes, rows * sizeof *vocabulary->hashes);
    memcpy(vocabulary->counts, network->vocabulary_counts, rows * sizeof *vocabulary->counts);
    fill_slots(vocabulary);
}

void vocabulary_finish(struct vocabulary *vocabulary)
{
    free(vocabulary->hashes);
    free(vocabulary->counts);
    free(vocabulary->slots);
}

static int32_t row_of(const struct vocabulary *vocabulary, uint64_t hash)
{
    uint32_t at = (uint32_t)hash & vocabulary->slot_mask;
    for (; vocabulary->slots[at]; at = (at + 1) & vocabulary->slot_mask)
        if (vocabulary->hashes[vocabulary->slots[at] - 1] == hash)
            return (int32_t)vocabulary->slots[at] - 1;
    return WORD_UNKNOWN;
}

void vocabulary_apply(const struct vocabulary *vocabulary, struct sample_set *set, uint32_t buckets)
{
    for (size_t s = 0; s < set->count; s++)
        for (uint32_t w = 0; w < set->samples[s].count; w++) {
            struct sample_word *word = &set->samples[s].words[w];
            const char *text = sample_text(set, word);
            char normal[HS_WORD_NORMAL_MAX];
            size_t length = hs_word_normalise(text, word->text_length, normal);
            word->vocabulary = row_of(vocabulary, hs_word_hash(normal, length));
            hs_word_hashed_rows(text, word->text_length, normal, length, buckets, word->hashed);
        }
}
