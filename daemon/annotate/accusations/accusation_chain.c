/* Sums in scaled probabilities, forwards and backwards; the best sequence by Viterbi. */
#include "annotate/accusations/accusation_chain.h"

#include <math.h>
#include <string.h>

enum { L = HS_CHAIN_LANES };

#define HOPELESS (-1e30f)

static bool allowed(const hs_chain *chain, int before, int label)
{
    return label < chain->labels && hs_chain_label_follows(before, label);
}

static void exponentials(const hs_chain *chain, hs_chain_row *steps)
{
    memset(steps, 0, L * sizeof *steps);
    for (int x = 0; x < chain->labels; x++)
        for (int y = 0; y < chain->labels; y++)
            if (allowed(chain, x, y))
                steps[x][y] = expf(chain->transitions[x][y]);
}

/* The exponentials of a word's scores, with the largest as 1; returns that one. */
static float potentials(const hs_chain *chain, const float *scores, bool first, float *out)
{
    float most = HOPELESS;
    for (int y = 0; y < chain->labels; y++)
        if (scores[chain->lane + y] > most)
            most = scores[chain->lane + y];
    for (int y = 0; y < L; y++)
        out[y] = y < chain->labels && (!first || allowed(chain, -1, y))
                     ? expf(scores[chain->lane + y] - most)
                     : 0;
    return most;
}

static float scale_to_one(float *row)
{
    float sum = 1e-30f;
    for (int y = 0; y < L; y++)
        sum += row[y];
    for (int y = 0; y < L; y++)
        row[y] /= sum;
    return sum;
}

static double run_forward(const hs_chain *chain, const hs_chain_row *steps,
                          const hs_chain_scores *scores, uint32_t count, hs_chain_row *potential,
                          hs_chain_row *forward)
{
    double total = 0;
    for (uint32_t i = 0; i < count; i++) {
        total += potentials(chain, scores[i], i == 0, potential[i]);
        hs_chain_row reach = {0};
        for (int x = 0; i > 0 && x < L; x++)
            for (int y = 0; y < L; y++)
                reach[y] += forward[i - 1][x] * steps[x][y];
        for (int y = 0; y < L; y++)
            forward[i][y] = i > 0 ? reach[y] * potential[i][y] : potential[i][y];
        total += logf(scale_to_one(forward[i]));
    }
    return total;
}

/* Turns forward sums into likelihoods, from the last word on. */
static void run_backward(const hs_chain_row *steps, uint32_t count, const hs_chain_row *potential,
                         const hs_chain_row *forward, hs_chain_row *likely, hs_chain_row *pairs,
                         float *stays)
{
    hs_chain_row backward;
    for (int y = 0; y < L; y++)
        backward[y] = 1;
    memcpy(likely[count - 1], forward[count - 1], sizeof *likely);
    for (uint32_t i = count - 1; i-- > 0;) {
        hs_chain_row next, now = {0};
        for (int y = 0; y < L; y++)
            next[y] = potential[i + 1][y] * backward[y];
        float sum = 1e-30f;
        for (int x = 0; x < L; x++) {
            for (int y = 0; y < L; y++)
                now[x] += steps[x][y] * next[y];
            sum += forward[i][x] * now[x];
        }
        if (stays)
            stays[i + 1] = steps[0][0] * next[0] / (now[0] + 1e-30f);
        for (int x = 0; pairs && x < L; x++)
            for (int y = 0; y < L; y++)
                pairs[x][y] += forward[i][x] * steps[x][y] * next[y] / sum;
        for (int x = 0; x < L; x++)
            likely[i][x] = forward[i][x] * now[x] / sum;
        scale_to_one(now);
        memcpy(backward, now, sizeof backward);
    }
}

static double sum(const hs_chain *chain, const hs_chain_scores *scores, uint32_t count,
                  hs_chain_row *likely, hs_chain_row *pairs, float *stays, hs_arena *arena)
{
    if (count == 0)
        return 0;
    hs_chain_row steps[L];
    hs_chain_row *potential = hs_arena_room(arena, count, sizeof *potential);
    hs_chain_row *forward = hs_arena_room(arena, count, sizeof *forward);
    exponentials(chain, steps);
    double total = run_forward(chain, steps, scores, count, potential, forward);
    run_backward(steps, count, potential, forward, likely, pairs, stays);
    return total;
}

double hs_chain_sum(const hs_chain *chain, const hs_chain_scores *scores, uint32_t count,
                    hs_chain_row *likely, hs_chain_row *pairs, hs_arena *arena)
{
    return sum(chain, scores, count, likely, pairs, NULL, arena);
}

void hs_chain_likely(const hs_chain *chain, const hs_chain_scores *scores, uint32_t count,
                     hs_chain_row *likely, float *stays, hs_arena *arena)
{
    sum(chain, scores, count, likely, NULL, stays, arena);
}

/* What is added to the score of a label that begins a part; the first is a cue's. */
static float bias_of(const hs_chain *chain, int label, float bias)
{
    _Static_assert((int)HS_ACCUSING_CUE == 1 && (int)HS_ANSWERING_CUE == 1, "cues come first");
    return (label % 2 ? bias : 0) + (label == 1 ? chain->cue_bias : 0);
}

/* What each label's score is added to where it follows another: HOPELESS where it may not. */
static void read_transitions(const hs_chain *chain, hs_chain_row *steps)
{
    for (int x = 0; x < chain->labels; x++)
        for (int y = 0; y < L; y++)
            steps[x][y] = allowed(chain, x, y) ? chain->transitions[x][y] : HOPELESS;
}

/* The best score of a sequence up to each label of the next word, and the label before it. All
 * lanes alike, so that they are one vector. */
static void advance(const hs_chain_row *restrict steps, int labels, const float *restrict before,
                    float *restrict best, uint8_t *restrict from)
{
    int32_t which[L] = {0};
    for (int y = 0; y < L; y++)
        best[y] = before[0] + steps[0][y];
    for (int x = 1; x < labels; x++)
        for (int y = 0; y < L; y++) {
            float score = before[x] + steps[x][y];
            which[y] = score > best[y] ? x : which[y];
            best[y] = score > best[y] ? score : best[y];
        }
    for (int y = 0; y < L; y++)
        from[y] = (uint8_t)which[y];
}

void hs_chain_best(const hs_chain *chain, const hs_chain_scores *scores, uint32_t count, float bias,
                   uint8_t *labels, hs_arena *arena)
{
    if (count == 0)
        return;
    uint8_t(*from)[L] = hs_arena_alloc_array(arena, count, sizeof *from);
    hs_chain_row steps[L], best, next, biases;
    read_transitions(chain, steps);
    for (int y = 0; y < L; y++) {
        biases[y] = y < chain->labels ? bias_of(chain, y, bias) : 0;
        best[y] = allowed(chain, -1, y) ? scores[0][chain->lane + y] + biases[y] : HOPELESS;
    }
    for (uint32_t i = 1; i < count; i++) {
        advance(steps, chain->labels, best, next, from[i]);
        for (int y = 0; y < L; y++)
            best[y] = next[y] + (scores[i][chain->lane + y] + biases[y]);
    }
    int label = 0;
    for (int y = 1; y < chain->labels; y++)
        label = best[y] > best[label] ? y : label;
    for (uint32_t i = count; i-- > 0;) {
        labels[i] = (uint8_t)label;
        label = i > 0 ? from[i][label] : 0;
    }
}
