/* Reading a model section part by part, as corpus/train/section_writer.h writes it: each part at a
 * multiple of 64 bytes, every size checked before it is used. What is read points into the section,
 * which must outlive it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "language/kernels.h"

enum { HS_SECTION_ALIGNMENT = 64 };

typedef struct hs_section_linear {
    struct hs_matrix matrix;
    const float *scales; /* [outputs] what a sum of 1 stands for */
    const float *bias;
} hs_section_linear;

typedef struct hs_section_table {
    const int8_t *rows; /* [count][width] */
    const float *scales;
} hs_section_table;

/* The part of the section that has not been taken. Once `good` is false it stays so, and what is
 * taken is NULL. */
typedef struct hs_section_reader {
    hs_str section;
    size_t at;
    bool good;
    int32_t *biases; /* room for the biases of the matrices to come, zeroed */
    size_t bias_count;
    size_t bias_capacity;
} hs_section_reader;

const void *hs_section_take(hs_section_reader *reader, size_t count, size_t size);

/* Floats that no sum of a network's size can carry out of range. */
const float *hs_section_take_floats(hs_section_reader *reader, size_t count);

hs_section_linear hs_section_take_linear(hs_section_reader *reader, uint32_t inputs,
                                         uint32_t outputs);
hs_section_table hs_section_take_table(hs_section_reader *reader, uint32_t count, uint32_t width);

/* A width that the kernels can work with. */
bool hs_section_width_is_good(uint32_t width);
