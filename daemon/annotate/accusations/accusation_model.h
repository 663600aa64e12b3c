/* The trained model of accusations and answers: which words accuse or assert a wrong, and which
 * answer. Whom they are against is weighed while linking (role_features.h).
 *
 * A section of a model file (language/model_file.h), read in place. What the language network knows
 * of a word (its state) and rows for the lexicon, the tree and the quotes around it
 * (accusation_inputs.h) are summed, run through a layer of bidirectional recurrent cells over the
 * block, and mapped to scores (accusation_labels.h), by a few networks of the same kind whose
 * scores are added up; two linear-chain random fields choose labels.
 * corpus/train/train_accusation.c trains it, docs/MODELS.md measures it.
 *
 * A model is immutable; any thread may use it. Time is linear in the words.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "annotate/accusations/accusation_chain.h"
#include "annotate/accusations/accusation_inputs.h"
#include "annotate/networks/recurrent.h"
#include "base/error.h"

#define HS_ACCUSATION_SECTION "accusation"

/* Raise when the layout of the section or the meaning of its weights changes. */
#define HS_ACCUSATION_VERSION 4u

enum {
    HS_ACCUSATION_WINDOW = 512, /* words that one run sees; longer blocks are cut */
    HS_ACCUSATION_NETWORKS_MAX = 4,
    HS_ACCUSATION_SETTINGS = 32,
};

/* Single numbers of the model, in the section's last part. */
enum hs_accusation_setting {
    HS_SETTING_ACCUSING_LEAST,  /* likelihood of a sentence from which on it may hold some: linking
                                 */
    HS_SETTING_ANSWERING_LEAST, /* judges what is found there */
    HS_SETTING_CUE_BIAS,        /* hs_chain.cue_bias of accusing words */
};

/* The first words of the section; the parts follow in the order of `hs_accusation_model`, each at a
 * multiple of 64 bytes. Little-endian. */
typedef struct hs_accusation_header {
    uint32_t version;
    uint32_t rows;  /* HS_ACCUSATION_ROWS */
    uint32_t state; /* HS_ACCUSATION_STATE */
    uint32_t input;
    uint32_t hidden;
    uint32_t lanes;     /* HS_ACCUSATION_LANES */
    uint32_t unused[2]; /* 0 */
    uint64_t encoder;   /* fingerprint of the language network whose states it was trained on */
    uint32_t networks;  /* trained from different starts; their scores are added up */
    uint32_t reserved[5];
} hs_accusation_header;

typedef struct hs_accusation_network {
    struct hs_linear from_state;
    struct hs_vector_table table;
    struct hs_direction layer[2];
    struct hs_linear heads;
} hs_accusation_network;

typedef struct hs_accusation_model {
    hs_accusation_header header;
    hs_accusation_network networks[HS_ACCUSATION_NETWORKS_MAX];
    const hs_chain_row *accusing_transitions;
    const hs_chain_row *answering_transitions;
    const float *settings; /* [HS_ACCUSATION_SETTINGS] */
    const struct hs_kernels *kernels;
    int32_t *matrix_biases; /* owned */
} hs_accusation_model;

/* Checks the section and points into it; false with the reason when it does not fit. The bytes must
 * outlive the model. */
bool hs_accusation_model_bind(hs_accusation_model *model, hs_str section, hs_error *error);
void hs_accusation_model_finish(hs_accusation_model *model);

/* The model that this program uses, opened on first use: $HEARSAY_ACCUSATION if set ("none" for no
 * model), else the source tree's, else the installed one. NULL when there is none or it is damaged,
 * which is logged once; the rules do the work then. */
const hs_accusation_model *hs_accusation_model_shared(void);

static inline hs_chain hs_accusation_chain(const hs_accusation_model *model)
{
    return (hs_chain){model->accusing_transitions, HS_ACCUSING_LABELS, HS_LANE_ACCUSING,
                      model->settings[HS_SETTING_CUE_BIAS]};
}

static inline hs_chain hs_answer_chain(const hs_accusation_model *model)
{
    return (hs_chain){model->answering_transitions, HS_ANSWERING_LABELS, HS_LANE_ANSWERING, 0};
}

/* What the network gives for the words of a block. */
typedef struct hs_accusation_output {
    const hs_chain_scores *scores;
} hs_accusation_output;

hs_accusation_output hs_accusation_run(const hs_accusation_model *model, const hs_reading *reading,
                                       const hs_accusation_rows *rows, hs_arena *arena);
