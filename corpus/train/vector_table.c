/* Bringing vectors to bytes and in order. */
#include "train/vector_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "train/section_writer.h"

enum { WIDTH = HS_WORD_VECTOR_WIDTH };

/* The numbers of a vector of length 1 are small: so much of the bytes' range is used. */
static const float length = 400;

void vector_table_add(struct vector_table *table, hs_str lemma, char part, const float *numbers)
{
    struct vector_row *row = hs_array_push(&table->rows);
    row->rank = (uint32_t)table->rows.count;
    row->key = hs_word_vector_key(lemma, part);
    float square = 1e-12f;
    for (int i = 0; i < WIDTH; i++)
        square += numbers[i] * numbers[i];
    for (int i = 0; i < WIDTH; i++) {
        long value = lrintf(numbers[i] / sqrtf(square) * length);
        row->values[i] = (int8_t)(value > 127 ? 127 : value < -127 ? -127 : value);
    }
}

static int by_key(const void *left, const void *right)
{
    const struct vector_row *a = left, *b = right;
    return a->key < b->key ? -1 : a->key > b->key;
}

static int by_rank(const void *left, const void *right)
{
    const struct vector_row *a = *(struct vector_row *const *)left;
    const struct vector_row *b = *(struct vector_row *const *)right;
    return a->rank < b->rank ? -1 : a->rank > b->rank;
}

/* By key. Two in thirty thousand words may share one. */
static void sort_rows(struct vector_table *table)
{
    size_t kept = 0;
    if (table->rows.count > 0)
        qsort(table->rows.items, table->rows.count, sizeof *table->rows.items, by_key);
    for (size_t i = 0; i < table->rows.count; i++)
        if (kept == 0 || table->rows.items[kept - 1].key != table->rows.items[i].key)
            table->rows.items[kept++] = table->rows.items[i];
    table->rows.count = kept;
}

static void put_keys(const struct vector_table *table, hs_buffer *out)
{
    uint32_t first[HS_WORD_VECTORS_BUCKETS + 1] = {0};
    hs_buffer keys = {0}, places = {0};
    for (size_t i = 0; i < table->rows.count; i++) {
        const struct vector_row *row = &table->rows.items[i];
        first[(row->key >> HS_WORD_VECTORS_SHIFT) + 1] = (uint32_t)i + 1;
        hs_buffer_append(&keys, &row->key, sizeof row->key);
        hs_buffer_append(&places, &row->place, sizeof row->place);
    }
    for (size_t b = 1; b <= HS_WORD_VECTORS_BUCKETS; b++) /* an empty one ends where it begins */
        first[b] = first[b] < first[b - 1] ? first[b - 1] : first[b];
    section_put(out, first, sizeof first);
    section_put(out, keys.bytes, keys.length);
    section_put(out, places.bytes, places.length);
    hs_buffer_finish(&keys);
    hs_buffer_finish(&places);
}

/* Frequent words' first; notes the place of each. */
static void put_values(struct vector_table *table, hs_buffer *out)
{
    size_t count = table->rows.count;
    struct vector_row **rows = hs_alloc(count * sizeof *rows + 1);
    hs_buffer values = {0};
    for (size_t i = 0; i < count; i++)
        rows[i] = &table->rows.items[i];
    qsort(rows, count, sizeof *rows, by_rank);
    for (size_t i = 0; i < count; i++) {
        rows[i]->place = (uint16_t)i;
        hs_buffer_append(&values, rows[i]->values, WIDTH);
    }
    section_put(out, values.bytes, values.length);
    hs_buffer_finish(&values);
    free(rows);
}

static uint64_t fingerprint(const struct vector_table *table)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < table->rows.count; i++)
        for (int k = 0; k < WIDTH; k++)
            hash = (hash ^ (uint8_t)table->rows.items[i].values[k]) * UINT64_C(1099511628211);
    return hash;
}

void vector_table_export(struct vector_table *table, hs_buffer *out)
{
    hs_buffer values = {0};
    sort_rows(table);
    const hs_word_vectors_header header = {.version = HS_WORD_VECTORS_VERSION,
                                           .count = (uint32_t)table->rows.count,
                                           .width = WIDTH,
                                           .fingerprint = fingerprint(table)};
    put_values(table, &values);
    section_put(out, &header, sizeof header);
    put_keys(table, out);
    section_put(out, values.bytes, values.length);
    hs_buffer_finish(&values);
}

void vector_table_finish(struct vector_table *table)
{
    hs_array_finish(&table->rows);
}
