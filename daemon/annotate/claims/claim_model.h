/* The trained model of claims: how much a sentence is worth checking, and what kind of claim it is.
 *
 * A section of a model file (language/model_file.h), read in place. What the language network made
 * of each word, and rows for the word and the pair of neighbours it ends (claim_inputs.h), are
 * summed and rectified; the largest value and the mean over the sentence, with features of the
 * whole, go through a hidden layer to a few outputs. Several such networks, trained alike from
 * other beginnings, are averaged. The linking then looks at the sentences around (claim_context.h).
 * corpus/train/train_claims.c trains it, docs/MODELS.md measures it.
 *
 * A model is immutable; any thread may use it. Time is linear in the words.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "annotate/claims/claim_inputs.h"
#include "base/error.h"
#include "language/model_file.h"
#include "language/section.h"

#define HS_CLAIM_SECTION "claims"

/* Raise when the layout of the section or the meaning of its weights changes. */
#define HS_CLAIM_VERSION 1u

enum {
    HS_CLAIM_TOKEN_WIDTH = 64,
    HS_CLAIM_HIDDEN = 64,
    HS_CLAIM_POOLED = 2 * HS_CLAIM_TOKEN_WIDTH + HS_CLAIM_FEATURES,
    HS_CLAIM_MEMBERS_MAX = 4,
    HS_CLAIM_CONTEXT_WEIGHTS = 16,
};

/* The outputs: logits that a sentence is worth checking, as different annotators have it. */
enum hs_claim_output {
    HS_CLAIM_OUTPUT_ANY,         /* those of news and of sentences, as one */
    HS_CLAIM_OUTPUT_NEWS,        /* of news */
    HS_CLAIM_OUTPUT_SENTENCE,    /* of sentences from debates */
    HS_CLAIM_OUTPUT_DEBATE_2019, /* fact-checkers who took up claims of debates and speeches */
    HS_CLAIM_OUTPUT_DEBATE_2020,
    HS_CLAIM_OUTPUT_WORTH, /* of a claim: specific, consequential, disputable */
    HS_CLAIM_OUTPUT_TYPE,  /* then one an hs_claim_type */
    HS_CLAIM_OUTPUTS = 16,
};

/* The first words of the section; the parts follow in the order of `hs_claim_model`, each at a
 * multiple of 64 bytes. Little-endian. */
typedef struct hs_claim_header {
    uint32_t version;
    uint32_t inputs_version; /* HS_CLAIM_INPUTS_VERSION */
    uint32_t state;          /* width of the language network's states */
    uint32_t rows, token_width, features, hidden, outputs;
    uint64_t encoder; /* the language network's fingerprint */
    uint32_t members;
    uint32_t reserved[5];
} hs_claim_header;

typedef struct hs_claim_network {
    struct hs_linear from_state;
    struct hs_vector_table rows;
    const float *hidden; /* [HS_CLAIM_POOLED][HS_CLAIM_HIDDEN] */
    const float *hidden_bias;
    const float *outputs; /* [HS_CLAIM_HIDDEN][HS_CLAIM_OUTPUTS] */
    const float *output_bias;
} hs_claim_network;

typedef struct hs_claim_model {
    hs_claim_header header;
    hs_claim_network members[HS_CLAIM_MEMBERS_MAX];
    const float *context; /* [HS_CLAIM_CONTEXT_WEIGHTS]: claim_context.h */
    const struct hs_kernels *kernels;
    int32_t *matrix_biases; /* owned */
} hs_claim_model;

/* Checks the section and points into it; false with the reason when it does not fit. The bytes must
 * outlive the model. */
bool hs_claim_model_bind(hs_claim_model *model, hs_str section, hs_error *error);
void hs_claim_model_finish(hs_claim_model *model);

/* The model that this program uses, opened on first use: $HEARSAY_CLAIMS if set ("none" for no
 * model), else the source tree's, else the installed one. NULL when there is none, it is damaged or
 * it was trained on another language network, which is logged once; a few features do then. */
const hs_claim_model *hs_claim_model_shared(void);

/* A block's tokens, as far as they do not depend on the sentence: a vector each of each member. */
typedef struct hs_claim_run {
    const hs_claim_model *model;
    float (*vectors[HS_CLAIM_MEMBERS_MAX])[HS_CLAIM_TOKEN_WIDTH];
} hs_claim_run;

/* `states` has a row of `stride` numbers a token (language.h), at least header.state. Everything
 * lives in `arena`. */
hs_claim_run hs_claim_begin(const hs_claim_model *model, const hs_claim_token *tokens,
                            const int8_t *states, size_t stride, uint32_t token_count,
                            hs_arena *arena);

/* The outputs for the tokens [first, end) of one sentence, first < end. */
void hs_claim_outputs(const hs_claim_run *run, uint32_t first, uint32_t end,
                      const float features[HS_CLAIM_FEATURES], float outputs[HS_CLAIM_OUTPUTS]);

/* The logit of a sentence of a debate or speech: what annotators of sentences and fact-checkers
 * say, together. */
float hs_claim_turn_logit(const float outputs[HS_CLAIM_OUTPUTS]);
