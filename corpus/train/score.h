/* Scores of an analysis against a treebank, computed as the scorer of the CoNLL 2018 shared task
 * computes them (Zeman et al., "CoNLL 2018 Shared Task", section 5): words are aligned by the
 * characters that they cover, white space left out; inside and around multiword tokens by their
 * longest common subsequence. A relation counts without its subtype. Lemmas that the treebank
 * leaves open ("_") count as right.
 *
 * Names are scored as whole spans with their type.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "train/conllu.h"

typedef struct hs_score {
    size_t correct;
    size_t gold;
    size_t system;
    size_t aligned; /* words with a partner; 0 where nothing is aligned */
} hs_score;

double hs_score_f1(const hs_score *score);       /* 0 to 100 */
double hs_score_accuracy(const hs_score *score); /* of the aligned words, 0 to 100 */

typedef enum hs_metric {
    HS_METRIC_TOKENS,
    HS_METRIC_SENTENCES,
    HS_METRIC_WORDS,
    HS_METRIC_UPOS,
    HS_METRIC_XPOS,
    HS_METRIC_LEMMAS,
    HS_METRIC_UAS,
    HS_METRIC_LAS,
    HS_METRIC_COUNT,
} hs_metric;

extern const char *const hs_metric_names[HS_METRIC_COUNT];

/* False when the two do not hold the same characters, with the place where they part. */
bool hs_score_treebank(const hs_conllu *gold, const hs_conllu *system,
                       hs_score scores[HS_METRIC_COUNT], hs_error *error);

/* A name: the words [first, end) of a text, counted through all its sentences. */
typedef struct hs_named_span {
    uint32_t first, end;
    char type[8]; /* "PER", terminated */
} hs_named_span;

/* Both lists ascend. */
hs_score hs_score_names(const hs_named_span *gold, size_t gold_count, const hs_named_span *system,
                        size_t system_count);
