/* By what is chosen who is meant by "he", "the minister" or a surname of several: the kinds of
 * mention, and what a candidate is judged by. The names stand in the files of weights
 * (corpus/models/resolution.tsv; mention_model.h).
 */
#pragma once

typedef enum hs_mention_kind {
    HS_MENTION_HE,
    HS_MENTION_IT,
    HS_MENTION_THEY,
    HS_MENTION_PERSON, /* "the minister" */
    HS_MENTION_BODY,   /* "the company" */
    HS_MENTION_THING,  /* a description that does not tell which: "the campaign" */
    HS_MENTION_SHORT,  /* "Ruiz", where there are two */
    HS_MENTION_GROUP,  /* "the developers" */
    HS_MENTION_KIND_COUNT
} hs_mention_kind;

/* What a candidate is judged by; each is 0 or 1. */
/* clang-format off */
#define HS_CANDIDATE_FEATURES(X)                                                                   \
    X(same_sentence) X(sentence_before) X(two_or_three_before) X(up_to_seven_before)               \
    X(further_before) X(not_yet) X(same_block) X(block_before) X(subject) X(quoted) X(pronoun)     \
    X(latest_speaker) X(speaker_before) X(enclosing_reports) X(enclosing_quotes) X(spoke)          \
    X(spoke_in_block) X(goes_on) X(gender_fits) X(gender_unknown) X(sure_person) X(person)         \
    X(organisation) X(place) X(group) X(other) X(described) X(once) X(twice_or_thrice)             \
    X(up_to_nine) X(often) X(latest) X(most_mentioned) X(role_fits) X(role_clashes)                \
    X(modifier_fits) X(country_fits) X(country_clashes) X(word_of_name) X(same_description)        \
    X(object_of_subject) X(new) X(new_owned) X(new_long) X(new_role_known) X(new_role_unknown)     \
    X(new_bare) X(first_name) X(alone) X(new_enterprise)
/* How the mention stands, and how to it the candidate's latest mention does. */
#define HS_PAIR_FEATURES(X)                                                                        \
    X(own_subject) X(own_object) X(own_oblique) X(own_possessor) X(own_attribute) X(own_joined)    \
    X(own_opens) X(own_quoted) X(own_inside) X(own_speaks) X(own_heading) X(own_plural)            \
    X(own_definite) X(same_governor) X(both_subjects) X(both_objects) X(object_of_same)            \
    X(possessor_beside) X(same_attribution) X(same_marks) X(latest_so_called) X(so_called_near)    \
    X(nearest) X(second_nearest) X(third_nearest) X(nearest_subject) X(named_here) X(twice_here)   \
    X(often_here) X(in_heading) X(in_lead) X(leading) X(second_leading) X(most_accused)            \
    X(accused_before) X(country) X(nobody) X(owned) X(owner) X(its_subject)\
    X(its_object) X(its_oblique) X(its_possessor) X(so_called_alike) X(speaks_on) X(otherwise_described)\
    X(last_word) X(named_body) X(only_named_body)
/* clang-format on */

typedef enum hs_pair_feature {
#define X(name) HS_PAIR_##name,
    HS_PAIR_FEATURES(X)
#undef X
        HS_PAIR_FEATURE_COUNT
} hs_pair_feature;

typedef enum hs_candidate_feature {
#define X(name) HS_CANDIDATE_##name,
    HS_CANDIDATE_FEATURES(X)
#undef X
        HS_CANDIDATE_FEATURE_COUNT
} hs_candidate_feature;
