/* Among whom the parties of annotated accusations and answers are chosen, and who of them is right:
 * what train_roles learns from. The features are those of annotate/accusations/role_features.h; a
 * question's words are the heads of charge and cue.
 */
#pragma once

#include "train/accusation_data.h"
#include "train/ranker_choices.h"

/* Adds those of annotated documents, by the model of roles that is installed: it says which
 * mentions are kept, and what was chosen before. The data outlives the choices. */
void role_choices_gather(struct ranker_choices *choices, const struct accusation_data *data);
