/* Marginal probabilities of labels, and their calibration: a logistic function of the log odds at
 * the edges of cue, source and content (Platt 1999), fitted on held-out articles.
 */
#include "annotate/quotes/attribution_confidence.h"

#include <math.h>
#include <string.h>

enum { L = HS_LABEL_COUNT, W = HS_LABEL_LANES };

typedef float lanes[W];

static void normalise(float *values)
{
    float sum = 0;
    for (int y = 0; y < L; y++)
        sum += values[y];
    float scale = sum > 0 ? 1 / sum : 0;
    for (int y = 0; y < W; y++)
        values[y] *= scale;
}

static void potentials(const float *scores, bool first, float *out)
{
    float most = scores[0];
    for (int y = 1; y < L; y++)
        most = scores[y] > most ? scores[y] : most;
    for (int y = 0; y < W; y++)
        out[y] = y < L && !(first && !hs_label_follows(-1, y)) ? expf(scores[y] - most) : 0;
}

static void read_steps(const hs_attribution_model *model, lanes steps[L])
{
    for (int x = 0; x < L; x++)
        for (int y = 0; y < W; y++)
            steps[x][y] = y < L && hs_label_follows(x, y) ? expf(model->transitions[x * W + y]) : 0;
}

static void run_forward(const struct hs_kernels *kernels, const lanes *steps,
                        const lanes *potential, uint32_t count, lanes *forward)
{
    memcpy(forward[0], potential[0], sizeof forward[0]);
    normalise(forward[0]);
    for (uint32_t i = 1; i < count; i++) {
        lanes reach = {0};
        kernels->add_weighted(reach, steps[0], forward[i - 1], L, W);
        for (int y = 0; y < W; y++)
            forward[i][y] = reach[y] * potential[i][y];
        normalise(forward[i]);
    }
}

/* The steps by the label that follows. */
static void turn_round(const lanes *steps, lanes back[L])
{
    for (int y = 0; y < L; y++)
        for (int x = 0; x < W; x++)
            back[y][x] = x < L ? steps[x][y] : 0;
}

/* One step back: `behind` becomes what stands for the words from here on. */
static void step_back(const struct hs_kernels *kernels, const lanes *back, const float *potential,
                      float *behind)
{
    lanes next, sum = {0};
    for (int y = 0; y < W; y++)
        next[y] = behind[y] * potential[y];
    kernels->add_weighted(sum, back[0], next, L, W);
    normalise(sum);
    memcpy(behind, sum, sizeof sum);
}

hs_label_confidence *hs_attribution_marginals(const hs_attribution_model *model,
                                              const hs_label_scores *scores, const uint8_t *labels,
                                              uint32_t count, hs_arena *arena)
{
    hs_label_confidence *confidence = hs_arena_new_array(arena, hs_label_confidence, count);
    lanes *potential = hs_arena_room(arena, count, sizeof *potential);
    lanes *forward = hs_arena_room(arena, count, sizeof *forward);
    lanes steps[L], back[L], behind;
    if (count == 0)
        return confidence;
    read_steps(model, steps);
    turn_round(steps, back);
    for (uint32_t i = 0; i < count; i++)
        potentials(scores[i], i == 0, potential[i]);
    run_forward(model->kernels, steps, potential, count, forward);
    for (int y = 0; y < W; y++)
        behind[y] = y < L;
    for (uint32_t i = count; i-- > 0;) {
        float sum = 0;
        for (int y = 0; y < L; y++)
            sum += forward[i][y] * behind[y];
        confidence[i] = sum > 0 ? forward[i][labels[i]] * behind[labels[i]] / sum : 0;
        step_back(model->kernels, back, potential[i], behind);
    }
    return confidence;
}

static float log_odds(float probability)
{
    float p = probability < 1e-4f ? 1e-4f : probability > 1 - 1e-4f ? 1 - 1e-4f : probability;
    return logf(p / (1 - p));
}

/* The least probability among the words at a range's edges and right outside them. */
static float edges(const hs_label_confidence *confidence, hs_token_range range, uint32_t count)
{
    float least = 1;
    uint32_t at[] = {range.first > 0 ? range.first - 1 : range.first, range.first, range.end - 1,
                     range.end < count ? range.end : range.end - 1};
    for (int i = 0; i < 4; i++)
        least = confidence[at[i]] < least ? confidence[at[i]] : least;
    return least;
}

void hs_attribution_doubts(const hs_label_confidence *confidence, const hs_found_attribution *found,
                           uint32_t count, float inputs[HS_CONFIDENCE_INPUTS])
{
    bool has_cue = !hs_token_range_empty(found->cue);
    bool has_source = !hs_token_range_empty(found->source);
    float content = 1;
    for (uint32_t k = 0; k < found->content_count; k++) {
        float least = edges(confidence, found->content[k], count);
        content = least < content ? least : content;
    }
    inputs[0] = 1;
    inputs[1] = has_cue ? log_odds(edges(confidence, found->cue, count)) : 0;
    inputs[2] = has_source ? log_odds(edges(confidence, found->source, count)) : 0;
    inputs[3] = log_odds(content);
    inputs[4] = has_cue && has_source ? 0 : 1;
}

float hs_attribution_confidence(const hs_attribution_model *model,
                                const hs_label_confidence *confidence, uint32_t count,
                                const hs_found_attribution *found)
{
    float inputs[HS_CONFIDENCE_INPUTS], sum = 0;
    hs_attribution_doubts(confidence, found, count, inputs);
    for (int i = 0; i < HS_CONFIDENCE_INPUTS; i++)
        sum += inputs[i] * model->calibration[i];
    return 1 / (1 + expf(-sum));
}
