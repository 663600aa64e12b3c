/* The trained model of attributions: who says what, as labels of words.
 *
 * A section of a model file (language/model_file.h), read in place. Word vectors and rows for what
 * stands around a word (attribution_inputs.h) are summed and put beside what the language network
 * makes of the word (hs_language_analyse_tokens), run through two layers of bidirectional recurrent
 * cells over the whole block, and mapped to scores of the labels
 * (attribution_labels.h); a linear-chain conditional random field (Lafferty, McCallum and Pereira
 * 2001) chooses among them. corpus/train/train_attribution.c trains it, docs/MODELS.md measures it.
 *
 * A model is immutable; any thread may use it. Weights are 8-bit with a scale an output. Time is
 * linear in the words.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "annotate/quotes/attribution_inputs.h"
#include "annotate/quotes/attribution_labels.h"
#include "base/error.h"
#include "language/kernels.h"
#include "language/model_file.h"
#include "language/section.h"

#define HS_ATTRIBUTION_SECTION "attribution"

/* Raise when the layout of the section or the meaning of its weights changes. */
#define HS_ATTRIBUTION_VERSION 2u

enum {
    HS_ATTRIBUTION_LAYERS = 2,
    HS_ATTRIBUTION_WINDOW = 512, /* words that one run sees; longer blocks are cut */
    HS_ATTRIBUTION_CALIBRATION = 8,
};

/* The first words of the section; the parts follow in the order of `hs_attribution_model`, each
 * at a multiple of 64 bytes. Little-endian. */
typedef struct hs_attribution_header {
    uint32_t version;
    uint32_t slot_count; /* a power of two, more than there are forms */
    uint32_t vocabulary;
    uint32_t rows; /* HS_ATTRIBUTION_ROWS */
    uint32_t input;
    uint32_t hidden;
    uint32_t labels;  /* HS_LABEL_COUNT */
    uint32_t states;  /* numbers of a word's state that are read; 0: none */
    uint64_t encoder; /* the network's fingerprint, where it is used */
    uint32_t reserved[6];
} hs_attribution_header;

/* A place of the hash table of forms. */
typedef struct hs_form_slot {
    uint32_t form;
    uint32_t row_and_level; /* vocabulary row * 8 + cue level; 0: free */
} hs_form_slot;

typedef struct hs_attribution_model {
    hs_attribution_header header;
    const hs_form_slot *slots;
    struct hs_vector_table words;
    struct hs_vector_table around;
    const float *input_bias;
    struct hs_direction layers[HS_ATTRIBUTION_LAYERS][2];
    struct hs_linear heads;
    const float *transitions; /* [HS_LABEL_COUNT][HS_LABEL_LANES] */
    const float *calibration; /* attribution_confidence.h */
    const struct hs_kernels *kernels;
    int32_t *matrix_biases; /* owned */
} hs_attribution_model;

/* Checks the section and points into it; false with the reason when it does not fit. The bytes must
 * outlive the model. */
bool hs_attribution_model_bind(hs_attribution_model *model, hs_str section, hs_error *error);
void hs_attribution_model_finish(hs_attribution_model *model);

/* The model that this program uses, opened on first use: $HEARSAY_ATTRIBUTION if set ("none" for
 * no model), else the source tree's, else the installed one. NULL when there is none or it is
 * damaged, which is logged once; the rules do the work then. */
const hs_attribution_model *hs_attribution_model_shared(void);

/* Tells that model from others; 0 without one. */
uint64_t hs_attribution_model_shared_hash(void);

/* 0 when the form is unknown. */
uint32_t hs_attribution_row(const hs_attribution_model *model, uint32_t form);
uint8_t hs_attribution_level(const void *model, uint32_t form); /* an hs_cue_level */

/* The scores of each word's labels, in `arena`. `states` has a row of `stride` numbers a word
 * (language.h), at least header.states; not read where that is 0. */
typedef float hs_label_scores[HS_LABEL_LANES];
hs_label_scores *hs_attribution_scores(const hs_attribution_model *model, const hs_block *block,
                                       const hs_attribution_word *words, const int8_t *states,
                                       size_t stride, hs_arena *arena);

/* The best labels of words [first, end), in `labels` from there on. */
void hs_attribution_decode(const hs_attribution_model *model, const hs_label_scores *scores,
                           uint32_t first, uint32_t end, uint8_t *labels, hs_arena *arena);
