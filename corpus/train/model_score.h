/* Runs a model over treebanks and name corpora and scores what it finds. */
#pragma once

#include <stdbool.h>

#include "base/error.h"
#include "language/language.h"
#include "train/conllu.h"
#include "train/named.h"
#include "train/score.h"

/* With the treebank's own words and sentences. False when the treebank's words do not spell its
 * tokens. */
bool hs_model_score_words(const hs_language *language, const hs_conllu *gold,
                          hs_score scores[HS_METRIC_COUNT], hs_error *error);

/* From running text, a paragraph at a time. */
bool hs_model_score_raw(const hs_language *language, const hs_conllu *gold,
                        hs_score scores[HS_METRIC_COUNT], hs_error *error);

/* Names of persons, places and organisations (PER, LOC, ORG), with the corpus's own words; all
 * together, and in `by_type` each type in that order. */
#define HS_SCORED_NAME_TYPES 3
extern const char *const hs_scored_name_types[HS_SCORED_NAME_TYPES + 1];
hs_score hs_model_score_names(const hs_language *language, const hs_named_text *gold,
                              hs_score by_type[HS_SCORED_NAME_TYPES]);
