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

#include "annotate/accusations/role_model.h"
#include "train/ranker_training.h"
#include "train/role_choices.h"

static const char *const tasks[HS_ROLE_TASK_COUNT] = {
    "accused by word", "accused asserted", "accuser by word", "accuser asserted", "answerer"};

static void add_folder(struct accusation_data *data, const char *folder)
{
    if (!accusation_data_read_gold(data, folder, 1)) {
        fprintf(stderr, "train_roles: %s holds no annotated texts\n", folder);
        exit(1);
    }
}

static void measure(const struct ranker_training *training, const char *folder,
                    const hs_ranker *model)
{
    struct accusation_data data = {0};
    struct ranker_choices choices = {0};
    add_folder(&data, folder);
    role_choices_gather(&choices, &data);
    ranker_training_print(training, folder, model, &choices);
    ranker_choices_finish(&choices);
}

int main(int argc, char **argv)
{
    static struct accusation_data read;
    struct ranker_choices choices = {0};
    struct ranker_training training = {
        .program = "train_roles", .kind = &hs_role_kind, .tasks = tasks};
    int measured = argc;
    if (argc < 3) {
        fprintf(stderr, "usage: train_roles MODEL FOLDER… [--measure FOLDER…] [name=value…]\n");
        return 2;
    }
    ranker_training_init(&training);
    ranker_training_begin(&training, argv[1]);
    setenv("HEARSAY_ROLES", argv[1], 1);
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--measure") == 0)
            measured = i + 1;
        else if (!ranker_training_set(&training, argv[i]) && i < measured)
            add_folder(&read, argv[i]);
    }
    role_choices_gather(&choices, &read);
    static struct ranker_shipped shipped;
    ranker_training_run(&training, &choices, &shipped);
    ranker_training_print(&training, "in training", &shipped.model, &choices);
    for (int i = measured; i < argc; i++)
        if (!strchr(argv[i], '='))
            measure(&training, argv[i], &shipped.model);
    ranker_shipped_save(&training, &shipped, argv[1]);
    ranker_shipped_finish(&shipped);
    return 0;
}
