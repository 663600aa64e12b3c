/* Training a ranker and shipping it. */
#include "train/ranker_training.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/shared.h"
#include "train/model_writer.h"
#include "train/ranker_export.h"
#include "train/settings.h"

#define NUMBER(name, value) SETTING(struct ranker_training, name, value)

static const struct setting settings[] = {
    NUMBER(seed, 1),
    NUMBER(linear_epochs, 3),
    NUMBER(linear_rate, 0.02),
    NUMBER(epochs, 8),
    NUMBER(rate, 0.0015),
    NUMBER(decay, 0.001),
    NUMBER(batch, 32),
    NUMBER(memory, 0),
    NUMBER(hidden_dropout, 0.5),
    NUMBER(state_dropout, 0.2),
    NUMBER(feature_dropout, 0.1),
};

void ranker_training_init(struct ranker_training *training)
{
    settings_fill(settings, HS_COUNT(settings), training);
}

bool ranker_training_set(struct ranker_training *training, const char *text)
{
    return settings_set(settings, HS_COUNT(settings), training, text);
}

static void fail(const struct ranker_training *training, const char *text)
{
    fprintf(stderr, "%s: %s\n", training->program, text);
    exit(1);
}

static void ship(const struct ranker_training *training, const struct ranker_net *net,
                 struct ranker_shipped *shipped)
{
    *shipped = (struct ranker_shipped){0};
    hs_error error = {0};
    const hs_language *language = hs_language_shared(&error);
    if (!language)
        fail(training, error.text);
    ranker_export(net, hs_language_fingerprint(language, HS_RANKER_STATE), &shipped->bytes);
    shipped->aligned = zeroed(shipped->bytes.length);
    memcpy(shipped->aligned, shipped->bytes.bytes, shipped->bytes.length);
    if (!hs_ranker_bind(&shipped->model, training->kind,
                        hs_str_make(shipped->aligned, shipped->bytes.length), &error))
        fail(training, error.text);
}

void ranker_shipped_finish(struct ranker_shipped *shipped)
{
    free(shipped->aligned);
    hs_buffer_finish(&shipped->bytes);
}

void ranker_shipped_save(const struct ranker_training *training,
                         const struct ranker_shipped *shipped, const char *path)
{
    hs_error error = {0};
    hs_model_writer writer = {0};
    hs_model_writer_set(&writer, training->kind->section, shipped->bytes.bytes,
                        shipped->bytes.length);
    if (!hs_model_writer_save(&writer, path, &error))
        fail(training, error.text);
    hs_model_writer_finish(&writer);
}

void ranker_training_begin(const struct ranker_training *training, const char *path)
{
    static hs_ranker model;
    hs_error error = {0};
    hs_model_file *file = hs_model_file_open(path, &error);
    bool fits = file && hs_ranker_bind_file(&model, training->kind, file, &error);
    hs_model_file_close(file);
    if (fits)
        return;
    fprintf(stderr, "%s: beginning from nothing: run this three times\n", error.text);
    struct ranker_net net;
    struct ranker_shipped shipped;
    ranker_net_init(&net, training->kind, 1);
    ship(training, &net, &shipped);
    ranker_shipped_save(training, &shipped, path);
    ranker_shipped_finish(&shipped);
    ranker_net_finish(&net);
}

/* The option that the model would choose, as linking would. */
static uint32_t choose(const hs_ranker *model, const struct ranker_choices *data,
                       const struct ranker_choice *choice)
{
    hs_ranker_units question;
    uint32_t best = choice->first;
    float most = -1e30f;
    hs_ranker_read_question(model, choice->words[0], choice->words[1], question);
    for (uint32_t o = choice->first; o < choice->first + choice->count; o++) {
        const struct ranker_option *option = &data->options.items[o];
        hs_ranker_inputs inputs = {
            .question = question, .sight = option->sight, .party = option->party};
        hs_ranker_units own;
        hs_ranker_kept kept;
        if (option->state) {
            hs_ranker_read_states(model, &model->from_option, option->state, 1, &own);
            hs_ranker_keep(&own, 1, &kept);
            inputs.option = &kept;
        }
        float score = hs_ranker_linear(model, choice->task, option->sight, option->party) +
                      hs_ranker_output(model, choice->task, &inputs);
        best = score > most ? o : best;
        most = score > most ? score : most;
    }
    return best;
}

void ranker_training_print(const struct ranker_training *training, const char *name,
                           const hs_ranker *model, const struct ranker_choices *data)
{
    uint32_t counts[HS_RANKER_TASKS_MAX][4] = {{0}};
    struct ranker_choices narrow = ranker_choices_narrow(data, model);
    for (size_t i = 0; i < data->choices.count; i++) {
        const struct ranker_choice *choice = &narrow.choices.items[i];
        uint32_t *count = counts[choice->task];
        count[0] += narrow.options.items[choose(model, &narrow, choice)].right;
        count[1] += choice->present;
        count[2] += data->choices.items[i].present;
        count[3]++;
    }
    printf("%s: %.2f of %.2f options are likely\n", name,
           (double)narrow.options.count / (double)narrow.choices.count,
           (double)data->options.count / (double)narrow.choices.count);
    ranker_choices_finish(&narrow);
    for (uint32_t task = 0; task < training->kind->tasks; task++) {
        double all = counts[task][3] ? counts[task][3] : 1;
        printf("  %-16s %.3f / %.3f / %.3f of %u\n", training->tasks[task], counts[task][0] / all,
               counts[task][1] / all, counts[task][2] / all, counts[task][3]);
    }
    fflush(stdout);
}

void ranker_training_run(const struct ranker_training *training,
                         const struct ranker_choices *choices, struct ranker_shipped *shipped)
{
    struct ranker_net net;
    struct ranker_shipped linear;
    struct ranker_net_options first = {.epochs = training->linear_epochs,
                                       .rate = training->linear_rate,
                                       .decay = training->decay,
                                       .batch = training->batch,
                                       .memory = training->memory,
                                       .linear_only = true};
    struct ranker_net_options then = {.epochs = training->epochs,
                                      .rate = training->rate,
                                      .decay = training->decay,
                                      .batch = training->batch,
                                      .memory = training->memory,
                                      .hidden_dropout = training->hidden_dropout,
                                      .state_dropout = training->state_dropout,
                                      .feature_dropout = training->feature_dropout};
    ranker_net_init(&net, training->kind, (uint64_t)training->seed);
    ranker_net_train(&net, choices, &first);
    ship(training, &net, &linear);
    struct ranker_choices narrow = ranker_choices_narrow(choices, &linear.model);
    ranker_net_train(&net, &narrow, &then);
    ranker_choices_finish(&narrow);
    ranker_shipped_finish(&linear);
    ship(training, &net, shipped);
    ranker_net_finish(&net);
}
