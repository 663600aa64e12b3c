/* By what linking tells answers from what only looks like one, beside the words themselves
 * (answer_inputs.h): who says it, and what the document holds against whom.
 *
 * Each is a yes-or-no feature of the model of answers (answer_model.h). "to_": the accusation that
 * it would answer, by how the party stands to the accused (the same, of its side, named beside the
 * words or in them) and how many sentences ago at most. "last_": the latest accusation.
 */
#pragma once

#include <stdint.h>

/* clang-format off */
#define HS_ANSWER_FEATURES(X)                                                                      \
    X(found) X(thrown_back) X(by_model) X(by_rule) X(rule_sure) X(in_marks) X(in_heading)          \
    X(second_here) X(party_none) X(party_author) X(party_person)                        \
    X(party_organisation) X(party_place) X(party_group) X(party_described) X(party_leads)          \
    X(accused_before) X(accused_often) X(most_accused) X(party_accuses) X(party_answered)          \
    X(after_answer) X(answers_on) X(answer_near) X(to_same_0) X(to_same_1) X(to_same_2)            \
    X(to_same_5) X(to_same_12) X(to_same_far) X(to_side_2) X(to_side_12) X(to_side_far)            \
    X(to_beside_2) X(to_beside_12) X(to_inside_2) X(to_inside_12) X(to_none) X(last_0) X(last_1)   \
    X(last_2) X(last_5) X(last_12) X(last_far) X(last_none) X(last_by_party) X(last_by_author)     \
    X(last_by_nobody) X(last_in_speech) X(last_answered) X(accuser_inside) X(shares_1) X(shares_2)             \
    X(shares_3) X(accuses) X(accuses_accuser) X(few_accusations) X(many_accusations)               \
    X(spoke_before) X(accuses_here_30) X(accuses_here_70) X(accuses_before_30) X(accuses_before_70) \
    X(of_accusers)
/* clang-format on */

typedef enum hs_answer_feature {
#define X(name) HS_ANSWER_FEATURE_##name,
    HS_ANSWER_FEATURES(X)
#undef X
        HS_ANSWER_FEATURE_COUNT
} hs_answer_feature;

_Static_assert(HS_ANSWER_FEATURE_COUNT <= 64, "a feature is a bit of 64");
