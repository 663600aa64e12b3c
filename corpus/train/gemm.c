/*
 * The product packs the right side into panels of two vectors' columns and the left side into
 * panels of a few rows, so that the kernel reads both in order; GCC's vector types give AVX-512,
 * AVX2 or SSE code from one source. A tile's sums must fit the registers: 24 of the 32 of AVX-512,
 * 12 of the 16 of others. Training is the only user: analysis has its own integer kernels.
 */

#include "train/gemm.h"

#include <stdlib.h>
#include <string.h>

#ifdef __AVX512F__
enum { ROWS = 12, LANES = 16 };
#elif defined __AVX__
enum { ROWS = 6, LANES = 8 };
#else
enum { ROWS = 6, LANES = 4 };
#endif
enum { COLUMNS = 2 * LANES, DEPTH = 512, BAND = 240 };

typedef float vector __attribute__((vector_size(LANES * 4), aligned(LANES * 4)));
typedef float vector_unaligned __attribute__((vector_size(LANES * 4), aligned(4)));

static _Alignas(64) _Thread_local float left_pack[BAND * DEPTH];
static _Thread_local float *right_pack;
static _Thread_local size_t right_pack_size;

static size_t round_up(size_t x, size_t to)
{
    return (x + to - 1) / to * to;
}

void gemm_forget(void)
{
    free(right_pack);
    right_pack = NULL;
    right_pack_size = 0;
}

size_t gemm_packed_size(size_t n, size_t k)
{
    return round_up(n, COLUMNS) * k;
}

void gemm_pack(bool transpose_b, size_t n, size_t k, const float *b, size_t ldb, float *packed)
{
    for (size_t column = 0; column < n; column += COLUMNS) {
        size_t width = n - column < COLUMNS ? n - column : COLUMNS;
        float *panel = packed + column * k;
        if (width < COLUMNS)
            memset(panel, 0, k * COLUMNS * sizeof *panel);
        if (transpose_b) {
            for (size_t j = 0; j < width; j++)
                for (size_t p = 0; p < k; p++)
                    panel[p * COLUMNS + j] = b[(column + j) * ldb + p];
        } else {
            for (size_t p = 0; p < k; p++)
                memcpy(panel + p * COLUMNS, b + p * ldb + column, width * sizeof *panel);
        }
    }
}

static void pack_left(bool transpose_a, size_t m, size_t k, const float *a, size_t lda)
{
    for (size_t row = 0; row < m; row += ROWS) {
        size_t height = m - row < ROWS ? m - row : ROWS;
        float *panel = left_pack + row * k;
        if (height < ROWS)
            memset(panel, 0, k * ROWS * sizeof *panel);
        if (transpose_a) {
            for (size_t p = 0; p < k; p++)
                memcpy(panel + p * ROWS, a + p * lda + row, height * sizeof *panel);
        } else {
            for (size_t i = 0; i < height; i++)
                for (size_t p = 0; p < k; p++)
                    panel[p * ROWS + i] = a[(row + i) * lda + p];
        }
    }
}

/* A ROWS x COLUMNS tile of the product over `k` terms. */
static inline void kernel(size_t k, const float *left, const float *right, float *restrict tile)
{
    vector sums[ROWS][2];
    memset(sums, 0, sizeof sums);
    for (size_t p = 0; p < k; p++) {
        vector first = *(const vector *)(right + p * COLUMNS);
        vector second = *(const vector *)(right + p * COLUMNS + LANES);
#pragma GCC unroll 12
        for (size_t i = 0; i < ROWS; i++) {
            float value = left[p * ROWS + i];
            sums[i][0] += value * first;
            sums[i][1] += value * second;
        }
    }
    memcpy(tile, sums, sizeof sums);
}

static void store_tile(const float *tile, size_t height, size_t width, bool add, float *c,
                       size_t ldc)
{
    for (size_t i = 0; i < height; i++) {
        float *to = c + i * ldc;
        const float *from = tile + i * COLUMNS;
        if (add && width == COLUMNS) {
            *(vector_unaligned *)to += *(const vector *)from;
            *(vector_unaligned *)(to + LANES) += *(const vector *)(from + LANES);
        } else if (add) {
            for (size_t j = 0; j < width; j++)
                to[j] += from[j];
        } else {
            memcpy(to, from, width * sizeof *to);
        }
    }
}

static void multiply_band(size_t m, size_t n, size_t depth, size_t k, const float *packed, bool add,
                          float *c, size_t ldc)
{
    _Alignas(64) float tile[ROWS * COLUMNS];
    for (size_t column = 0; column < n; column += COLUMNS) {
        size_t width = n - column < COLUMNS ? n - column : COLUMNS;
        for (size_t row = 0; row < m; row += ROWS) {
            size_t height = m - row < ROWS ? m - row : ROWS;
            kernel(depth, left_pack + row * depth, packed + column * k, tile);
            store_tile(tile, height, width, add, c + row * ldc + column, ldc);
        }
    }
}

void gemm_packed(bool transpose_a, size_t m, size_t n, size_t k, const float *a, size_t lda,
                 const float *packed, bool add, float *c, size_t ldc)
{
    for (size_t from = 0; from < k; from += DEPTH) {
        size_t depth = k - from < DEPTH ? k - from : DEPTH;
        for (size_t row = 0; row < m; row += BAND) {
            size_t height = m - row < BAND ? m - row : BAND;
            const float *start = transpose_a ? a + from * lda + row : a + row * lda + from;
            pack_left(transpose_a, height, depth, start, lda);
            multiply_band(height, n, depth, k, packed + from * COLUMNS, add || from > 0,
                          c + row * ldc, ldc);
        }
    }
}

void gemm(bool transpose_a, bool transpose_b, size_t m, size_t n, size_t k, const float *a,
          size_t lda, const float *b, size_t ldb, bool add, float *c, size_t ldc)
{
    size_t size = gemm_packed_size(n, k);
    if (size > right_pack_size) {
        free(right_pack);
        right_pack = aligned_alloc(64, round_up(size * sizeof *right_pack, 64));
        if (!right_pack)
            abort();
        right_pack_size = size;
    }
    gemm_pack(transpose_b, n, k, b, ldb, right_pack);
    gemm_packed(transpose_a, m, n, k, a, lda, right_pack, add, c, ldc);
}
