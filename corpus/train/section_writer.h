/* Parts of a model section as analysis reads them: each at a multiple of 64 bytes, weights as 8-bit
 * steps of the largest value of their output or row, matrices in the order of language/kernels.h.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

void section_put(hs_buffer *out, const void *bytes, size_t size);

/* `rows` vectors of `width`: their bytes, then their scales. */
void section_put_table(hs_buffer *out, const float *values, size_t rows, size_t width);

/* A map [outputs][inputs], padded to `padded` outputs: bytes, scales, biases (NULL: none). The
 * inputs are activations, 127 for 1. */
void section_put_linear(hs_buffer *out, const float *weights, const float *bias, size_t inputs,
                        size_t outputs, size_t padded);
