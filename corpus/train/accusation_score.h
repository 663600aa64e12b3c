/* How well a model finds what the gold annotations hold, counted as the scorer does. */
#pragma once

#include "annotate/accusations/accusation_spans.h"
#include "train/accusation_data.h"

struct accusation_score {
    double found, precision, recall; /* accusations, F1 */
    double explicit_found;
    double answers;
};

/* Over the documents of `fold`, or all where it is UINT32_MAX. */
struct accusation_score accusation_score(const hs_accusation_model *model,
                                         struct accusation_data *data, uint32_t fold, float bias);

/* The bytes of the text that a range of tokens covers. */
hs_span text_span(const struct wrong_block *block, hs_token_range range);
bool spans_overlap(const hs_span a[2], const hs_span b[2]);
