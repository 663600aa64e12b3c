/* The kernels in portable C: the reference for the others, and what machines without AVX2 run. */

#include "language/kernels_common.h"

#include <string.h>

static void multiply(const struct hs_matrix *matrix, const int8_t *rows, size_t row_count,
                     size_t row_stride, int32_t *sums, size_t sum_stride)
{
    for (size_t row = 0; row < row_count; row++) {
        const int8_t *values = rows + row * row_stride;
        int32_t *restrict out = sums + row * sum_stride;
        memset(out, 0, matrix->outputs * sizeof *out);
        for (size_t i = 0; i < matrix->inputs; i += HS_KERNEL_INPUTS) {
            const int8_t *weights = matrix->weights + i * matrix->outputs;
            int32_t a = values[i];
            int32_t b = values[i + 1];
            int32_t c = values[i + 2];
            int32_t d = values[i + 3];
            for (size_t o = 0; o < matrix->outputs; o++, weights += HS_KERNEL_INPUTS)
                out[o] += a * weights[0] + b * weights[1] + c * weights[2] + d * weights[3];
        }
    }
}

const struct hs_kernels hs_kernels_portable = {
    "portable",    multiply,     multiply,        common_add_rows,  common_scale,
    common_squash, common_step,  common_quantise, common_weigh_sum, common_add_weighted,
    common_follow, common_widen, common_hash,
};
