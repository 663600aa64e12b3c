/* Boosted regression trees for ranking: LambdaMART (Burges 2010), the gain of a swap being that in
 * the normalised discounted cumulative gain. Features are cut into bins; trees grow at the leaf
 * that gains most. Deterministic for a seed.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/array.h"
#include "base/buffer.h"
#include "evidence/ranking_features.h"
#include "evidence/ranking_model.h"

/* The candidates of one query. */
typedef struct ranking_list {
    float (*features)[HS_RANKING_FEATURE_COUNT];
    bool *wanted;
    uint32_t *claims; /* indices */
    float *scores;    /* of the model so far */
    uint32_t count;
    uint32_t wanted_in_all; /* also those that are no candidates */
} ranking_list;

typedef struct ranking_settings {
    uint32_t trees, leaves, least, seed;
    float rate, feature_share, query_share, smoothing;
} ranking_settings;

typedef struct ranking_forest {
    HS_ARRAY(hs_ranking_node) nodes;
    HS_ARRAY(uint32_t) roots;
} ranking_forest;

/* Adds trees to the forest; `use[i]`: whether list i is learned from. Scores start from 0. */
void ranking_boost(ranking_list *lists, size_t count, const bool *use,
                   const ranking_settings *settings, ranking_forest *forest);

/* Scores a list by the trees from `first` on, divided by `forests`; into list->scores. */
void ranking_score_list(const ranking_forest *forest, size_t first, float divide,
                        ranking_list *list);

/* Mean average precision over the first five, MRR and recall at 20 of the lists with use[i] ==
 * wanted. */
typedef struct ranking_result {
    float map5, mrr, recall20;
    uint32_t queries;
} ranking_result;
ranking_result ranking_measure(const ranking_list *lists, size_t count, const bool *use,
                               bool wanted);
