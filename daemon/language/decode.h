/* From the network's outputs to labels: the best tag of each group, the best well-formed sequence
 * of name tags (Viterbi 1967), the best tree (tree.h) and the best relation of each of its arcs.
 */
#pragma once

#include "language/network.h"

struct hs_head_rows {
    float *outputs;                /* [words][head width], in text order */
    void *scratch;                 /* hs_decode_scratch_size bytes, aligned to 64 */
    const float *name_transitions; /* those of name_model.h, or NULL: none counts */
};

size_t hs_decode_scratch_size(const struct hs_network_header *header);

/* Labels the words of `span`, whose outputs start at row `first_row`. At most
 * HS_NETWORK_WORDS_MAX words. */
void hs_decode_sentence(const struct hs_network *network, const struct hs_kernels *kernels,
                        const struct hs_head_rows *rows, uint32_t first_row, hs_word *words,
                        hs_word_span span);
