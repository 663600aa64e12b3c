/* Gradients by hand, Adam in batches; rows, features, whole states and hidden units are dropped by
 * chance.
 */
#include "train/answer_net.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CLIP 5.0f /* the largest norm of a step's gradient */

enum { UNITS = ANSWER_UNITS, HIDDEN = ANSWER_HIDDEN, OUTPUTS = HS_ANSWER_OUTPUTS };

/* One choice on its way through the network. */
struct trace {
    uint16_t active[ANSWER_ACTIVE_MOST];
    uint32_t active_count;
    float states[ANSWER_STATES];
    float sums[UNITS];
    float kept[HIDDEN]; /* what each hidden unit is multiplied by */
    float outputs[OUTPUTS];
};

struct answer_target answer_target_of(const struct answer_data *data, uint32_t index)
{
    enum { ENOUGH = 50 }; /* percent */
    const struct answer_choice *choice = &data->choices.items[index];
    struct answer_target target = {.choice = index, .weight = 1};
    unsigned best = 0;
    for (int i = 0; i < choice->hit_count; i++)
        if (choice->hits[i].percent > best) {
            best = choice->hits[i].percent;
            target.kind = choice->hits[i].kind;
        }
    target.answers = best >= ENOUGH;
    if (best > 0 && !target.answers)
        target.weight = 0;
    return target;
}

void answer_net_init(struct answer_net *net, uint64_t seed)
{
    *net = (struct answer_net){.random = seed * UINT64_C(0x9e3779b97f4a7c15) + 1};
    dense_init(&net->dense, ANSWER_SIZE);
    dense_randomise(&net->dense, 0, ANSWER_BIAS, 0.08f, &net->random);
    dense_randomise(&net->dense, ANSWER_OUTPUTS, OUTPUTS * HIDDEN, 0.3f, &net->random);
    for (size_t row = 0; row < ANSWER_BIAS / UNITS; row++) /* the linear part knows nothing yet */
        memset(net->dense.values + row * UNITS + HIDDEN, 0, (UNITS - HIDDEN) * sizeof(float));
    net->values = net->dense.values;
}

void answer_net_finish(struct answer_net *net)
{
    dense_finish(&net->dense);
}

static void add_row(float *restrict sums, const float *restrict row, float scale)
{
    for (int k = 0; k < UNITS; k++)
        sums[k] += row[k] * scale;
}

static void run(const float *values, const struct answer_choice *choice, struct trace *trace)
{
    memcpy(trace->sums, values + ANSWER_BIAS, sizeof trace->sums);
    for (uint32_t i = 0; i < trace->active_count; i++)
        add_row(trace->sums, values + ANSWER_ROWS + (size_t)trace->active[i] * UNITS, 1);
    for (int i = 0; i < HS_ANSWER_NUMBERS; i++)
        add_row(trace->sums, values + ANSWER_NUMBERS + i * UNITS, choice->numbers[i]);
    for (int i = 0; i < ANSWER_STATES; i++)
        if (trace->states[i] != 0)
            add_row(trace->sums, values + ANSWER_FROM_STATES + i * UNITS, trace->states[i]);
    for (int o = 0; o < OUTPUTS; o++) {
        const float *weights = values + ANSWER_OUTPUTS + o * HIDDEN;
        trace->outputs[o] = trace->sums[HIDDEN + o];
        for (int k = 0; k < HIDDEN; k++)
            trace->outputs[o] += fmaxf(trace->sums[k], 0) * trace->kept[k] * weights[k];
    }
}

static void prepare(struct answer_net *net, const struct answer_net_options *options,
                    const struct answer_choice *choice, struct trace *trace)
{
    trace->active_count = 0;
    for (uint32_t i = 0; i < choice->active_count; i++) {
        bool row = choice->active[i] < HS_ANSWER_ROWS;
        double dropout = row ? options->row_dropout : options->feature_dropout;
        if (random_unit(&net->random) >= (float)dropout)
            trace->active[trace->active_count++] = choice->active[i];
    }
    for (int which = 0; which < HS_ANSWER_STATE_COUNT; which++) {
        bool keep = random_unit(&net->random) >= (float)options->state_dropout;
        for (int i = which * HS_ACCUSATION_STATE; i < (which + 1) * HS_ACCUSATION_STATE; i++)
            trace->states[i] = keep ? (float)choice->states[i] * ANSWER_STATE_UNIT : 0;
    }
    float scale = 1 / (1 - (float)options->hidden_dropout);
    for (int k = 0; k < HIDDEN; k++)
        trace->kept[k] = random_unit(&net->random) >= (float)options->hidden_dropout ? scale : 0;
}

/* What each output is too large by. */
static void compare(const struct trace *trace, const struct answer_target *target, float weight,
                    float kind_weight, float wrong[OUTPUTS])
{
    memset(wrong, 0, OUTPUTS * sizeof *wrong);
    float share = 1 / (1 + expf(-trace->outputs[0]));
    wrong[0] = (share - (float)target->answers) * weight;
    if (!target->answers)
        return;
    float most = trace->outputs[1], total = 0;
    for (int o = 2; o < OUTPUTS; o++)
        most = fmaxf(most, trace->outputs[o]);
    for (int o = 1; o < OUTPUTS; o++)
        total += expf(trace->outputs[o] - most);
    for (int o = 1; o < OUTPUTS; o++)
        wrong[o] = (expf(trace->outputs[o] - most) / total - (float)(target->kind == o - 1)) *
                   weight * kind_weight;
}

static void learn(struct answer_net *net, const struct answer_choice *choice,
                  const struct trace *trace, const float wrong[OUTPUTS])
{
    float *gradient = net->dense.gradient, slope[UNITS] = {0};
    for (int o = 0; o < OUTPUTS; o++) {
        const float *weights = net->values + ANSWER_OUTPUTS + o * HIDDEN;
        float *changes = gradient + ANSWER_OUTPUTS + o * HIDDEN;
        slope[HIDDEN + o] = wrong[o];
        for (int k = 0; k < HIDDEN; k++)
            if (trace->sums[k] > 0) {
                changes[k] += wrong[o] * trace->sums[k] * trace->kept[k];
                slope[k] += wrong[o] * trace->kept[k] * weights[k];
            }
    }
    add_row(gradient + ANSWER_BIAS, slope, 1);
    for (uint32_t i = 0; i < trace->active_count; i++)
        add_row(gradient + ANSWER_ROWS + (size_t)trace->active[i] * UNITS, slope, 1);
    for (int i = 0; i < HS_ANSWER_NUMBERS; i++)
        add_row(gradient + ANSWER_NUMBERS + i * UNITS, slope, choice->numbers[i]);
    for (int i = 0; i < ANSWER_STATES; i++)
        if (trace->states[i] != 0)
            add_row(gradient + ANSWER_FROM_STATES + i * UNITS, slope, trace->states[i]);
}

static void scale(float *values, size_t count, float by)
{
    for (size_t i = 0; i < count; i++)
        values[i] *= by;
}

/* To what inputs bring when none is dropped. */
static void settle(struct answer_net *net, const struct answer_net_options *options)
{
    dense_swap_mean(&net->dense);
    net->values = net->dense.values;
    scale(net->values + ANSWER_ROWS, HS_ANSWER_ROWS * UNITS, 1 - (float)options->row_dropout);
    scale(net->values + ANSWER_ROWS + HS_ANSWER_ROWS * UNITS, HS_ANSWER_FEATURE_COUNT * UNITS,
          1 - (float)options->feature_dropout);
    scale(net->values + ANSWER_FROM_STATES, ANSWER_STATES * UNITS,
          1 - (float)options->state_dropout);
}

static size_t gather(const struct answer_data *data, int fold, int folds,
                     struct answer_target *targets)
{
    size_t count = 0;
    for (uint32_t i = 0; i < data->choices.count; i++) {
        struct answer_target target = answer_target_of(data, i);
        bool out = fold >= 0 && data->choices.items[i].document % (uint32_t)folds == (uint32_t)fold;
        if (!out && target.weight > 0)
            targets[count++] = target;
    }
    return count;
}

void answer_net_train(struct answer_net *net, const struct answer_data *data,
                      const struct answer_net_options *options, int fold, int folds)
{
    struct answer_target *targets = zeroed(data->choices.count * sizeof *targets + 1);
    struct trace *trace = zeroed(sizeof *trace);
    size_t count = gather(data, fold, folds, targets), batch = (size_t)options->batch;
    uint64_t steps = (uint64_t)options->epochs * (count / batch), number = 0;
    for (int epoch = 0; epoch < (int)options->epochs; epoch++) {
        random_shuffle(targets, count, sizeof *targets, &net->random);
        for (size_t i = 0; i < count; i++) {
            const struct answer_choice *choice = &data->choices.items[targets[i].choice];
            bool gold = data->documents.items[choice->document].group < options->gold;
            float weight = gold ? (float)options->gold_weight : 1;
            float wrong[OUTPUTS];
            prepare(net, options, choice, trace);
            run(net->values, choice, trace);
            compare(trace, &targets[i], weight / (float)batch, (float)options->kind_weight, wrong);
            learn(net, choice, trace, wrong);
            if ((i + 1) % batch != 0)
                continue;
            number++;
            float left = fmaxf(1 - (float)number / (float)steps, 0.01f);
            struct step step = {.number = number,
                                .rate = (float)options->rate * left,
                                .decay = (float)options->decay,
                                .epsilon = 1e-6f,
                                .mean_every = 8,
                                .memory = 300};
            dense_step(&net->dense, &step, dense_scale(&net->dense, CLIP));
        }
    }
    settle(net, options);
    free(trace);
    free(targets);
}

void answer_nets_apply(const struct answer_net nets[ANSWER_NETS],
                       const struct answer_choice *choice, float outputs[OUTPUTS])
{
    struct trace trace = {.active_count = choice->active_count};
    memcpy(trace.active, choice->active, sizeof trace.active);
    for (int i = 0; i < ANSWER_STATES; i++)
        trace.states[i] = (float)choice->states[i] * ANSWER_STATE_UNIT;
    for (int k = 0; k < HIDDEN; k++)
        trace.kept[k] = 1;
    memset(outputs, 0, OUTPUTS * sizeof *outputs);
    for (int n = 0; n < ANSWER_NETS; n++) {
        run(nets[n].values, choice, &trace);
        for (int o = 0; o < OUTPUTS; o++)
            outputs[o] += trace.outputs[o] / ANSWER_NETS;
    }
}
