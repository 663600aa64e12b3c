/* A linear-chain conditional random field over the labels of attribution_data.h (Lafferty, McCallum
 * and Pereira 2001): given the scores of each word's labels, the likelihood of the gold labels and
 * its gradient, and the best labels. One thread at a time.
 */
#pragma once

#include "train/attribution_data.h"

enum { CRF_WORDS_MAX = 4096 };

struct crf {
    float transitions[HS_LABEL_COUNT][HS_LABEL_LANES];
    float gradient[HS_LABEL_COUNT][HS_LABEL_LANES];
};

/* The log-likelihood of `gold`; writes the gradient by the scores and adds that by the transitions.
 */
double crf_gradient(struct crf *crf, const float (*scores)[HS_LABEL_LANES], const uint8_t *gold,
                    uint32_t count, float (*by_scores)[HS_LABEL_LANES]);

/* The best labels. */
void crf_decode(const struct crf *crf, const float (*scores)[HS_LABEL_LANES], uint32_t count,
                uint8_t *labels);
