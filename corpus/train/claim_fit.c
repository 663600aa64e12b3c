/* Training of the claim model, whole and by folds. */
#include "train/claim_fit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

const struct claim_fit_options claim_fit_defaults = {
    .epochs = 5,
    .rate = 0.003,
    .batch = 64,
    .seed = 1,
    .keep = 0.3,
    .net =
        {
            .state_dropout = 0.1f,
            .row_dropout = 0.3f,
            .pooled_dropout = 0.4f,
            .hidden_dropout = 0.2f,
            .decay = 0.01f,
            .weights = {1, 1, 0.5f, 0.5f},
            .positive = {1, 1, 8, 8},
            .shared = 1,
            .type = 1,
            .worth = 0.3f,
        },
};

static uint64_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

static bool is_debate(const struct claim_document *document)
{
    return document->domain == CLAIM_DEBATES_2019 || document->domain == CLAIM_DEBATES_2020;
}

static int by_value(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

typedef HS_ARRAY(uint64_t) text_hashes;
typedef HS_ARRAY(uint32_t) sample_list;

/* The words of the debates of a fold, so that lists of sentences do not give them away. */
static text_hashes texts_of_fold(const struct claim_data *data, int fold)
{
    text_hashes texts = {0};
    for (size_t i = 0; fold >= 0 && i < data->samples.count; i++) {
        const struct claim_sample *sample = &data->samples.items[i];
        const struct claim_document *document = &data->documents.items[sample->document];
        if (is_debate(document) && document->fold == (uint32_t)fold)
            *hs_array_push(&texts) = sample->text;
    }
    if (texts.count > 0)
        qsort(texts.items, texts.count, sizeof *texts.items, by_value);
    return texts;
}

static bool held_out(const struct claim_document *document, int fold)
{
    return document->dev || (fold >= 0 && document->fold == (uint32_t)fold);
}

static sample_list samples_to_train_on(const struct claim_data *data,
                                       const struct claim_fit_options *options, int fold)
{
    sample_list list = {0};
    text_hashes texts = texts_of_fold(data, fold);
    uint64_t random = 99;
    for (uint32_t i = 0; i < data->samples.count; i++) {
        const struct claim_sample *sample = &data->samples.items[i];
        const struct claim_document *document = &data->documents.items[sample->document];
        bool kept = (double)(next_random(&random) % 1000) < options->keep * 1000;
        if (held_out(document, fold) || options->net.weights[document->domain] <= 0)
            continue;
        if (is_debate(document) && (sample->row == HS_NONE || (!sample->label && !kept)))
            continue;
        if (texts.count > 0 && document->domain == CLAIM_SENTENCES &&
            bsearch(&sample->text, texts.items, texts.count, sizeof *texts.items, by_value))
            continue;
        *hs_array_push(&list) = i;
    }
    hs_array_finish(&texts);
    return list;
}

/* Warms up over a twentieth of the way, then falls as a cosine. */
static float rate_at(const struct claim_fit_options *options, double share)
{
    double factor = share < 0.05 ? share / 0.05 : 0.5 * (1 + cos(3.14159265 * share)) + 0.02;
    return (float)(options->rate * factor);
}

static void shuffle(sample_list *list, uint64_t *random)
{
    for (size_t i = list->count; i > 1; i--) {
        size_t other = next_random(random) % i;
        uint32_t swap = list->items[i - 1];
        list->items[i - 1] = list->items[other];
        list->items[other] = swap;
    }
}

struct claim_net *claim_fit(const struct claim_data *data, const struct claim_fit_options *options,
                            int fold)
{
    struct claim_net *net = claim_net_create(data->width, (uint64_t)options->seed + 1);
    sample_list list = samples_to_train_on(data, options, fold);
    uint64_t random = (uint64_t)options->seed * 7919 + 13;
    size_t batch = (size_t)options->batch;
    double steps = options->epochs * (double)list.count / options->batch, done = 0;
    for (int epoch = 0; epoch < (int)options->epochs; epoch++) {
        double loss = 0, batches = 0;
        shuffle(&list, &random);
        for (size_t i = 0; i < list.count; i += batch) {
            size_t count = list.count - i < batch ? list.count - i : batch;
            loss += claim_net_step(net, data, list.items + i, count, rate_at(options, done / steps),
                                   &options->net);
            done++, batches++;
        }
        printf("fold %d, epoch %d: loss %.4f\n", fold, epoch + 1, loss / batches);
        fflush(stdout);
    }
    claim_net_swap_mean(net);
    hs_array_finish(&list);
    return net;
}

void claim_fit_run(struct claim_net *net, const struct claim_data *data, const bool *wanted,
                   float (*outputs)[CLAIM_OUTPUTS])
{
    sample_list list = {0};
    for (uint32_t i = 0; i < data->samples.count; i++)
        if (!wanted || wanted[i])
            *hs_array_push(&list) = i;
    float(*found)[CLAIM_OUTPUTS] = hs_alloc_zeroed(list.count + 1, sizeof *found);
    claim_net_run(net, data, list.items, list.count, found);
    for (size_t i = 0; i < list.count; i++)
        memcpy(outputs[list.items[i]], found[i], sizeof *found);
    free(found);
    hs_array_finish(&list);
}

void claim_fit_held_out(const struct claim_data *data, const struct claim_fit_options *options,
                        float (*outputs)[CLAIM_OUTPUTS])
{
    size_t count = data->samples.count;
    float(*found)[CLAIM_OUTPUTS] = hs_alloc_zeroed(count + 1, sizeof *found);
    bool *wanted = hs_alloc_zeroed(count + 1, sizeof *wanted);
    memset(outputs, 0, count * sizeof *outputs);
    for (int fold = 0; fold < CLAIM_FOLDS; fold++) {
        struct claim_net *net = claim_fit(data, options, fold);
        for (size_t i = 0; i < count; i++)
            wanted[i] = held_out(&data->documents.items[data->samples.items[i].document], fold);
        claim_fit_run(net, data, wanted, found);
        claim_net_destroy(net);
        for (size_t i = 0; i < count; i++) {
            bool dev = data->documents.items[data->samples.items[i].document].dev;
            for (int k = 0; wanted[i] && k < CLAIM_OUTPUTS; k++)
                outputs[i][k] += found[i][k] / (dev ? CLAIM_FOLDS : 1);
        }
    }
    free(found);
    free(wanted);
}
