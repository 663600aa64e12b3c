/* By what linking tells accusations from what only looks like one.
 *
 * The trained network and the rules see a block; whether the document has such parties, who was
 * accused before, is known while linking (link_verdict.c). A small network (one hidden layer, and
 * the features directly) weighs yes-or-no features and two numbers of each finding; its logistic is
 * the confidence that users see, and what falls below a threshold is dropped. Weights:
 * corpus/models/findings.tsv, trained by corpus/train/train_findings.py. The names stand in that
 * file. Answers have a model of their own (answer_model.h).
 */
#pragma once

#include <stdint.h>

typedef enum hs_finding_kind { HS_FINDING_ACCUSATION, HS_FINDING_KIND_COUNT } hs_finding_kind;

/* "sentence_": the network's likelihood that the sentence holds one; "inside_": that the finding's
 * own word stands in one, in percent. Of the party: the accused. */
/* clang-format off */
#define HS_FINDING_FEATURES(X)                                                                     \
    X(always) X(sentence_5) X(sentence_10) X(sentence_20) X(sentence_30) X(sentence_40)            \
    X(sentence_50) X(sentence_60) X(sentence_70) X(sentence_80) X(sentence_90) X(inside_10)        \
    X(inside_25) X(inside_40) X(inside_55) X(inside_70) X(inside_85) X(by_word) X(by_model)        \
    X(by_rule) X(rule_sure) X(in_marks) X(in_speech) X(in_heading) X(in_lead) X(party_sure)        \
    X(party_likely) X(party_none) X(party_person) X(party_organisation) X(party_place)             \
    X(party_group) X(party_described) X(party_leads) X(accused_before) X(accused_often)            \
    X(second_here) X(author_accuses) X(nobody_accuses) X(accuser_accused) X(party_accuses)         \
    X(negated_wrong) X(negated) X(hypothetical)

/* Log odds of those likelihoods, a third of them; "output": what each hidden unit weighs. */
#define HS_NUMBER_FEATURES(X)                                                                      \
    X(sentence_odds) X(inside_odds)

#define HS_OUTPUT_FEATURES(X)                                                                      \
    X(output)
/* clang-format on */

enum { HS_FINDING_HIDDEN = 48 };

typedef enum hs_number_feature {
#define X(name) HS_NUMBER_##name,
    HS_NUMBER_FEATURES(X)
#undef X
        HS_NUMBER_FEATURE_COUNT
} hs_number_feature;

typedef enum hs_output_feature {
#define X(name) HS_OUTPUT_##name,
    HS_OUTPUT_FEATURES(X)
#undef X
        HS_OUTPUT_FEATURE_COUNT
} hs_output_feature;

typedef enum hs_finding_feature {
#define X(name) HS_FINDING_##name,
    HS_FINDING_FEATURES(X)
#undef X
        HS_FINDING_FEATURE_COUNT
} hs_finding_feature;

_Static_assert(HS_FINDING_FEATURE_COUNT <= 64, "a feature is a bit of 64");
