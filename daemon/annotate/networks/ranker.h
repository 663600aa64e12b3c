/* A trained model that ranks candidates: who is accused (role_model.h), whom "he" means
 * (mention_model.h).
 *
 * A question (a finding's role, a mention) has options, each with two words of yes-or-no features:
 * how its words stand to those of the question ("sight"), and what the document knows of the party.
 * A softmax over the options of one question (Denis and Baldridge 2008 rank mentions so). An
 * option's score is a linear model of its features plus what a layer of hidden units makes of the
 * same features, of the task (what is asked), and of what the language network knows (its states)
 * of the option's own word and of two words of the question. The linear model alone says which
 * options are worth the network's time.
 *
 * The hidden units are summed in 16-bit integers, so that the order of their rows does not matter
 * and every machine gives the same bits. What the block decides of the sums is worked out when it
 * is read, and kept, in a byte each; linking, at every keystroke, only adds rows.
 *
 * A section of a model file (language/model_file.h), read in place. corpus/train/ranker_net.h
 * trains it, docs/MODELS.md measures it. A model is immutable; any thread may use it.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "annotate/networks/weigher.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "language/model_file.h"
#include "language/section.h"

enum {
    HS_RANKER_STATE = 288, /* of a word's state: what the network makes of it */
    HS_RANKER_HIDDEN = 64,
    HS_RANKER_TASKS_MAX = 8,
    HS_RANKER_FEATURES_MAX = 64, /* of each of the two words */
    /* Of a hidden unit's sum: as much as all rows together may bring, and as what either the
     * option's state or those of the question bring is cut to; no sum leaves 16 bits. */
    HS_RANKER_ROWS_MOST = 16383,
    HS_RANKER_STATES_MOST = 8191,
    HS_RANKER_OUTPUT_MOST = 1023, /* of a weight behind the hidden units: sums stay in 32 bits */
};

/* Sums for the hidden units, in the model's own unit. */
typedef int16_t hs_ranker_units[HS_RANKER_HIDDEN];

/* Sums of states as they are kept: bytes, and by how many bits those are to be shifted. */
typedef struct hs_ranker_kept {
    int8_t units[HS_RANKER_HIDDEN];
    uint8_t shift;
} hs_ranker_kept;

/* What one kind of ranker is about. */
typedef struct hs_ranker_kind {
    const char *section;
    uint32_t version; /* raise when the meaning of its weights changes */
    uint32_t tasks, sights, parties;
    float behind; /* how far behind the linear model's likeliest option those may be that the
                     network chooses among */
} hs_ranker_kind;

/* The first words of the section; the parts follow in the order of `hs_ranker`, each at a multiple
 * of 64 bytes. Little-endian. */
typedef struct hs_ranker_header {
    uint32_t version;
    uint32_t state;  /* HS_RANKER_STATE */
    uint32_t hidden; /* HS_RANKER_HIDDEN */
    uint32_t tasks, sights, parties;
    uint32_t unused[2];
    uint64_t encoder; /* fingerprint of the language network whose states it was trained on */
    uint32_t reserved[6];
} hs_ranker_header;

/* The last part: single numbers. */
typedef struct hs_ranker_scales {
    float unit;                         /* what 1 is in a hidden unit's sum */
    float outputs[HS_RANKER_TASKS_MAX]; /* what a product behind the hidden units stands for */
} hs_ranker_scales;

typedef struct hs_ranker {
    hs_ranker_header header;
    float behind; /* of its kind */
    struct hs_linear from_option, from_first, from_second;
    const hs_ranker_units *starts;  /* [task] */
    const hs_ranker_units *sights;  /* [sight feature] */
    const hs_ranker_units *parties; /* [party feature] */
    const hs_ranker_units *outputs; /* [task] */
    const float *linear;            /* [task][feature], those of sight first */
    hs_ranker_scales scales;
    hs_weigher sight_weighers[HS_RANKER_TASKS_MAX]; /* of the linear model */
    hs_weigher party_weighers[HS_RANKER_TASKS_MAX];
    const struct hs_kernels *kernels;
    int32_t matrix_biases[3 * HS_RANKER_HIDDEN];
} hs_ranker;

/* Checks the section and points into it; false with the reason when it does not fit. The bytes must
 * outlive the model, which stays where it is: its matrices point into it. Nothing is to be freed.
 */
bool hs_ranker_bind(hs_ranker *ranker, const hs_ranker_kind *kind, hs_str section, hs_error *error);

/* Binds it to the section of an open file. It must read the states of this program's language
 * network. */
bool hs_ranker_bind_file(hs_ranker *ranker, const hs_ranker_kind *kind, const hs_model_file *file,
                         hs_error *error);

/* Sets the sums to what the states (rows of HS_RANKER_STATE) bring through one of the matrices. */
void hs_ranker_read_states(const hs_ranker *ranker, const struct hs_linear *linear,
                           const int8_t *states, size_t count, hs_ranker_units *sums);

/* Of the question's words, for all its options; NULL: there is no such word. */
void hs_ranker_read_question(const hs_ranker *ranker, const int8_t *first, const int8_t *second,
                             hs_ranker_units sums);

/* The same of several questions, rows of states each, zeros where there is no such word. */
void hs_ranker_read_questions(const hs_ranker *ranker, const int8_t *firsts, const int8_t *seconds,
                              size_t count, hs_ranker_units *sums, hs_arena *scratch);

/* What is kept of sums, and those again, but for what was rounded. */
void hs_ranker_keep(const hs_ranker_units *sums, size_t count, hs_ranker_kept *kept);
void hs_ranker_unfold(const hs_ranker *ranker, const hs_ranker_kept *kept, hs_ranker_units sums);

/* What the hidden layer reads of an option. */
typedef struct hs_ranker_inputs {
    const int16_t *question;      /* sums of the question's words, or NULL */
    const hs_ranker_kept *option; /* sums of the option's own, or NULL */
    uint64_t sight;
    uint64_t party;
} hs_ranker_inputs;

/* The linear model's part of a score, and the hidden layer's. */
static inline float hs_ranker_linear(const hs_ranker *ranker, unsigned task, uint64_t sight,
                                     uint64_t party)
{
    return hs_weigh(&ranker->sight_weighers[task], sight) +
           hs_weigh(&ranker->party_weighers[task], party);
}
float hs_ranker_output(const hs_ranker *ranker, unsigned task, const hs_ranker_inputs *inputs);
