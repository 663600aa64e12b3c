/* What the builds for AVX2 have in common beside the steps of kernels_common.h: sums of rows, which
 * compilers keep in memory. */
#pragma once

#include <immintrin.h>

#include "language/kernels_common.h"

/* Some lanes of a sum, eight a vector, kept in registers while the rows are added to them. */
static inline __attribute__((always_inline)) void
add_eights(float *sum, const struct hs_vector_table *table, const uint32_t *rows, size_t row_count,
           size_t width, size_t first, int vectors)
{
    __m256 lanes[LANES / 2];
    for (int v = 0; v < vectors; v++)
        lanes[v] = _mm256_loadu_ps(sum + first + 8 * v);
    for (size_t k = 0; k < row_count; k++) {
        const int8_t *row = table->rows + rows[k] * width + first;
        __m256 scale = _mm256_set1_ps(table->scales[rows[k]]);
        for (int v = 0; v < vectors; v++) {
            __m128i bytes = _mm_loadl_epi64((const __m128i *)(row + 8 * v));
            __m256 values = _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes));
            lanes[v] = _mm256_add_ps(lanes[v], _mm256_mul_ps(scale, values));
        }
    }
    for (int v = 0; v < vectors; v++)
        _mm256_storeu_ps(sum + first + 8 * v, lanes[v]);
}

static void add_rows(float *sum, const struct hs_vector_table *table, const uint32_t *rows,
                     size_t row_count, size_t width)
{
    size_t first = 0;
    for (; first + 3 * LANES <= width; first += 3 * LANES)
        add_eights(sum, table, rows, row_count, width, first, 6);
    for (; first < width; first += LANES)
        add_eights(sum, table, rows, row_count, width, first, 2);
}
