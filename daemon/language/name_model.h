/* Which words are names: one more layer of bidirectional recurrent cells over what the network's
 * last layer made of the words, their vectors, and marks from lists of names (name_lists.h); then a
 * linear-chain random field over the name tags (Lafferty, McCallum and Pereira 2001).
 *
 * It stands in a section of its own, trained by corpus/train/train_names.c with the network's
 * weights as they are, so that names can be learned anew without a change to anything else.
 * Immutable once bound; it borrows the bytes.
 */
#pragma once

#include "base/error.h"
#include "language/name_lists.h"
#include "language/outputs.h"
#include "language/section.h"

#define HS_NAME_SECTION "names"

/* Raise when the layout of the section or the meaning of its weights changes. */
#define HS_NAME_VERSION 1u

enum { HS_NAME_OUTPUTS = 16 }; /* HS_NAME_TAG_COUNT, rounded up to what kernels take */

/* The first words of the section; the parts follow in the order of `struct hs_name_model`. */
struct hs_name_header {
    uint32_t version;
    uint32_t labels_version;
    uint32_t features_version;
    uint32_t slot_count;
    uint32_t states; /* what a word brings: the network's last layer, ... */
    uint32_t vector; /* ... its vector, and HS_NAME_LIST_INPUTS marks */
    uint32_t hidden;
    uint32_t reserved[9];
};

struct hs_name_model {
    struct hs_name_header header;
    struct hs_name_lists lists;
    struct hs_direction layer[2];
    struct hs_linear outputs;
    const float *transitions; /* [1 + HS_NAME_TAG_COUNT][HS_NAME_TAG_COUNT]: to each tag, from the
                                 sentence's beginning and from each tag */
    int32_t *matrix_biases;   /* owned */
};

/* Inputs of a word. */
uint32_t hs_name_model_width(const struct hs_name_header *header);

/* Checks the section, which must fit a network of these widths, and points into it; false with the
 * reason when it does not fit. */
bool hs_name_model_bind(struct hs_name_model *model, const void *bytes, size_t size,
                        uint32_t states, uint32_t vector, hs_error *error);
void hs_name_model_finish(struct hs_name_model *model);
