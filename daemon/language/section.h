/* The parts of a model section, read in place in the order in which section_writer.h of
 * corpus/train puts them: each at a multiple of 64 bytes, weights as bytes with a scale an output
 * or row. Whoever reads a section computes all sizes from a header that it has checked; a part that
 * does not fit, or holds a number that could lead astray, turns the cursor bad, and so does all
 * that is taken after it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"
#include "language/kernels.h"

/* What a section must be aligned to, and the widest row that models of this program have. */
enum { HS_PART_ALIGNMENT = 64, HS_PART_WIDTH_MAX = 512 };

struct hs_linear {
    struct hs_matrix matrix;
    const float *scales; /* [outputs] what a sum of 1 stands for */
    const float *bias;   /* [outputs] */
};

/* One direction of a layer of recurrent cells. */
struct hs_direction {
    struct hs_linear from_input;  /* 3 * hidden outputs: forget, candidate, output */
    struct hs_linear from_hidden; /* its bias is zero */
};

/* The part of a section that has not been taken. `bytes` is aligned to 64. */
struct hs_part_cursor {
    const char *bytes;
    size_t at;
    size_t size;
    bool good;
    int32_t *biases; /* room for the biases of all matrices that will be taken */
    size_t bias_count;
    size_t bias_capacity;
};

/* Begins to read the section of the model called `name` and copies its header, which begins with
 * the version; false with the reason where it is short, misplaced or of another version. The biases
 * are the caller's to set. */
bool hs_part_begin(struct hs_part_cursor *cursor, hs_str section, void *header, size_t header_size,
                   uint32_t version, const char *name, hs_error *error);

/* True where every part was good and nothing is left. */
bool hs_part_end(const struct hs_part_cursor *cursor);

const void *hs_part_take(struct hs_part_cursor *cursor, size_t count, size_t size);

/* Floats that no product or sum of a network's size can carry out of range. */
const float *hs_part_floats(struct hs_part_cursor *cursor, size_t count);
struct hs_linear hs_part_linear(struct hs_part_cursor *cursor, uint32_t inputs, uint32_t outputs);
struct hs_direction hs_part_direction(struct hs_part_cursor *cursor, uint32_t inputs,
                                      uint32_t hidden);
struct hs_vector_table hs_part_table(struct hs_part_cursor *cursor, uint32_t count, uint32_t width);

/* True where a width is one that kernels take, and at most `most`. */
bool hs_part_fits_kernels(uint32_t width, uint32_t most);
