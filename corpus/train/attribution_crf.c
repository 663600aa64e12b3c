/* The conditional random field: forward and backward sums in scaled probabilities. */
#include "train/attribution_crf.h"

#include <math.h>
#include <string.h>

enum { L = HS_LABEL_COUNT, W = HS_LABEL_LANES };

typedef float lanes[W] __attribute__((aligned(64)));

static lanes potential[CRF_WORDS_MAX];
static lanes forward[CRF_WORDS_MAX];
static lanes backward[CRF_WORDS_MAX];

static float sum_of(const float *values)
{
    float sum = 0;
    for (int y = 0; y < L; y++)
        sum += values[y];
    return sum;
}

static void exponentials(const label_row *transitions, lanes *out)
{
    for (int x = 0; x < L; x++)
        for (int y = 0; y < W; y++)
            out[x][y] = y < L && hs_label_follows(x, y) ? expf(transitions[x][y]) : 0;
}

static double run_forward(const lanes *steps, const label_row *scores, uint32_t count)
{
    double total = 0;
    for (uint32_t i = 0; i < count; i++) {
        float most = -1e30f;
        for (int y = 0; y < L; y++)
            if (i > 0 || hs_label_follows(-1, y))
                most = scores[i][y] > most ? scores[i][y] : most;
        for (int y = 0; y < W; y++)
            potential[i][y] =
                y < L && (i > 0 || hs_label_follows(-1, y)) ? expf(scores[i][y] - most) : 0;
        lanes reach = {0};
        for (int x = 0; i > 0 && x < L; x++)
            for (int y = 0; y < W; y++)
                reach[y] += forward[i - 1][x] * steps[x][y];
        for (int y = 0; y < W; y++)
            forward[i][y] = i > 0 ? reach[y] * potential[i][y] : potential[i][y];
        float sum = sum_of(forward[i]);
        for (int y = 0; y < W; y++)
            forward[i][y] /= sum;
        total += most + log(sum);
    }
    return total;
}

static void run_backward(const lanes *steps, uint32_t count)
{
    for (int y = 0; y < W; y++)
        backward[count - 1][y] = y < L;
    for (uint32_t i = count - 1; i-- > 0;) {
        lanes next;
        for (int y = 0; y < W; y++)
            next[y] = backward[i + 1][y] * potential[i + 1][y];
        for (int x = 0; x < L; x++) {
            float sum = 0;
            for (int y = 0; y < W; y++)
                sum += steps[x][y] * next[y];
            backward[i][x] = sum;
        }
        float sum = sum_of(backward[i]);
        for (int y = 0; y < W; y++)
            backward[i][y] = y < L ? backward[i][y] / sum : 0;
    }
}

static void add_transitions(label_row *gradient, const lanes *steps, const uint8_t *gold,
                            uint32_t index)
{
    lanes pairs[L], next;
    float sum = 0;
    for (int y = 0; y < W; y++)
        next[y] = potential[index][y] * backward[index][y];
    for (int x = 0; x < L; x++)
        for (int y = 0; y < W; y++) {
            pairs[x][y] = forward[index - 1][x] * steps[x][y] * next[y];
            sum += pairs[x][y];
        }
    for (int x = 0; x < L; x++)
        for (int y = 0; y < W; y++)
            gradient[x][y] += pairs[x][y] / sum;
    gradient[gold[index - 1]][gold[index]] -= 1;
}

double crf_gradient(const label_row *transitions, const label_row *scores, const uint8_t *gold,
                    uint32_t count, label_row *by_scores, label_row *by_transitions)
{
    lanes steps[L];
    exponentials(transitions, steps);
    double total = -run_forward(steps, scores, count);
    run_backward(steps, count);
    for (uint32_t i = 0; i < count; i++) {
        lanes product;
        for (int y = 0; y < W; y++)
            product[y] = forward[i][y] * backward[i][y];
        float sum = sum_of(product);
        for (int y = 0; y < W; y++)
            by_scores[i][y] = product[y] / sum;
        by_scores[i][gold[i]] -= 1;
        total += scores[i][gold[i]];
        if (i > 0) {
            total += transitions[gold[i - 1]][gold[i]];
            add_transitions(by_transitions, steps, gold, i);
        }
    }
    return total;
}
