/* The trained model of parties: who is accused, accuses and answers, out of the candidates that
 * role_features.h tells of.
 *
 * A section of a model file (language/model_file.h), read in place. A candidate's score is a linear
 * model of its features plus what a layer of hidden units makes of the same features, of the role
 * that is asked for, and of what the language network knows (its states) of the head of the
 * candidate's likeliest mention, of the finding's charge and of its cue. The linear model alone
 * says which mentions are kept, which of a party's is the likeliest, and which candidates are worth
 * the network's time.
 *
 * The hidden units are summed in 16-bit integers, so that the order of their rows does not matter
 * and every machine gives the same bits. What the block decides of the sums is worked out when it
 * is read, and kept; linking, at every keystroke, only adds rows.
 *
 * corpus/train/train_roles.c trains it, docs/MODELS.md measures it. A model is immutable; any
 * thread may use it.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "annotate/accusation_inputs.h"
#include "annotate/role_features.h"
#include "annotate/weigher.h"
#include "base/error.h"
#include "base/str.h"
#include "language/section.h"

#define HS_ROLE_SECTION "roles"

/* Raise when the layout of the section or the meaning of its weights changes. */
#define HS_ROLE_VERSION 1u

enum {
    HS_ROLE_STATE = HS_ACCUSATION_STATE,
    HS_ROLE_FEATURES = HS_SIGHT_FEATURE_COUNT + HS_PARTY_FEATURE_COUNT,
    /* Of a hidden unit's sum: as much as all rows together may bring, and as what either the
     * mention's state or those of charge and cue bring is cut to; no sum leaves 16 bits. */
    HS_ROLE_ROWS_MOST = 16383,
    HS_ROLE_STATES_MOST = 8191,
    HS_ROLE_OUTPUT_MOST = 1023, /* of a weight behind the hidden units: sums stay in 32 bits */
};

/* The network chooses among the likeliest candidate of the linear model and those that are no
 * further behind. */
#define HS_ROLE_BEHIND_MOST 2.5f

/* The first words of the section; the parts follow in the order of `hs_role_model`, each at a
 * multiple of 64 bytes. Little-endian. */
typedef struct hs_role_header {
    uint32_t version;
    uint32_t state;   /* HS_ROLE_STATE */
    uint32_t hidden;  /* HS_ROLE_HIDDEN */
    uint32_t tasks;   /* HS_ROLE_TASK_COUNT */
    uint32_t sights;  /* HS_SIGHT_FEATURE_COUNT */
    uint32_t parties; /* HS_PARTY_FEATURE_COUNT */
    uint32_t unused[2];
    uint64_t encoder; /* fingerprint of the language network whose states it was trained on */
    uint32_t reserved[6];
} hs_role_header;

/* The last part: single numbers. */
typedef struct hs_role_scales {
    float unit;                        /* what 1 is in a hidden unit's sum */
    float outputs[HS_ROLE_TASK_COUNT]; /* what a product behind the hidden units stands for */
} hs_role_scales;

typedef struct hs_role_model {
    hs_role_header header;
    struct hs_linear from_mention, from_charge, from_cue;
    const hs_role_units *starts;  /* [task] */
    const hs_role_units *sights;  /* [sight feature] */
    const hs_role_units *parties; /* [party feature] */
    const hs_role_units *outputs; /* [task] */
    const float *linear;          /* [task][feature], those of sight first */
    hs_role_scales scales;
    hs_weigher sight_weighers[HS_ROLE_TASK_COUNT]; /* of the linear model */
    hs_weigher party_weighers[HS_ROLE_TASK_COUNT];
    const struct hs_kernels *kernels;
    int32_t matrix_biases[3 * HS_ROLE_HIDDEN];
} hs_role_model;

/* Checks the section and points into it; false with the reason when it does not fit. The bytes must
 * outlive the model, which stays where it is: its matrices point into it. Nothing is to be freed.
 */
bool hs_role_model_bind(hs_role_model *model, hs_str section, hs_error *error);

/* The model that this program uses, opened on first use: $HEARSAY_ROLES if set, else the source
 * tree's, else the installed one. NULL when there is none or it is damaged, which is logged once;
 * then the rules find accusations and answers alone. */
const hs_role_model *hs_role_model_shared(void);

/* Sets the sums to what the states (rows of HS_ROLE_STATE) bring through one of the matrices. */
void hs_role_read_states(const hs_role_model *model, const struct hs_linear *linear,
                         const int8_t *states, size_t count, hs_role_units *sums);

/* Of a finding's words, for all its candidates; NULL: it has no cue. */
void hs_role_read_finding(const hs_role_model *model, const int8_t *charge, const int8_t *cue,
                          hs_role_units sums);

/* What the hidden layer reads of a candidate. */
typedef struct hs_role_inputs {
    const int16_t *finding; /* sums of the finding's words */
    const int16_t *mention; /* sums of its mention, or NULL */
    uint64_t sight;
    uint64_t party;
} hs_role_inputs;

/* The hidden layer's part of a score. */
float hs_role_output(const hs_role_model *model, hs_role_task task, const hs_role_inputs *inputs);
