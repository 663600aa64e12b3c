/* The trained part of the ranking of fact-checks: how common stems are, what they have to do with
 * each other, and the trees that weigh features.
 *
 * corpus/train/train_ranking.c makes it. Sections of the model file, little-endian:
 *   "ranking-terms": u32 count, u32 width, f32 scale, f32 rarest; `count` u64 stems ascending;
 *                    `count` f32 inverse document frequencies; `count` times `width` int8: latent
 *                    vectors (latent semantic analysis, Deerwester et al. 1990)
 *   "ranking-trees": u32 trees, u32 nodes, u32 features, f32 base, f32 slope, f32 offset; then
 *                    `trees` u32 first nodes; then nodes {u16 feature, u16 left, u16 right, u16
 *                    zero, f32 value}: left if the feature is at most the value; a leaf has left 0
 *                    and adds its value
 * Immutable once opened; any thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"

typedef struct hs_ranking_model hs_ranking_model;

#define HS_RANKING_TERMS_SECTION "ranking-terms"
#define HS_RANKING_TREES_SECTION "ranking-trees"
#define HS_RANKING_LATENT_MAX 128

typedef struct hs_ranking_terms_header {
    uint32_t count, width;
    float scale, rarest;
} hs_ranking_terms_header;

typedef struct hs_ranking_trees_header {
    uint32_t trees, nodes, features;
    float base, slope, offset; /* probability: logistic of slope * score + offset */
} hs_ranking_trees_header;

typedef struct hs_ranking_node {
    uint16_t feature, left, right, zero;
    float value;
} hs_ranking_node;

/* Of sections in memory, aligned to 8, which outlive the model; trees may be empty (for the
 * trainer). `features`: how many there are. */
hs_ranking_model *hs_ranking_model_bind(hs_str terms, hs_str trees, uint32_t features,
                                        hs_error *error);

/* The one that this program uses, opened when first asked for: language/model_use.h, with
 * $HEARSAY_RANKING. NULL without. */
const hs_ranking_model *hs_ranking_model_shared(void);

/* How rare a stem is; its latent vector of `*width` steps, or NULL. */
float hs_ranking_rarity(const hs_ranking_model *model, uint64_t stem, const int8_t **latent,
                        uint32_t *width);

float hs_ranking_trees(const hs_ranking_model *model, const float *features);

/* Of a score, that the fact-check is about this claim. */
float hs_ranking_probability(const hs_ranking_model *model, float score);
