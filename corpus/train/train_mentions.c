/* Trains the model of who is meant by "he", "it", "the minister" or a surname of several:
 *
 *     train_mentions MODEL.hsm FOLDER… [--measure FOLDER…] [name=value…]
 *
 * A folder holds NAME.tsv beside NAME.txt (mention_choices.h). Where MODEL.hsm holds no model that
 * fits, it begins as one that knows nothing. What is chosen before changes what later choices see:
 * run it again until the figures stand still.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/references/mention_model.h"
#include "train/mention_choices.h"
#include "train/ranker_training.h"

static const char *const tasks[HS_MENTION_KIND_COUNT] = {"he",   "it",    "they",  "person",
                                                         "body", "thing", "short", "group"};

static void gather(struct mention_choices *choices, const char *folder)
{
    if (!mention_choices_gather(choices, folder)) {
        fprintf(stderr, "train_mentions: %s holds no marked texts\n", folder);
        exit(1);
    }
}

static void measure(const struct ranker_training *training, const char *folder,
                    const hs_ranker *model)
{
    struct mention_choices measured = {0};
    gather(&measured, folder);
    ranker_training_print(training, folder, model, &measured.choices);
    mention_choices_finish(&measured);
}

int main(int argc, char **argv)
{
    static struct mention_choices read;
    static struct ranker_shipped shipped;
    struct ranker_training training = {
        .program = "train_mentions", .kind = &hs_mention_ranker_kind, .tasks = tasks};
    int measured = argc;
    if (argc < 3) {
        fprintf(stderr, "usage: train_mentions MODEL FOLDER… [--measure FOLDER…] [name=value…]\n");
        return 2;
    }
    ranker_training_init(&training);
    ranker_training_begin(&training, argv[1]);
    setenv("HEARSAY_MENTIONS", argv[1], 1);
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--measure") == 0)
            measured = i + 1;
        else if (!ranker_training_set(&training, argv[i]) && i < measured)
            gather(&read, argv[i]);
    }
    ranker_training_run(&training, &read.choices, &shipped);
    ranker_training_print(&training, "in training", &shipped.model, &read.choices);
    for (int i = measured; i < argc; i++)
        if (!strchr(argv[i], '='))
            measure(&training, argv[i], &shipped.model);
    ranker_shipped_save(&training, &shipped, argv[1]);
    ranker_shipped_finish(&shipped);
    mention_choices_finish(&read);
    return 0;
}
