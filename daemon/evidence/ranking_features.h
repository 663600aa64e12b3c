/* What a claim and a fact-check have in common, as numbers for the trees of ranking_model.h.
 *
 * Ideas: BM25 (Robertson and Zaragoza 2009), coverage of the rarer words, cosines of weighted and
 * latent vectors, neighbouring words, character n-grams for misspellings and compounds, names,
 * numbers, years, and how a candidate stands against the best one of its list.
 */
#pragma once

#include "evidence/ranking_model.h"
#include "evidence/ranking_text.h"

/* X(name) in the order of the model's features. */
#define HS_RANKING_FEATURES(X)                                                                     \
    X(bm25)                                                                                        \
    X(bm25_claim)                                                                                  \
    X(bm25_title)                                                                                  \
    X(cover_claim)                                                                                 \
    X(cover_title)                                                                                 \
    X(cover_query)                                                                                 \
    X(cosine)                                                                                      \
    X(pairs)                                                                                       \
    X(pairs_cover)                                                                                 \
    X(rarest)                                                                                      \
    X(second)                                                                                      \
    X(third)                                                                                       \
    X(matched)                                                                                     \
    X(grams_title)                                                                                 \
    X(grams_claim)                                                                                 \
    X(grams_query)                                                                                 \
    X(names_cover)                                                                                 \
    X(names_missing)                                                                               \
    X(signature_cover)                                                                             \
    X(tags_cover)                                                                                  \
    X(numbers_same)                                                                                \
    X(numbers_missing)                                                                             \
    X(marked_cover)                                                                                \
    X(run)                                                                                         \
    X(latent)                                                                                      \
    X(latent_title)                                                                                \
    X(latent_best)                                                                                 \
    X(year_same)                                                                                   \
    X(year_apart)                                                                                  \
    X(picture)                                                                                     \
    X(picture_word)                                                                                \
    X(said_word)                                                                                   \
    X(query_length)                                                                                \
    X(document_length)                                                                             \
    X(bm25_of_best)                                                                                \
    X(cover_of_best)                                                                               \
    X(latent_of_best)                                                                              \
    X(rank)

enum hs_ranking_feature {
#define HS_RANKING_FEATURE(name) HS_FEATURE_##name,
    HS_RANKING_FEATURES(HS_RANKING_FEATURE)
#undef HS_RANKING_FEATURE
        HS_RANKING_FEATURE_COUNT
};

typedef struct hs_ranking_query hs_ranking_query;

/* Prepares a claim or post; in the arena. */
hs_ranking_query *hs_ranking_query_make(const hs_ranking_model *model, hs_str claim,
                                        hs_arena *arena);

/* The features of one fact-check, but for those `…_of_best` and `rank`. `scratch` is used and not
 * reset. */
void hs_ranking_features(const hs_ranking_query *query, hs_str claim, hs_str title,
                         hs_arena *scratch, float features[HS_RANKING_FEATURE_COUNT]);

/* Fills those of a whole list of candidates. */
void hs_ranking_compare(float (*features)[HS_RANKING_FEATURE_COUNT], size_t count);
