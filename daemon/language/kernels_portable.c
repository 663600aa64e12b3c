/* The kernels in portable C: the reference for the others, and what machines without AVX2 run. */

#include "language/kernels_common.h"

#include <string.h>

static void multiply(const struct hs_matrix *matrix, const int8_t *rows, size_t row_count,
                     size_t row_stride, int32_t *sums, size_t sum_stride)
{
    for (size_t row = 0; row < row_count; row++) {
        const int8_t *values = rows + row * row_stride;
        int32_t *out = sums + row * sum_stride;
        memset(out, 0, matrix->outputs * sizeof *out);
        for (size_t i = 0; i < matrix->inputs; i += HS_KERNEL_INPUTS) {
            const int8_t *weights = matrix->weights + i * matrix->outputs;
            for (size_t o = 0; o < matrix->outputs; o++)
                for (size_t k = 0; k < HS_KERNEL_INPUTS; k++)
                    out[o] += values[i + k] * weights[o * HS_KERNEL_INPUTS + k];
        }
    }
}

const struct hs_kernels hs_kernels_portable = {
    "portable",    multiply,    common_add_row,  common_scale,
    common_squash, common_step, common_quantise,
};
