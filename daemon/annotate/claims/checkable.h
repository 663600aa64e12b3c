/* Check-worthiness of a sentence or clause: a logistic score over a few features. */
#pragma once

#include "annotate/reading/reading.h"

void hs_read_checkable(hs_reading *reading);

/* In the order of the weights in checkable.c. */
typedef enum hs_feature_index {
    HS_CHECK_BIAS,
    HS_CHECK_DIGIT,
    HS_CHECK_NUMBER_WORD,
    HS_CHECK_UNIT,
    HS_CHECK_COMPARISON,
    HS_CHECK_SUPERLATIVE,
    HS_CHECK_CAUSE,
    HS_CHECK_RULE,
    HS_CHECK_VOTE,
    HS_CHECK_STATISTIC,
    HS_CHECK_CRIME,
    HS_CHECK_HARM,
    HS_CHECK_OPINION,
    HS_CHECK_VAGUE,
    HS_CHECK_FIRST_PERSON,
    HS_CHECK_SECOND_PERSON,
    HS_CHECK_QUESTION,
    HS_CHECK_HYPOTHETICAL,
    HS_CHECK_FUTURE,
    HS_CHECK_PAST,
    HS_CHECK_PARTICIPLE,
    HS_CHECK_NAMES,
    HS_CHECK_NAMES_MANY,
    HS_CHECK_COUNTRY,
    HS_CHECK_SHORT,
    HS_CHECK_LONG,
    HS_CHECK_DIRECT,
    HS_CHECK_INDIRECT,
    HS_CHECK_FRAGMENT_BLOCK,
    HS_CHECK_NEGATION,
    HS_CHECK_FEATURES
} hs_feature_index;

typedef struct hs_check_features {
    uint8_t on[HS_CHECK_FEATURES];
} hs_check_features;

/* The features of the words [first, end). */
hs_check_features hs_checkable_features(const hs_reading *reading, uint32_t first, uint32_t end);
