/* What a ranker (annotate/networks/ranker.h) learns from: questions with their options, some of
 * them right.
 */
#pragma once

#include "annotate/networks/ranker.h"
#include "base/array.h"

struct ranker_option {
    uint64_t sight, party;
    const int8_t *state; /* of its own word, or NULL */
    bool right;
};

struct ranker_choice {
    uint32_t task;
    const int8_t *words[2]; /* states of the question's words; NULL: there is no such word */
    uint32_t first, count;  /* options */
    bool present;           /* one of them is right */
};

struct ranker_choices {
    HS_ARRAY(struct ranker_option) options;
    HS_ARRAY(struct ranker_choice) choices;
};

/* Keeps of each choice the options that are likely by the linear model, as linking does. */
struct ranker_choices ranker_choices_narrow(const struct ranker_choices *choices,
                                            const hs_ranker *ranker);
void ranker_choices_finish(struct ranker_choices *choices);
