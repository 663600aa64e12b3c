/* The kernels for AVX2 with VNNI: Intel's processors for desktops and laptops since 2021, which
 * have no AVX-512. */

#include "language/kernels_avx2.h"

typedef __m256i vector;

enum {
    VECTOR_OUTPUTS = 8,
    ONE_ROW = 12, /* of 16 registers */
    ONE_ROW_NEXT = 6,
    ONE_ROW_THEN = 4,
    ONE_ROW_LAST = 4,
    TWO_ROWS = 6,
    THREE_ROWS = 4,
    FOUR_ROWS = 2,
    FIVE_ROWS = 2,
    ROWS = 5,
    ALL_ROWS = 2,
    FEW = 2,
    LEAST = 2,
};

#define load_sums(from) _mm256_loadu_si256((const __m256i *)(from))
#define load_weights(from) _mm256_load_si256((const __m256i *)(from))
#define store_sums(to, sums) _mm256_storeu_si256((__m256i *)(to), sums)
#define spread(word) _mm256_set1_epi32(word)
#define flip(bytes) _mm256_xor_si256(bytes, _mm256_set1_epi8(INT8_MIN))
#define dot(sums, bytes, weights) _mm256_dpbusd_avx_epi32(sums, bytes, weights)

#include "language/kernels_vnni.h"

const struct hs_kernels hs_kernels_avx_vnni = {
    "avx-vnni",    multiply,     multiply_back,   add_rows,         common_scale,
    common_squash, common_step,  common_quantise, common_weigh_sum, common_add_weighted,
    common_follow, common_widen, common_hash,
};
