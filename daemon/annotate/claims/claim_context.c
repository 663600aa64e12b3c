/* Scores of claims among those around them. */
#include "annotate/claims/claim_context.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

enum { AROUND = 3 };

#define LEAST_AROUND -4.0f /* sentences that are no claims are all alike */

static float sigmoid(float logit)
{
    return 1.0f / (1.0f + expf(-logit));
}

static float around(const hs_linked_claim *claims, size_t count, size_t index)
{
    size_t first = index > AROUND ? index - AROUND : 0;
    size_t end = index + AROUND + 1 < count ? index + AROUND + 1 : count;
    float sum = 0;
    size_t others = 0;
    for (size_t i = first; i < end; i++) {
        if (i == index || !claims[i].turn)
            continue;
        sum += claims[i].turn_logit < LEAST_AROUND ? LEAST_AROUND : claims[i].turn_logit;
        others++;
    }
    return others > 0 ? sum / (float)others : LEAST_AROUND / 2;
}

static int by_value(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

/* How many of the sorted values are below `limit`. */
static size_t below(const uint64_t *values, size_t count, uint64_t limit)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (values[middle] < limit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static float share_of(const uint64_t *sorted, size_t count, uint64_t speaker)
{
    size_t end = speaker == UINT64_MAX ? count : below(sorted, count, speaker + 1);
    return (float)(end - below(sorted, count, speaker)) / (float)count;
}

static float turn_score(const float *weights, const hs_linked_claim *claims, size_t count,
                        size_t index, const uint64_t *speakers)
{
    float logit =
        weights[HS_CLAIM_TURN_SLOPE] * claims[index].turn_logit + weights[HS_CLAIM_TURN_SHIFT];
    logit += weights[HS_CLAIM_TURN_AROUND] * around(claims, count, index);
    logit += weights[HS_CLAIM_TURN_SPEAKER] * share_of(speakers, count, claims[index].speaker);
    return sigmoid(logit);
}

void hs_claim_scores(const float *weights, const hs_linked_claim *claims, size_t count,
                     float *scores)
{
    uint64_t *speakers = hs_alloc((count + 1) * sizeof *speakers);
    for (size_t i = 0; i < count; i++)
        speakers[i] = claims[i].speaker;
    qsort(speakers, count, sizeof *speakers, by_value);
    for (size_t i = 0; i < count; i++)
        scores[i] = claims[i].turn ? turn_score(weights, claims, count, i, speakers)
                                   : sigmoid(weights[HS_CLAIM_PROSE_SLOPE] * claims[i].logit +
                                             weights[HS_CLAIM_PROSE_SHIFT]);
    free(speakers);
}
