/* Trains the model of who is accused, accuses and answers:
 *
 *     train_roles MODEL.hsm FOLDER… [--measure FOLDER…] [name=value…]
 *
 * A folder holds NAME.json beside NAME.txt (accusation_data.h). Where MODEL.hsm holds no model that
 * fits, it begins as one that knows nothing. It says which mentions are kept, and what is chosen
 * before changes what later choices see: run it again until the figures stand still.
 *
 * First the linear model is fitted by itself; then the network, on top of it, on the candidates
 * that it finds the likeliest. Figures: for each role how often the chosen party is right, how
 * often one of those candidates is, how often one of all, out of how many.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/shared.h"
#include "train/model_writer.h"
#include "train/role_export.h"

static struct {
    double seed, linear_epochs, linear_rate, epochs, rate, decay, batch;
    double hidden_dropout, state_dropout, feature_dropout;
} options = {.seed = 1,
             .linear_epochs = 3,
             .linear_rate = 0.02,
             .epochs = 8,
             .rate = 0.0015,
             .decay = 0.001,
             .batch = 32,
             .hidden_dropout = 0.5,
             .state_dropout = 0.2,
             .feature_dropout = 0.1};

static bool set_option(const char *text)
{
    static const struct {
        const char *name;
        double *value;
    } known[] = {
        {"seed", &options.seed},
        {"linear_epochs", &options.linear_epochs},
        {"linear_rate", &options.linear_rate},
        {"epochs", &options.epochs},
        {"rate", &options.rate},
        {"decay", &options.decay},
        {"batch", &options.batch},
        {"hidden_dropout", &options.hidden_dropout},
        {"state_dropout", &options.state_dropout},
        {"feature_dropout", &options.feature_dropout},
    };
    const char *value = strchr(text, '=');
    for (size_t i = 0; value && i < HS_COUNT(known); i++)
        if (strlen(known[i].name) == (size_t)(value - text) &&
            strncmp(known[i].name, text, (size_t)(value - text)) == 0) {
            *known[i].value = atof(value + 1);
            return true;
        }
    return false;
}

/* The section's bytes, and a model bound to them. */
struct shipped {
    hs_buffer bytes;
    void *aligned;
    hs_role_model model;
};

static void fail(const char *text)
{
    fprintf(stderr, "train_roles: %s\n", text);
    exit(1);
}

static void ship(const struct role_net *net, struct shipped *shipped)
{
    *shipped = (struct shipped){0};
    hs_error error = {0};
    const hs_language *language = hs_language_shared(&error);
    if (!language)
        fail(error.text);
    role_export(net, hs_language_encoder_fingerprint(language), &shipped->bytes);
    shipped->aligned = zeroed(shipped->bytes.length);
    memcpy(shipped->aligned, shipped->bytes.bytes, shipped->bytes.length);
    if (!hs_role_model_bind(&shipped->model, hs_str_make(shipped->aligned, shipped->bytes.length),
                            &error))
        fail(error.text);
}

static void finish_shipped(struct shipped *shipped)
{
    free(shipped->aligned);
    hs_buffer_finish(&shipped->bytes);
}

static void save(const struct shipped *shipped, const char *path)
{
    hs_error error = {0};
    hs_model_writer writer = {0};
    hs_model_writer_set(&writer, HS_ROLE_SECTION, shipped->bytes.bytes, shipped->bytes.length);
    if (!hs_model_writer_save(&writer, path, &error))
        fail(error.text);
    hs_model_writer_finish(&writer);
}

static bool model_fits(const char *path)
{
    hs_error error = {0};
    hs_str section;
    static hs_role_model model;
    const hs_language *language = hs_language_shared(&error);
    hs_model_file *file = hs_model_file_open(path, &error);
    bool fits = language && file &&
                hs_model_file_section(file, HS_ROLE_SECTION, &section, &error) &&
                hs_role_model_bind(&model, section, &error) &&
                model.header.encoder == hs_language_encoder_fingerprint(language);
    if (!fits)
        fprintf(stderr, "%s: beginning from nothing: run this three times\n", error.text);
    hs_model_file_close(file);
    return fits;
}

/* Without a model no choices would be made. */
static void begin(const char *path)
{
    if (!model_fits(path)) {
        struct role_net net;
        role_net_init(&net, 1);
        struct shipped shipped;
        ship(&net, &shipped);
        save(&shipped, path);
        finish_shipped(&shipped);
        role_net_finish(&net);
    }
    setenv("HEARSAY_ROLES", path, 1);
}

static void add_folder(struct accusation_data *data, const char *folder)
{
    if (!accusation_data_read_gold(data, folder, 1)) {
        fprintf(stderr, "train_roles: %s holds no annotated texts\n", folder);
        exit(1);
    }
}

/* The candidate that the model would choose, as linking would. */
static uint32_t choose(const hs_role_model *model, const struct role_choices *data,
                       const struct role_choice *choice)
{
    hs_role_units finding;
    uint32_t best = choice->first;
    float most = -1e30f;
    hs_role_read_finding(model, choice->charge, choice->cue, finding);
    for (uint32_t o = choice->first; o < choice->first + choice->count; o++) {
        const struct role_option *option = &data->options.items[o];
        hs_role_inputs inputs = {
            .finding = finding, .sight = option->sight, .party = option->party};
        hs_role_units mention;
        if (option->state) {
            hs_role_read_states(model, &model->from_mention, option->state, 1, &mention);
            inputs.mention = mention;
        }
        float score = hs_weigh(&model->sight_weighers[choice->task], option->sight) +
                      hs_weigh(&model->party_weighers[choice->task], option->party) +
                      hs_role_output(model, choice->task, &inputs);
        best = score > most ? o : best;
        most = score > most ? score : most;
    }
    return best;
}

static void print_figures(const char *name, const hs_role_model *model,
                          const struct role_choices *data)
{
    static const char *const tasks[] = {"accused by word", "accused asserted", "accuser by word",
                                        "accuser asserted", "answerer"};
    uint32_t counts[HS_ROLE_TASK_COUNT][4] = {{0}};
    struct role_choices narrow = role_choices_narrow(data, model);
    for (size_t i = 0; i < data->choices.count; i++) {
        const struct role_choice *choice = &narrow.choices.items[i];
        uint32_t *count = counts[choice->task];
        count[0] += narrow.options.items[choose(model, &narrow, choice)].right;
        count[1] += choice->present;
        count[2] += data->choices.items[i].present;
        count[3]++;
    }
    printf("%s: %.2f of %.2f candidates are likely\n", name,
           (double)narrow.options.count / (double)narrow.choices.count,
           (double)data->options.count / (double)narrow.choices.count);
    role_choices_finish(&narrow);
    for (int task = 0; task < HS_ROLE_TASK_COUNT; task++) {
        double all = counts[task][3] ? counts[task][3] : 1;
        printf("  %-16s %.3f / %.3f / %.3f of %u\n", tasks[task], counts[task][0] / all,
               counts[task][1] / all, counts[task][2] / all, counts[task][3]);
    }
    fflush(stdout);
}

static void train(struct role_net *net, const struct role_choices *choices)
{
    struct shipped linear;
    struct role_choices narrow;
    struct role_net_options first = {.epochs = options.linear_epochs,
                                     .rate = options.linear_rate,
                                     .decay = options.decay,
                                     .batch = options.batch,
                                     .linear_only = true};
    struct role_net_options then = {.epochs = options.epochs,
                                    .rate = options.rate,
                                    .decay = options.decay,
                                    .batch = options.batch,
                                    .hidden_dropout = options.hidden_dropout,
                                    .state_dropout = options.state_dropout,
                                    .feature_dropout = options.feature_dropout};
    role_net_init(net, (uint64_t)options.seed);
    role_net_train(net, choices, &first);
    ship(net, &linear);
    narrow = role_choices_narrow(choices, &linear.model);
    role_net_train(net, &narrow, &then);
    role_choices_finish(&narrow);
    finish_shipped(&linear);
}

static void measure(const char *folder, const hs_role_model *model)
{
    struct accusation_data data = {0};
    struct role_choices choices = {0};
    add_folder(&data, folder);
    role_choices_gather(&choices, &data);
    print_figures(folder, model, &choices);
    role_choices_finish(&choices);
}

int main(int argc, char **argv)
{
    static struct accusation_data read;
    struct role_choices choices = {0};
    int measured = argc;
    if (argc < 3) {
        fprintf(stderr, "usage: train_roles MODEL FOLDER… [--measure FOLDER…] [name=value…]\n");
        return 2;
    }
    begin(argv[1]);
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--measure") == 0)
            measured = i + 1;
        else if (!set_option(argv[i]) && i < measured)
            add_folder(&read, argv[i]);
    }
    role_choices_gather(&choices, &read);
    struct role_net net;
    train(&net, &choices);
    struct shipped shipped;
    ship(&net, &shipped);
    print_figures("in training", &shipped.model, &choices);
    for (int i = measured; i < argc; i++)
        if (!strchr(argv[i], '='))
            measure(argv[i], &shipped.model);
    save(&shipped, argv[1]);
    finish_shipped(&shipped);
    role_net_finish(&net);
    return 0;
}
