#pragma once

/*
 * Single-precision matrix products for training, blocked and packed after Goto and van de Geijn,
 * "Anatomy of High-Performance Matrix Multiplication" (ACM TOMS 34, 2008). Matrices are row-major.
 */

#include <stdbool.h>
#include <stddef.h>

/* C (m x n) = op(A) op(B), or += where `add`; op transposes where told. */
void gemm(bool transpose_a, bool transpose_b, size_t m, size_t n, size_t k, const float *a,
          size_t lda, const float *b, size_t ldb, bool add, float *c, size_t ldc);

/*
 * For a right side that serves many products: packs op(B) (k x n) into `packed`, which holds
 * gemm_packed_size(n, k) floats, aligned to 64 bytes.
 */
size_t gemm_packed_size(size_t n, size_t k);
void gemm_pack(bool transpose_b, size_t n, size_t k, const float *b, size_t ldb, float *packed);
void gemm_packed(bool transpose_a, size_t m, size_t n, size_t k, const float *a, size_t lda,
                 const float *packed, bool add, float *c, size_t ldc);

/* Frees what products of this thread keep; to be called before a thread ends. */
void gemm_forget(void);
