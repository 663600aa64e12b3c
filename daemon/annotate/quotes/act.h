/* Whether what a cue attributes was said or written, or only thought, wanted or shown.
 *
 * A logistic regression over yes-or-no features of the attribution and what the language network
 * made of the word on which its cue hangs (its state), so that verbs that the lexicon does not know
 * are told by their likes. Weights: corpus/models/acts.tsv, trained by corpus/train/train_acts.py
 * for the one language network whose states they weigh; it is asked by the attribution model only,
 * which is refused with another one. The names stand in that file.
 */
#pragma once

#include "annotate/reading/reading.h"

typedef enum hs_saying { HS_SAYING_SPEECH, HS_SAYING_COUNT } hs_saying;

enum { HS_ACT_STATE = 288 };

/* clang-format off */
#define HS_ACT_FEATURES(X)                                                                         \
    X(always) X(direct) X(mixed) X(utterance) X(speech_word) X(thought_word) X(verb) X(noun)       \
    X(other_cue) X(long_cue) X(no_source) X(named_source) X(pronoun_source) X(thing_source)        \
    X(own_words) X(content_first) X(content_short) X(content_long) X(infinitive) X(clause)         \
    X(in_heading) X(in_marks) X(cue_in_marks)

/* clang-format on */

typedef enum hs_act_feature {
#define X(name) HS_ACT_##name,
    HS_ACT_FEATURES(X)
#undef X
        HS_ACT_FEATURE_COUNT
} hs_act_feature;

/* Whether it was said, with `cue` the words of its cue: marks without one are speech. Form, content
 * and source are set. */
hs_quote_act hs_act_of(const hs_reading *reading, hs_word_range cue,
                       const hs_attribution *attribution);

/* Hears of each decision, for training; NULL. Set before any thread reads. */
extern void (*hs_acts_observer)(const hs_reading *reading, const hs_attribution *attribution,
                                uint64_t features, const int8_t *state);
