/*
 * Losses and predictions. Every choice is a softmax with cross-entropy: a word's tags in groups,
 * its head among all words of the sentence and the root, its relation given the gold head, and the
 * identity of a masked word among sampled candidates.
 */

#include "train/heads.h"
#include "language/outputs.h"
#include "language/tree.h"
#include "train/cells.h"
#include "train/gemm.h"
#include "train/guesses.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct tag_group tag_groups[TAG_GROUPS] = {
    {HS_OUTPUT_UPOS, HS_UPOS_COUNT},
    {HS_OUTPUT_XPOS, HS_XPOS_COUNT},
    {HS_OUTPUT_NAME, HS_NAME_TAG_COUNT},
    {HS_OUTPUT_NUMBER, 3},
    {HS_OUTPUT_TENSE, 3},
    {HS_OUTPUT_PERSON, 4},
    {HS_OUTPUT_VERBFORM, 5},
    {HS_OUTPUT_VOICE, 2},
    {HS_OUTPUT_MOOD, 4},
};

int tag_of(const struct sample_word *word, int group)
{
    if (group == 0)
        return word->upos;
    if (group == 1)
        return word->xpos;
    if (group == 2)
        return word->name;
    if (word->features == LABEL_NONE)
        return LABEL_NONE;
    const struct hs_feature_group *features = &hs_feature_groups[group - 3];
    for (uint32_t v = 0; v < features->value_count; v++)
        if ((uint32_t)word->features & features->values[v].bit)
            return (int)v + 1;
    return 0;
}

static float *floats(size_t count)
{
    float *memory = aligned_alloc(64, (count * sizeof(float) + 127) / 64 * 64);
    if (!memory)
        abort();
    return memory;
}

static float *zeros(size_t count)
{
    float *memory = floats(count);
    memset(memory, 0, count * sizeof *memory);
    return memory;
}

/* Loss of one softmax; turns logits into the gradient, times `weight`. */
double softmax_loss(float *logits, size_t count, size_t gold, float weight)
{
    float top = logits[0];
    for (size_t i = 1; i < count; i++)
        top = logits[i] > top ? logits[i] : top;
    float sum = 0;
    for (size_t i = 0; i < count; i++) {
        logits[i] = expf(logits[i] - top);
        sum += logits[i];
    }
    double loss = -log(logits[gold] / sum + 1e-30);
    float factor = weight / sum;
    for (size_t i = 0; i < count; i++)
        logits[i] *= factor;
    logits[gold] -= weight;
    return loss;
}

/* Loss of not being part of any name, where a word is part of some name. */
static double some_name_loss(float *logits, size_t count, float weight)
{
    float top = logits[0];
    for (size_t i = 1; i < count; i++)
        top = logits[i] > top ? logits[i] : top;
    float some = 1e-20f; /* summed by itself: the rest of a rounded sum may be nothing, or less */
    for (size_t i = 0; i < count; i++) {
        logits[i] = expf(logits[i] - top);
        some += i == NAME_OUT ? 0 : logits[i];
    }
    float sum = some + logits[NAME_OUT];
    float outside = logits[NAME_OUT] / sum;
    for (size_t i = 0; i < count; i++)
        logits[i] = weight * (logits[i] / sum - logits[i] / some);
    logits[NAME_OUT] = weight * outside;
    return -log(some / sum + 1e-30);
}

struct heads {
    float *out;        /* [rows][head_width] */
    float *gradient;   /* the same, by out */
    float *arc_left;   /* [rows][arc] squashed dependents */
    float *arc_right;  /* [rows][arc] squashed heads */
    float *arc_mapped; /* [rows][arc] mapped heads */
};

static void heads_forward(const struct network *network, const struct heads_input *input,
                          struct heads *heads)
{
    const struct layout *layout = &network->layout;
    size_t rows = input->rows;
    size_t width = layout->head_width;
    size_t both = 2 * (size_t)network->shape.hidden;
    size_t arc = network->shape.arc;
    heads->out = floats(rows * width);
    for (size_t row = 0; row < rows; row++)
        memcpy(heads->out + row * width, network->values + layout->heads_bias,
               width * sizeof(float));
    gemm(false, true, rows, width, both, input->top, both, network->values + layout->heads, both,
         true, heads->out, width);
    heads->arc_left = floats(rows * arc);
    heads->arc_right = floats(rows * arc);
    heads->arc_mapped = floats(rows * arc);
    for (size_t row = 0; row < rows; row++)
        for (size_t i = 0; i < arc; i++) {
            const float *out = heads->out + row * width;
            heads->arc_left[row * arc + i] = squash(out[layout->head_arc_dependent + i]);
            heads->arc_right[row * arc + i] = squash(out[layout->head_arc_head + i]);
            heads->arc_mapped[row * arc + i] = network->values[layout->arc_map_bias + i];
        }
    gemm(false, true, rows, arc, arc, heads->arc_right, arc, network->values + layout->arc_map, arc,
         true, heads->arc_mapped, arc);
}

static void heads_finish(struct heads *heads)
{
    free(heads->out);
    free(heads->gradient);
    free(heads->arc_left);
    free(heads->arc_right);
    free(heads->arc_mapped);
}

static size_t distance_slot(size_t dependent, size_t head)
{
    long distance = (long)head - (long)dependent;
    long half = HS_ARC_DISTANCES / 2;
    return (size_t)(distance < -half ? 0 : distance >= half ? 2 * half - 1 : distance + half);
}

/* scores[d * (n + 1) + h]: head 0 is the root. */
static void score_arcs(const struct network *network, const struct heads *heads, size_t from,
                       size_t n, float *scores)
{
    const struct layout *layout = &network->layout;
    size_t arc = network->shape.arc;
    const float *left = heads->arc_left + from * arc;
    const float *distances = network->values + layout->arc_distance;
    gemm(false, true, n, n, arc, left, arc, heads->arc_mapped + from * arc, arc, false, scores + 1,
         n + 1);
    gemm(false, true, n, 1, arc, left, arc, network->values + layout->arc_root, arc, false, scores,
         n + 1);
    for (size_t d = 0; d < n; d++)
        for (size_t h = 0; h < n; h++)
            scores[d * (n + 1) + h + 1] += distances[distance_slot(d, h)];
}

/* The loss of a sentence's heads and the gradient by its arc vectors. */
static void train_arcs(struct network *network, struct heads *heads, const struct sample *sample,
                       size_t from, float weight, struct losses *losses, float *left_gradient,
                       float *mapped_gradient)
{
    const struct layout *layout = &network->layout;
    size_t n = sample->count;
    size_t arc = network->shape.arc;
    float *scores = floats(n * (n + 1));
    score_arcs(network, heads, from, n, scores);
    for (size_t d = 0; d < n; d++) {
        float *row = scores + d * (n + 1);
        row[d + 1] = -1e4f;
        losses->arcs += softmax_loss(row, n + 1, (size_t)sample->words[d].head, weight);
        for (size_t h = 0; h < n; h++)
            network->gradient[layout->arc_distance + distance_slot(d, h)] += row[h + 1];
    }
    const float *root = network->values + layout->arc_root;
    gemm(false, false, n, arc, n, scores + 1, n + 1, heads->arc_mapped + from * arc, arc, false,
         left_gradient + from * arc, arc);
    gemm(false, false, n, arc, 1, scores, n + 1, root, arc, true, left_gradient + from * arc, arc);
    gemm(true, false, n, arc, n, scores + 1, n + 1, heads->arc_left + from * arc, arc, false,
         mapped_gradient + from * arc, arc);
    gemm(true, false, 1, arc, n, scores, n + 1, heads->arc_left + from * arc, arc, true,
         network->gradient + layout->arc_root, arc);
    free(scores);
}

/* From the gradient by squashed and mapped arc vectors to that by the outputs. */
static void spread_arcs(struct network *network, struct heads *heads, size_t rows,
                        const float *left_gradient, const float *mapped_gradient)
{
    const struct layout *layout = &network->layout;
    size_t arc = network->shape.arc;
    size_t width = layout->head_width;
    float *right_gradient = floats(rows * arc);
    gemm(false, false, rows, arc, arc, mapped_gradient, arc, network->values + layout->arc_map, arc,
         false, right_gradient, arc);
    gemm(true, false, arc, arc, rows, mapped_gradient, arc, heads->arc_right, arc, true,
         network->gradient + layout->arc_map, arc);
    for (size_t row = 0; row < rows; row++)
        for (size_t i = 0; i < arc; i++) {
            const float *out = heads->out + row * width;
            float *gradient = heads->gradient + row * width;
            network->gradient[layout->arc_map_bias + i] += mapped_gradient[row * arc + i];
            gradient[layout->head_arc_dependent + i] =
                left_gradient[row * arc + i] * squash_slope(out[layout->head_arc_dependent + i]);
            gradient[layout->head_arc_head + i] =
                right_gradient[row * arc + i] * squash_slope(out[layout->head_arc_head + i]);
        }
    free(right_gradient);
}

/* The label vectors of the words of a sentence with given heads, before squashing. */
static void sum_labels(const struct network *network, const struct heads *heads,
                       const struct sample *sample, size_t from, float *sums)
{
    const struct layout *layout = &network->layout;
    size_t label = network->shape.label;
    for (size_t d = 0; d < sample->count; d++) {
        size_t head = (size_t)sample->words[d].head;
        const float *own = heads->out + (from + d) * layout->head_width;
        const float *other = head == 0 ? network->values + layout->label_root
                                       : heads->out + (from + head - 1) * layout->head_width +
                                             layout->head_label_head;
        for (size_t i = 0; i < label; i++)
            sums[d * label + i] = own[layout->head_label_dependent + i] + other[i];
    }
}

static void score_labels(const struct network *network, size_t n, size_t label,
                         const float *squashed, float *logits)
{
    const struct layout *layout = &network->layout;
    for (size_t d = 0; d < n; d++)
        memcpy(logits + d * HS_DEPREL_COUNT, network->values + layout->relations_bias,
               HS_DEPREL_COUNT * sizeof(float));
    gemm(false, true, n, HS_DEPREL_COUNT, label, squashed, label,
         network->values + layout->relations, label, true, logits, HS_DEPREL_COUNT);
}

static void train_labels(struct network *network, struct heads *heads, const struct sample *sample,
                         size_t from, float weight, struct losses *losses)
{
    const struct layout *layout = &network->layout;
    size_t n = sample->count;
    size_t label = network->shape.label;
    float *sums = floats(n * label);
    float *squashed = floats(n * label);
    float *logits = floats(n * HS_DEPREL_COUNT);
    sum_labels(network, heads, sample, from, sums);
    for (size_t i = 0; i < n * label; i++)
        squashed[i] = squash(sums[i]);
    score_labels(network, n, label, squashed, logits);
    for (size_t d = 0; d < n; d++) {
        float *row = logits + d * HS_DEPREL_COUNT;
        losses->labels +=
            softmax_loss(row, HS_DEPREL_COUNT, (size_t)sample->words[d].deprel, weight);
        for (size_t i = 0; i < HS_DEPREL_COUNT; i++)
            network->gradient[layout->relations_bias + i] += row[i];
    }
    gemm(true, false, HS_DEPREL_COUNT, label, n, logits, HS_DEPREL_COUNT, squashed, label, true,
         network->gradient + layout->relations, label);
    gemm(false, false, n, label, HS_DEPREL_COUNT, logits, HS_DEPREL_COUNT,
         network->values + layout->relations, label, false, squashed, label);
    for (size_t d = 0; d < n; d++) {
        size_t head = (size_t)sample->words[d].head;
        float *own =
            heads->gradient + (from + d) * layout->head_width + layout->head_label_dependent;
        float *other = head == 0 ? network->gradient + layout->label_root
                                 : heads->gradient + (from + head - 1) * layout->head_width +
                                       layout->head_label_head;
        for (size_t i = 0; i < label; i++) {
            float down = squashed[d * label + i] * squash_slope(sums[d * label + i]);
            own[i] += down;
            other[i] += down;
        }
    }
    free(sums);
    free(squashed);
    free(logits);
}

static float group_weight(const struct loss_weights *weights, int group)
{
    return group == 0   ? weights->upos
           : group == 1 ? weights->xpos
           : group == 2 ? weights->names
                        : weights->features;
}

static void train_tags(const struct network *network, const struct heads_input *input,
                       struct heads *heads, const struct loss_weights *weights, float scale,
                       struct losses *losses)
{
    size_t width = network->layout.head_width;
    size_t row = 0;
    for (size_t s = 0; s < input->count; s++)
        for (uint32_t w = 0; w < input->sentences[s]->count; w++, row++)
            for (int g = 0; g < TAG_GROUPS; g++) {
                int gold = tag_of(&input->sentences[s]->words[w], g);
                if (gold == LABEL_NONE)
                    continue;
                const struct tag_group *group = &tag_groups[g];
                float *gradient = heads->gradient + row * width + group->first;
                memcpy(gradient, heads->out + row * width + group->first,
                       group->size * sizeof(float));
                float weight = group_weight(weights, g) * scale;
                double loss = gold == NAME_SOME
                                  ? some_name_loss(gradient, group->size, weight)
                                  : softmax_loss(gradient, group->size, (size_t)gold, weight);
                if (g == 2)
                    losses->names += loss, losses->name_words++;
                else
                    *(g == 0 ? &losses->upos : g == 1 ? &losses->xpos : &losses->features) += loss;
            }
}

static void train_trees(struct network *network, const struct heads_input *input,
                        struct heads *heads, const struct loss_weights *weights, float scale,
                        struct losses *losses)
{
    size_t arcs = input->rows * network->shape.arc;
    float *left_gradient = zeros(arcs);
    float *mapped_gradient = zeros(arcs);
    size_t from = 0;
    for (size_t s = 0; s < input->count; s++) {
        const struct sample *sample = input->sentences[s];
        if (sample->tree) {
            train_arcs(network, heads, sample, from, weights->arcs * scale, losses, left_gradient,
                       mapped_gradient);
            train_labels(network, heads, sample, from, weights->labels * scale, losses);
            losses->tree_words += sample->count;
        }
        from += sample->count;
    }
    spread_arcs(network, heads, input->rows, left_gradient, mapped_gradient);
    free(left_gradient);
    free(mapped_gradient);
}

void heads_train(struct network *network, const struct pass_options *options,
                 const struct heads_input *input, struct losses *losses, float *gradient)
{
    const struct layout *layout = &network->layout;
    size_t rows = input->rows;
    size_t width = layout->head_width;
    size_t both = 2 * (size_t)network->shape.hidden;
    float scale = 1.0f / (float)rows;
    struct heads heads = {.gradient = zeros(rows * width)};
    heads_forward(network, input, &heads);
    train_tags(network, input, &heads, &options->weights, scale, losses);
    train_trees(network, input, &heads, &options->weights, scale, losses);
    gemm(false, false, rows, both, width, heads.gradient, width, network->values + layout->heads,
         both, false, gradient, both);
    gemm(true, false, width, both, rows, heads.gradient, width, input->top, both, true,
         network->gradient + layout->heads, both);
    for (size_t row = 0; row < rows; row++)
        for (size_t i = 0; i < width; i++)
            network->gradient[layout->heads_bias + i] += heads.gradient[row * width + i];
    if (options->mask_rate > 0)
        guesses_train(network, input, options, scale, losses, gradient);
    losses->words += rows;
    heads_finish(&heads);
}

static size_t best_of(const float *values, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (values[i] > values[best])
            best = i;
    return best;
}

static void predict_tags(const struct network *network, const struct heads *heads, size_t row,
                         struct sample_word *word)
{
    const float *out = heads->out + row * network->layout.head_width;
    word->upos = (int8_t)best_of(out + HS_OUTPUT_UPOS, HS_UPOS_COUNT);
    word->xpos = (int8_t)best_of(out + HS_OUTPUT_XPOS, HS_XPOS_COUNT);
    word->name = (int8_t)best_of(out + HS_OUTPUT_NAME, HS_NAME_TAG_COUNT);
}

static void predict_tree(const struct network *network, const struct heads *heads, size_t from,
                         struct sample *sample)
{
    size_t n = sample->count;
    size_t label = network->shape.label;
    float *scores = floats(n * (n + 1));
    uint32_t tree[SAMPLE_WORDS_MAX];
    score_arcs(network, heads, from, n, scores);
    hs_tree_decode(scores, (uint32_t)n, (uint32_t)n + 1, tree);
    for (size_t d = 0; d < n; d++)
        sample->words[d].head = (int16_t)tree[d];
    float *sums = floats(n * label);
    float *logits = floats(n * HS_DEPREL_COUNT);
    sum_labels(network, heads, sample, from, sums);
    for (size_t i = 0; i < n * label; i++)
        sums[i] = squash(sums[i]);
    score_labels(network, n, label, sums, logits);
    for (size_t d = 0; d < n; d++) {
        float *row = logits + d * HS_DEPREL_COUNT;
        if (tree[d] == 0)
            sample->words[d].deprel = HS_DEPREL_ROOT;
        else
            sample->words[d].deprel = (int8_t)(1 + best_of(row + 1, HS_DEPREL_COUNT - 1));
    }
    free(scores);
    free(sums);
    free(logits);
}

void heads_predict(const struct network *network, const struct heads_input *input)
{
    struct heads heads = {0};
    heads_forward(network, input, &heads);
    size_t row = 0;
    for (size_t s = 0; s < input->count; s++) {
        struct sample *sample = input->predicted[s];
        size_t from = row;
        for (uint32_t w = 0; w < sample->count; w++)
            predict_tags(network, &heads, row++, &sample->words[w]);
        predict_tree(network, &heads, from, sample);
    }
    heads_finish(&heads);
}
