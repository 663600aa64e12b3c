/* Who may be accused, accuse or answer, as far as the block shows: the phrases near a finding with
 * their features (role_features.h). Linking makes parties of them and chooses.
 */
#pragma once

#include "annotate/accusations/accusation_spans.h"
#include "annotate/accusations/role_model.h"

typedef struct hs_role_case {
    const hs_ranker *model;
    const hs_reading *reading;
    const hs_accusation_word *words;
    const hs_accusation_output *output;
    hs_token_range cue;    /* empty: none */
    hs_token_range charge; /* or an answer's text; never empty */
    uint32_t anchor;
    bool answer;
    const hs_accusing *rule;     /* what the rules saw in the same words, or NULL */
    const hs_ranker_kept **sums; /* by token, and one more for those not read: what the block's
                                findings share of hs_role_mention, or NULL as yet */
} hs_role_case;

/* Puts other spans in the place of what the model found, for training on annotated ones; NULL. Set
 * before any thread reads. */
extern void (*hs_accusations_given)(const hs_reading *reading, hs_found_accusations *found,
                                    hs_found_answers *answers);

/* The likeliest mentions, in the reading's arena. `reference` is a phrase, `joined` the token
 * by which it, or the first of those joined to it, hangs in the tree. */
hs_roles hs_roles_see(const hs_role_case *it);
