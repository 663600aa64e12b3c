/* Forward and backward passes over batches of choices: softmax cross-entropy over the candidates of
 * each, the share of all that are right being what is to grow. Products are gemm.c's, steps
 * parameters.c's.
 */
#include "train/ranker_net.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/block_findings.h"
#include "train/gemm.h"

enum {
    STATE = HS_RANKER_STATE,
    HIDDEN = HS_RANKER_HIDDEN,
    FEATURES = 2 * HS_RANKER_FEATURES_MAX,
    CLIP = 20
};

static struct ranker_layout lay_out(const hs_ranker_kind *kind)
{
    size_t features = kind->sights + kind->parties, matrix = HIDDEN * STATE;
    struct ranker_layout at = {.words = {matrix, 2 * matrix}, .starts = 3 * matrix};
    at.rows = at.starts + kind->tasks * HIDDEN;
    at.outputs = at.rows + features * HIDDEN;
    at.linear = at.outputs + kind->tasks * HIDDEN;
    at.size = at.linear + kind->tasks * features;
    return at;
}

void ranker_net_init(struct ranker_net *net, const hs_ranker_kind *kind, uint64_t seed)
{
    *net = (struct ranker_net){.kind = kind,
                               .at = lay_out(kind),
                               .features = kind->sights + kind->parties,
                               .random = seed * 7919 + 1};
    dense_init(&net->dense, net->at.size);
    dense_randomise(&net->dense, net->at.option, net->at.outputs, 0.087f, &net->random);
    net->values = net->dense.values;
}

void ranker_net_finish(struct ranker_net *net)
{
    dense_finish(&net->dense);
}

/* A batch in the making; options are in the order of their choices. */
struct work {
    struct ranker_net *net;
    const struct ranker_net_options *options;
    const struct ranker_choices *data;
    const uint32_t *batch; /* choices */
    uint32_t choice_count, option_count, mention_count;
    const struct ranker_option **option; /* [option] */
    uint32_t *owner;                     /* [option] number in the batch */
    uint32_t *mention;                   /* [option] row of `mentions`, or HS_NONE */
    uint64_t (*kept)[2];                 /* [option] features that are not dropped: sight, party */
    float *mentions, *words[2];          /* [row][STATE] */
    float *by_mention;                   /* [mention][HIDDEN] */
    float *by_choice;                    /* [choice][HIDDEN] */
    float *sums, *active, *mask;         /* [option][HIDDEN] */
    float *shares;                       /* [option]: scores, then shares, then slopes */
};

static float *floats(size_t count)
{
    return zeroed(count * sizeof(float));
}

static void prepare(struct work *w)
{
    for (uint32_t c = 0; c < w->choice_count; c++)
        w->option_count += w->data->choices.items[w->batch[c]].count;
    size_t n = w->option_count, choices = w->choice_count;
    w->option = zeroed(n * sizeof *w->option);
    w->owner = zeroed(n * sizeof *w->owner);
    w->mention = zeroed(n * sizeof *w->mention);
    w->kept = zeroed(n * sizeof *w->kept);
    w->mentions = floats(n * STATE);
    w->words[0] = floats(choices * STATE);
    w->words[1] = floats(choices * STATE);
    w->by_mention = floats(n * HIDDEN);
    w->by_choice = floats(choices * HIDDEN);
    w->sums = floats(n * HIDDEN);
    w->active = floats(n * HIDDEN);
    w->mask = floats(n * HIDDEN);
    w->shares = floats(n);
}

static void finish(struct work *w)
{
    void *const parts[] = {w->option,   w->owner,    w->mention,    w->kept,      w->mentions,
                           w->words[0], w->words[1], w->by_mention, w->by_choice, w->sums,
                           w->active,   w->mask,     w->shares};
    for (size_t i = 0; i < HS_COUNT(parts); i++)
        free(parts[i]);
}

static void read_state(float *restrict out, const int8_t *state)
{
    for (int i = 0; state && i < STATE; i++)
        out[i] = (float)state[i] * RANKER_STATE_UNIT;
}

static void drop(float *values, size_t count, double rate, uint64_t *random)
{
    float scale = (float)(1 / (1 - rate));
    for (size_t i = 0; i < count; i++)
        values[i] = random_unit(random) < (float)rate ? 0 : values[i] * scale;
}

static uint64_t drop_features(uint64_t features, double rate, uint64_t *random)
{
    for (uint64_t left = features; left; left &= left - 1)
        if (random_unit(random) < (float)rate)
            features &= ~(left & -left);
    return features;
}

static void read_option(struct work *w, uint32_t o)
{
    const struct ranker_option *option = w->option[o];
    uint64_t *random = &w->net->random;
    w->kept[o][0] = drop_features(option->sight, w->options->feature_dropout, random);
    w->kept[o][1] = drop_features(option->party, w->options->feature_dropout, random);
    w->mention[o] = HS_NONE;
    for (int k = 0; k < HIDDEN; k++)
        w->mask[(size_t)o * HIDDEN + (size_t)k] = 1;
    drop(w->mask + (size_t)o * HIDDEN, HIDDEN, w->options->hidden_dropout, random);
    if (!option->state)
        return;
    float *state = w->mentions + (size_t)w->mention_count * STATE;
    read_state(state, option->state);
    drop(state, STATE, w->options->state_dropout, random);
    w->mention[o] = w->mention_count++;
}

static void read_batch(struct work *w)
{
    uint32_t o = 0;
    for (uint32_t c = 0; c < w->choice_count; c++) {
        const struct ranker_choice *choice = &w->data->choices.items[w->batch[c]];
        for (int k = 0; k < 2; k++)
            read_state(w->words[k] + (size_t)c * STATE, choice->words[k]);
        for (uint32_t k = 0; k < choice->count; k++, o++) {
            w->option[o] = &w->data->options.items[choice->first + k];
            w->owner[o] = c;
            if (!w->options->linear_only)
                read_option(w, o);
        }
    }
}

static uint32_t task_of(const struct work *w, uint32_t choice)
{
    return w->data->choices.items[w->batch[choice]].task;
}

static void add(float *restrict sum, const float *restrict row, float factor)
{
    for (int k = 0; k < HIDDEN; k++)
        sum[k] += factor * row[k];
}

/* The numbers of the features that are set, among all. */
typedef struct feature_list {
    uint32_t count;
    uint8_t items[FEATURES];
} feature_list;

static feature_list list_features(const struct work *w, uint64_t sight, uint64_t party)
{
    feature_list list = {0};
    for (; sight; sight &= sight - 1)
        list.items[list.count++] = (uint8_t)__builtin_ctzll(sight);
    for (; party; party &= party - 1)
        list.items[list.count++] =
            (uint8_t)(w->net->kind->sights + (uint32_t)__builtin_ctzll(party));
    return list;
}

static void sum_hidden(struct work *w)
{
    const float *values = w->net->values;
    for (uint32_t c = 0; c < w->choice_count; c++)
        memcpy(w->by_choice + (size_t)c * HIDDEN,
               values + w->net->at.starts + task_of(w, c) * HIDDEN, HIDDEN * sizeof(float));
    gemm(false, true, w->choice_count, HIDDEN, STATE, w->words[0], STATE,
         values + w->net->at.words[0], STATE, true, w->by_choice, HIDDEN);
    gemm(false, true, w->choice_count, HIDDEN, STATE, w->words[1], STATE,
         values + w->net->at.words[1], STATE, true, w->by_choice, HIDDEN);
    gemm(false, true, w->mention_count, HIDDEN, STATE, w->mentions, STATE,
         values + w->net->at.option, STATE, false, w->by_mention, HIDDEN);
    for (uint32_t o = 0; o < w->option_count; o++) {
        float *sums = w->sums + (size_t)o * HIDDEN;
        memcpy(sums, w->by_choice + (size_t)w->owner[o] * HIDDEN, HIDDEN * sizeof(float));
        if (w->mention[o] != HS_NONE)
            add(sums, w->by_mention + (size_t)w->mention[o] * HIDDEN, 1);
        float scale = (float)(1 / (1 - w->options->feature_dropout));
        feature_list features = list_features(w, w->kept[o][0], w->kept[o][1]);
        for (uint32_t i = 0; i < features.count; i++)
            add(sums, values + w->net->at.rows + features.items[i] * HIDDEN, scale);
        for (int k = 0; k < HIDDEN; k++)
            w->active[(size_t)o * HIDDEN + (size_t)k] =
                sums[k] > 0 ? sums[k] * w->mask[(size_t)o * HIDDEN + (size_t)k] : 0;
    }
}

static void score(struct work *w)
{
    const float *values = w->net->values;
    if (!w->options->linear_only)
        sum_hidden(w);
    for (uint32_t o = 0; o < w->option_count; o++) {
        uint32_t task = task_of(w, w->owner[o]);
        const float *linear = values + w->net->at.linear + task * w->net->features;
        const float *outputs = values + w->net->at.outputs + task * HIDDEN;
        float sum = 0;
        feature_list features = list_features(w, w->option[o]->sight, w->option[o]->party);
        for (uint32_t i = 0; i < features.count; i++)
            sum += linear[features.items[i]];
        for (int k = 0; k < HIDDEN; k++)
            sum += outputs[k] * w->active[(size_t)o * HIDDEN + (size_t)k];
        w->shares[o] = sum;
    }
}

/* Scores to the slopes of the loss by them. */
static void slopes(struct work *w)
{
    for (uint32_t first = 0, end; first < w->option_count; first = end) {
        float most = -1e30f, total = 0, right = 0;
        for (end = first; end < w->option_count && w->owner[end] == w->owner[first]; end++)
            most = fmaxf(most, w->shares[end]);
        for (uint32_t o = first; o < end; o++) {
            w->shares[o] = expf(w->shares[o] - most);
            total += w->shares[o];
            right += w->option[o]->right ? w->shares[o] : 0;
        }
        right = fmaxf(right, 1e-20f * total);
        for (uint32_t o = first; o < end; o++) {
            float share = w->shares[o] / total;
            float wanted = w->option[o]->right ? w->shares[o] / right : 0;
            w->shares[o] = (share - wanted) / (float)w->choice_count;
        }
    }
}

static void backward_hidden(struct work *w)
{
    float *gradient = w->net->dense.gradient;
    memset(w->by_choice, 0, (size_t)w->choice_count * HIDDEN * sizeof(float));
    for (uint32_t o = 0; o < w->option_count; o++) {
        uint32_t task = task_of(w, w->owner[o]);
        const float *outputs = w->net->values + w->net->at.outputs + task * HIDDEN;
        float *sums = w->sums + (size_t)o * HIDDEN;
        add(gradient + w->net->at.outputs + task * HIDDEN, w->active + (size_t)o * HIDDEN,
            w->shares[o]);
        for (int k = 0; k < HIDDEN; k++) {
            float mask = w->mask[(size_t)o * HIDDEN + (size_t)k];
            sums[k] = sums[k] > 0 ? w->shares[o] * outputs[k] * mask : 0;
        }
        add(w->by_choice + (size_t)w->owner[o] * HIDDEN, sums, 1);
        if (w->mention[o] != HS_NONE)
            memcpy(w->by_mention + (size_t)w->mention[o] * HIDDEN, sums, HIDDEN * sizeof(float));
        float scale = (float)(1 / (1 - w->options->feature_dropout));
        feature_list features = list_features(w, w->kept[o][0], w->kept[o][1]);
        for (uint32_t i = 0; i < features.count; i++)
            add(gradient + w->net->at.rows + features.items[i] * HIDDEN, sums, scale);
    }
    for (uint32_t c = 0; c < w->choice_count; c++)
        add(gradient + w->net->at.starts + task_of(w, c) * HIDDEN,
            w->by_choice + (size_t)c * HIDDEN, 1);
    gemm(true, false, HIDDEN, STATE, w->choice_count, w->by_choice, HIDDEN, w->words[0], STATE,
         true, gradient + w->net->at.words[0], STATE);
    gemm(true, false, HIDDEN, STATE, w->choice_count, w->by_choice, HIDDEN, w->words[1], STATE,
         true, gradient + w->net->at.words[1], STATE);
    gemm(true, false, HIDDEN, STATE, w->mention_count, w->by_mention, HIDDEN, w->mentions, STATE,
         true, gradient + w->net->at.option, STATE);
}

static void backward(struct work *w)
{
    slopes(w);
    if (!w->options->linear_only) {
        backward_hidden(w);
        return;
    }
    for (uint32_t o = 0; o < w->option_count; o++) {
        uint32_t task = task_of(w, w->owner[o]);
        float *linear = w->net->dense.gradient + w->net->at.linear + task * w->net->features;
        feature_list features = list_features(w, w->option[o]->sight, w->option[o]->party);
        for (uint32_t i = 0; i < features.count; i++)
            linear[features.items[i]] += w->shares[o];
    }
}

void ranker_net_train(struct ranker_net *net, const struct ranker_choices *choices,
                      const struct ranker_net_options *options)
{
    HS_ARRAY(uint32_t) order = {0};
    for (size_t i = 0; i < choices->choices.count; i++)
        if (choices->choices.items[i].present)
            *hs_array_push(&order) = (uint32_t)i;
    size_t batch = (size_t)options->batch;
    double steps = options->epochs * (double)(order.count / batch);
    struct step step = {.decay = (float)options->decay,
                        .epsilon = 1e-6f,
                        .mean_every = 5,
                        .memory = (uint32_t)(options->memory * (double)(order.count / batch)) + 1};
    for (int epoch = 0; epoch < (int)options->epochs; epoch++) {
        random_shuffle(order.items, order.count, sizeof *order.items, &net->random);
        for (size_t first = 0; first + batch <= order.count; first += batch) {
            struct work w = {.net = net,
                             .options = options,
                             .data = choices,
                             .batch = order.items + first,
                             .choice_count = (uint32_t)batch};
            prepare(&w);
            read_batch(&w);
            score(&w);
            backward(&w);
            finish(&w);
            step.number++;
            step.rate = (float)(options->rate * (1 - (double)step.number / steps) + 1e-5);
            dense_step(&net->dense, &step, dense_scale(&net->dense, CLIP));
        }
    }
    if (step.number > 0)
        dense_swap_mean(&net->dense);
    net->values = net->dense.values;
    hs_array_finish(&order);
}
