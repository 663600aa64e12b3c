/* The trained model of answers: whether words answer an accusation, and how.
 *
 * A section of a model file (language/model_file.h), read in place: one layer of hidden units over
 * what the block shows of the words (answer_inputs.h) and what linking knows (answer_features.h);
 * an output for whether they answer and one for each kind of answer, over the hidden units and, in
 * a linear model, over all that they read. What the block decides of the hidden units' sums is
 * worked out when it is read, and kept.
 *
 * corpus/train/train_answers.c trains it, docs/MODELS.md measures it. A model is immutable; any
 * thread may use it.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "annotate/accusations/answer_features.h"
#include "annotate/accusations/answer_inputs.h"
#include "base/error.h"
#include "base/str.h"
#include "language/section.h"

#define HS_ANSWER_SECTION "answers"

/* Raise when the layout of the section or the meaning of its weights changes. */
#define HS_ANSWER_VERSION 1u

enum {
    HS_ANSWER_HIDDEN = 120,
    HS_ANSWER_OUTPUTS = 1 + HS_ANSWER_KINDS, /* that it is one; of each kind */
    HS_ANSWER_UNITS = 128, /* of a sum: the hidden units', then what goes to the outputs directly */
    HS_ANSWER_LANES = 8,   /* outputs side by side, and zeros */
};
_Static_assert((int)HS_ANSWER_HIDDEN + (int)HS_ANSWER_LANES <= (int)HS_ANSWER_UNITS, "units");
_Static_assert((int)HS_ANSWER_OUTPUTS <= (int)HS_ANSWER_LANES, "outputs");

/* The first words of the section; the parts follow in the order of `hs_answer_model`, each at a
 * multiple of 64 bytes. Little-endian. */
typedef struct hs_answer_header {
    uint32_t version;
    uint32_t rows;     /* HS_ANSWER_ROWS */
    uint32_t state;    /* HS_ACCUSATION_STATE */
    uint32_t hidden;   /* HS_ANSWER_HIDDEN */
    uint32_t features; /* HS_ANSWER_FEATURE_COUNT */
    uint32_t numbers;  /* HS_ANSWER_NUMBERS */
    uint32_t outputs;  /* HS_ANSWER_OUTPUTS */
    uint32_t units;    /* HS_ANSWER_UNITS */
    uint64_t encoder;  /* fingerprint of the language network whose states it was trained on */
    uint32_t reserved[6];
} hs_answer_header;

typedef float hs_answer_units[HS_ANSWER_UNITS];

typedef struct hs_answer_model {
    hs_answer_header header;
    struct hs_linear states[HS_ANSWER_STATE_COUNT];
    struct hs_vector_table rows;
    const hs_answer_units *numbers;  /* [HS_ANSWER_NUMBERS] */
    const hs_answer_units *features; /* [HS_ANSWER_FEATURE_COUNT] */
    const float *bias;               /* [HS_ANSWER_UNITS] */
    float outputs[HS_ANSWER_HIDDEN][HS_ANSWER_LANES];
    const struct hs_kernels *kernels;
    int32_t matrix_biases[HS_ANSWER_STATE_COUNT * HS_ANSWER_UNITS];
} hs_answer_model;

/* Checks the section and points into it; false with the reason when it does not fit. The bytes must
 * outlive the model, which stays where it is. Nothing is to be freed. */
bool hs_answer_model_bind(hs_answer_model *model, hs_str section, hs_error *error);

/* The model that this program uses, opened on first use: $HEARSAY_ANSWERS if set ("none" for no
 * model), else the source tree's, else the installed one. NULL when there is none or it is damaged,
 * which is logged once; then the rules judge answers alone. */
const hs_answer_model *hs_answer_model_shared(void);

/* What the block brings to the units' sums: the hidden units' as bytes, with what 1 is there. */
typedef struct hs_answer_sums {
    float unit;
    float outputs[HS_ANSWER_OUTPUTS];
    int8_t hidden[HS_ANSWER_HIDDEN];
} hs_answer_sums;

/* In `arena`. */
const hs_answer_sums *hs_answer_read(const hs_answer_model *model, const hs_answer_inputs *inputs,
                                     hs_arena *arena);

typedef struct hs_answer_verdict {
    float confidence;
    uint8_t kind; /* hs_answer_kind */
} hs_answer_verdict;

/* `features`: a bit for each hs_answer_feature. */
hs_answer_verdict hs_answer_weigh(const hs_answer_model *model, const hs_answer_sums *sums,
                                  uint64_t features);
