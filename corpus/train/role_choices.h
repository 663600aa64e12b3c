/* Among whom the parties of annotated accusations and answers are chosen, and who of them is right:
 * what train_roles learns from.
 */
#pragma once

#include "annotate/role_model.h"
#include "train/accusation_data.h"

/* A candidate; features: role_features.h. */
struct role_option {
    uint64_t sight, party;
    const int8_t *state; /* of its likeliest mention's head, or NULL */
    bool right;
};

struct role_choice {
    hs_role_task task;
    const int8_t *charge, *cue; /* states; NULL: it has no cue */
    uint32_t first, count;      /* options */
    bool present;               /* one of them is right */
};

struct role_choices {
    HS_ARRAY(struct role_option) options;
    HS_ARRAY(struct role_choice) choices;
};

/* Adds those of annotated documents, by the model of roles that is installed: it says which
 * mentions are kept, and what was chosen before. The data outlives the choices. */
void role_choices_gather(struct role_choices *choices, const struct accusation_data *data);

/* Keeps of each choice the options that are likely by the linear model, as linking does. */
struct role_choices role_choices_narrow(const struct role_choices *choices,
                                        const hs_role_model *model);
void role_choices_finish(struct role_choices *choices);
