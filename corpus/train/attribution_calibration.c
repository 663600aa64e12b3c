/* Runs the shipped form of the model over held-out blocks, counts, and fits a logistic function. */
#include "train/attribution_calibration.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "annotate/quotes/attribution_confidence.h"
#include "base/array.h"

enum { INPUTS = HS_CONFIDENCE_INPUTS, CONTENT = 2 };

static bool scored(const struct attribution_data *data, const struct block_sample *block, bool all)
{
    return block->article != UINT32_MAX && (all || data->articles[block->article].held_out);
}

struct reading {
    const hs_attribution_word *words;
    hs_label_scores *scores;
    uint8_t *labels;
};

static struct reading read_block(const hs_attribution_model *model,
                                 const struct block_sample *block, float bias, hs_arena *arena)
{
    struct reading r;
    r.words = hs_attribution_words(block->block, hs_attribution_level, model, arena);
    r.scores = hs_attribution_scores(model, block->block, r.words, block->states,
                                     model->header.states, arena);
    r.labels = hs_arena_alloc(arena, block->count);
    for (uint32_t i = 0; i < block->count; i++)
        for (int y = HS_LABEL_CUE; y < HS_LABEL_COUNT; y += 2)
            r.scores[i][y] += bias;
    hs_attribution_decode(model, (const hs_label_scores *)r.scores, 0, block->count, r.labels,
                          arena);
    return r;
}

static int kind_of(uint8_t label)
{
    return label < HS_LABEL_CUE             ? -1
           : label < HS_LABEL_SOURCE_AHEAD  ? 0
           : label < HS_LABEL_CONTENT_AHEAD ? 1
                                            : CONTENT;
}

/* Where the part that begins at a word ends; the word itself where none begins. */
static uint32_t part_end(const uint8_t *labels, uint32_t count, uint32_t at)
{
    if (labels[at] < HS_LABEL_CUE || hs_label_inside(labels[at]))
        return at;
    uint32_t end = at + 1;
    while (end < count && labels[end] == labels[at] + 1)
        end++;
    return end;
}

static void count_parts(const uint8_t *gold, const uint8_t *labels, uint32_t count,
                        long tally[3][3])
{
    for (uint32_t i = 0; i < count; i++) {
        uint32_t expected = part_end(gold, count, i), found = part_end(labels, count, i);
        if (expected > i)
            tally[kind_of(gold[i])][0]++;
        if (found > i)
            tally[kind_of(labels[i])][1]++;
        if (found > i && found == expected && kind_of(gold[i]) == kind_of(labels[i]))
            tally[kind_of(gold[i])][2]++;
    }
}

struct span_score attribution_score(const hs_attribution_model *model,
                                    const struct attribution_data *data, bool all, float bias)
{
    long tally[3][3] = {{0}};
    hs_arena arena = {0};
    for (size_t b = 0; b < data->block_count; b++) {
        const struct block_sample *block = &data->blocks[b];
        if (!scored(data, block, all))
            continue;
        struct reading r = read_block(model, block, bias, &arena);
        count_parts(block->gold, r.labels, block->count, tally);
        hs_arena_reset(&arena);
    }
    hs_arena_finish(&arena);
    struct span_score score = {0};
    for (int k = 0; k < 3; k++) {
        double right = (double)tally[k][2];
        score.recall[k] = right / (double)(tally[k][0] ? tally[k][0] : 1);
        score.precision[k] = right / (double)(tally[k][1] ? tally[k][1] : 1);
        score.f1[k] = 2 * right / (double)(tally[k][0] + tally[k][1] + !tally[k][1]);
    }
    return score;
}

float attribution_choose_bias(const hs_attribution_model *model,
                              const struct attribution_data *data)
{
    float best = 0;
    double most = 0;
    for (float bias = -0.5f; bias < 1.3f; bias += 0.1f) {
        struct span_score score = attribution_score(model, data, false, bias);
        double mean = (score.f1[0] + score.f1[1] + score.f1[CONTENT]) / 3;
        if (mean > most) {
            most = mean;
            best = bias;
        }
    }
    return best;
}

struct judged {
    float inputs[INPUTS];
    float confidence;
    bool right;
};
typedef HS_ARRAY(struct judged) judgements;

static bool overlap(hs_token_range a, hs_token_range b)
{
    bool none = hs_token_range_empty(a) && hs_token_range_empty(b);
    return none || (a.first < b.end && b.first < a.end);
}

static bool agrees(const hs_found_attribution *found, const hs_found_attribution *gold)
{
    if (!overlap(found->cue, gold->cue) || !overlap(found->source, gold->source))
        return false;
    for (uint32_t i = 0; i < found->content_count; i++)
        for (uint32_t k = 0; k < gold->content_count; k++)
            if (overlap(found->content[i], gold->content[k]))
                return true;
    return false;
}

static void judge_block(const hs_attribution_model *model, const struct block_sample *block,
                        hs_arena *arena, judgements *out)
{
    struct reading r = read_block(model, block, 0, arena);
    hs_label_confidence *confidence = hs_attribution_marginals(
        model, (const hs_label_scores *)r.scores, r.labels, block->count, arena);
    size_t found_count, gold_count;
    hs_found_attribution *found =
        hs_attribution_link(r.words, block->count, r.labels, arena, &found_count);
    hs_found_attribution *gold =
        hs_attribution_link(r.words, block->count, block->gold, arena, &gold_count);
    for (size_t i = 0; i < found_count; i++) {
        if (found[i].content_count == 0)
            continue;
        struct judged *judged = hs_array_push(out);
        *judged = (struct judged){
            .confidence = hs_attribution_confidence(model, confidence, block->count, &found[i])};
        hs_attribution_doubts(confidence, &found[i], block->count, judged->inputs);
        for (size_t k = 0; k < gold_count && !judged->right; k++)
            judged->right = agrees(&found[i], &gold[k]);
    }
}

static judgements judge(const hs_attribution_model *model, const struct attribution_data *data,
                        bool all)
{
    judgements out = {0};
    hs_arena arena = {0};
    for (size_t b = 0; b < data->block_count; b++) {
        if (!scored(data, &data->blocks[b], all))
            continue;
        judge_block(model, &data->blocks[b], &arena, &out);
        hs_arena_reset(&arena);
    }
    hs_arena_finish(&arena);
    return out;
}

void attribution_calibrate(const hs_attribution_model *model, const struct attribution_data *data,
                           float calibration[HS_ATTRIBUTION_CALIBRATION])
{
    enum { STEPS = 4000 };
    judgements judged = judge(model, data, false);
    double weights[INPUTS] = {0};
    for (int step = 0; step < STEPS; step++) {
        double gradient[INPUTS] = {0};
        for (size_t i = 0; i < judged.count; i++) {
            double sum = 0;
            for (int k = 0; k < INPUTS; k++)
                sum += weights[k] * judged.items[i].inputs[k];
            double error = judged.items[i].right - 1 / (1 + exp(-sum));
            for (int k = 0; k < INPUTS; k++)
                gradient[k] += error * judged.items[i].inputs[k];
        }
        for (int k = 0; k < INPUTS; k++)
            weights[k] += 0.05 * gradient[k] / (double)(judged.count + 1);
    }
    memset(calibration, 0, HS_ATTRIBUTION_CALIBRATION * sizeof *calibration);
    for (int k = 0; k < INPUTS; k++)
        calibration[k] = (float)weights[k];
    hs_array_finish(&judged);
}

double attribution_reliability(const hs_attribution_model *model,
                               const struct attribution_data *data, bool all)
{
    struct {
        size_t count, right;
        double confidence;
    } bins[10] = {{0}};
    judgements judged = judge(model, data, all);
    for (size_t i = 0; i < judged.count; i++) {
        int bin = (int)(judged.items[i].confidence * 10);
        bin = bin > 9 ? 9 : bin;
        bins[bin].count++;
        bins[bin].right += judged.items[i].right;
        bins[bin].confidence += judged.items[i].confidence;
    }
    double error = 0;
    for (int b = 0; b < 10; b++) {
        double count = (double)(bins[b].count ? bins[b].count : 1);
        printf("%.1f-%.1f %6zu  confidence %.3f  right %.3f\n", b / 10.0, (b + 1) / 10.0,
               bins[b].count, bins[b].confidence / count, (double)bins[b].right / count);
        error += fabs(bins[b].confidence - (double)bins[b].right) /
                 (double)(judged.count + !judged.count);
    }
    printf("expected calibration error %.3f\n", error);
    hs_array_finish(&judged);
    return error;
}
