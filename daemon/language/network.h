/* The trained network at work: from words to everything that is predicted of them.
 *
 * Word vectors are summed from a vocabulary row and hashed rows (word_features.h), run through
 * layers of bidirectional recurrent cells (kernels.h), and mapped to tag logits and to arc and
 * label vectors, from which trees are scored after Dozat and Manning, "Deep Biaffine Attention for
 * Neural Dependency Parsing" (2017). corpus/train/network.h describes the training side.
 *
 * A network borrows the bytes that it was bound to. It is immutable and shared; a workspace is for
 * one thread at a time. Weights are 8-bit with a scale an output; all results are the same on
 * every machine.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "language/language.h"
#include "language/model_file.h"
#include "language/name_model.h"
#include "language/outputs.h"
#include "language/section.h"

/* Raise when the layout of the model section or the meaning of the weights changes. */
#define HS_NETWORK_VERSION 1u

enum { HS_NETWORK_LAYERS_MAX = 4, HS_NETWORK_WORDS_MAX = HS_SENTENCE_WORDS_MAX };

/* The first words of the model section; the parts follow in the order of `struct hs_network`,
 * each starting at a multiple of 64 bytes. Little-endian. */
struct hs_network_header {
    uint32_t version;
    uint32_t labels_version;
    uint32_t features_version;
    uint32_t slot_count; /* a power of two, more than there are vocabulary rows */
    uint32_t vocabulary;
    uint32_t buckets;
    uint32_t input;
    uint32_t hidden;
    uint32_t layers;
    uint32_t arc;
    uint32_t label;
    uint32_t reserved[5];
};

/* A place of the hash table of words: the high half of the word's hash, and its row. */
struct hs_vocabulary_slot {
    uint32_t tag;
    uint32_t row; /* 0: free */
};

struct hs_network {
    struct hs_network_header header;
    const struct hs_vocabulary_slot *slots;
    struct hs_vector_table words;
    struct hs_vector_table hashed;
    const float *input_bias;
    struct hs_direction layers[HS_NETWORK_LAYERS_MAX][2];
    struct hs_linear heads;
    struct hs_linear arc_map;
    const float *arc_root;             /* [arc] the root's mapped vector */
    const float *arc_distance;         /* [HS_ARC_DISTANCES] */
    const float *label_root;           /* [label] */
    struct hs_linear relations;        /* HS_DEPREL_COUNT outputs, rounded up */
    int32_t *matrix_biases;            /* owned: the biases of all matrices */
    const struct hs_name_model *names; /* NULL after binding: name tags are those of the heads */
    uint32_t words_at_hand;            /* the rows of `words` from here on are copied from … */
    const hs_model_file *file;         /* … this; after binding all rows are at hand */
};

/* Columns of the head outputs. */
struct hs_head_columns {
    uint32_t arc_dependent, arc_head, label_dependent, label_head, width;
};
struct hs_head_columns hs_network_columns(const struct hs_network_header *header);

/* Checks the section and points into it; false with the reason when it does not fit. */
bool hs_network_bind(struct hs_network *network, const void *bytes, size_t size, hs_error *error);

/* Leaves the vectors of rarer words in the file that it was bound to a section of: they are the
 * largest part of it, and a text needs few of them. The file must outlive the network. */
void hs_network_set_rare_words_aside(struct hs_network *network, hs_model_file *file);
void hs_network_finish(struct hs_network *network);

/* Scratch memory for one run, of fixed size for a network (about 2 MB). NULL without memory. */
struct hs_workspace;
struct hs_workspace *hs_workspace_create(const struct hs_network *network,
                                         const struct hs_kernels *kernels);
void hs_workspace_destroy(struct hs_workspace *workspace);

/*
 * Analyses the sentences, which together hold at most HS_NETWORK_WORDS_MAX words: sets upos, xpos,
 * features, entity_tag, head and deprel of their words. Heads count from the first word of
 * `words`. Byte ranges must lie in `text`. entity_tag is a name tag here (0, else 1 + 2 * type,
 * plus 1 inside a name). `states` may be NULL; else the last layer's row of each of the
 * sentences' words, hs_network_state_width numbers, is put there, `stride` bytes from the last.
 */
void hs_network_run(const struct hs_network *network, struct hs_workspace *workspace,
                    const char *text, hs_word *words, const hs_word_span *sentences,
                    uint32_t sentence_count, int8_t *states, size_t stride);

static inline size_t hs_network_state_width(const struct hs_network_header *header)
{
    return 2 * (size_t)header->hidden;
}

/* Of the weights below the heads, by way of their scales and biases, which no two trainings share.
 */
uint64_t hs_network_encoder_fingerprint(const struct hs_network *network);

/* What the model of names reads of each of the sentences' words, in the order of the text:
 * hs_name_model_width numbers each. For its training: of `network->names` only the header and the
 * lists are used. */
void hs_network_name_inputs(const struct hs_network *network, struct hs_workspace *workspace,
                            const char *text, const hs_word *words, const hs_word_span *sentences,
                            uint32_t sentence_count, int8_t *inputs);

/* Adds what runs took since the last call. */
void hs_workspace_take_costs(struct hs_workspace *workspace, hs_language_costs *sum);
