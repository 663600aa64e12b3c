/* Vectors of words on their way into the section of a model file that
 * daemon/language/word_vectors.h reads.
 */
#pragma once

#include "base/array.h"
#include "base/buffer.h"
#include "language/word_vectors.h"

struct vector_row {
    uint32_t key;
    uint32_t rank;  /* 1 for the first that was added, … */
    uint16_t place; /* among those that stayed */
    int8_t values[HS_WORD_VECTOR_WIDTH];
};

struct vector_table {
    HS_ARRAY(struct vector_row) rows;
};

/* Adds a word's HS_WORD_VECTOR_WIDTH numbers, brought to one length; frequent words first. */
void vector_table_add(struct vector_table *table, hs_str lemma, char part, const float *numbers);

/* Sorts the rows and writes the section; of words that share a key one stays. */
void vector_table_export(struct vector_table *table, hs_buffer *out);

void vector_table_finish(struct vector_table *table);
