/* Among whom the mentions of texts are resolved in which it was marked who is who, and which choice
 * is right: what train_mentions learns from. The features are those of
 * annotate/references/mention_features.h.
 */
#pragma once

#include "base/arena.h"
#include "train/ranker_choices.h"

struct mention_choices {
    struct ranker_choices choices;
    hs_arena arena; /* the states */
};

/* Adds those of each NAME.tsv of a folder, with NAME.txt beside it, by the model of mentions that
 * is installed: what was chosen before changes what later choices see. A line of the .tsv is a
 * party: its mentions, "START-END" in bytes, separated by spaces. False when there is none. */
bool mention_choices_gather(struct mention_choices *it, const char *folder);
void mention_choices_finish(struct mention_choices *it);
