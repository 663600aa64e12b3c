/* A linear-chain conditional random field over the labels of attribution_data.h (Lafferty, McCallum
 * and Pereira 2001): given the scores of each word's labels, the likelihood of the gold labels and
 * its gradient. One thread at a time.
 */
#pragma once

#include "train/attribution_data.h"

enum { CRF_WORDS_MAX = 4096 };

typedef float label_row[HS_LABEL_LANES];

/* The log-likelihood of `gold`. Writes the gradient of the loss, which is its opposite, by the
 * scores and adds that by the transitions ([HS_LABEL_COUNT] rows). */
double crf_gradient(const label_row *transitions, const label_row *scores, const uint8_t *gold,
                    uint32_t count, label_row *by_scores, label_row *by_transitions);
