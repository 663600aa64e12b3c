/* The trained model of parties: who is accused, accuses and answers, out of the candidates that
 * role_features.h tells of. A ranker (ranker.h): a question is a finding's role, its words those on
 * which charge and cue hang; an option is a party with its likeliest mention, or nobody. The linear
 * model says which mentions are kept and which of a party's is the likeliest.
 * corpus/train/train_roles.c trains it.
 */
#pragma once

#include "annotate/accusations/role_features.h"
#include "annotate/networks/ranker.h"

extern const hs_ranker_kind hs_role_kind;

/* The model that this program uses, opened on first use: $HEARSAY_ROLES if set, else the source
 * tree's, else the installed one. NULL when there is none or it is damaged, which is logged once;
 * then the rules find accusations and answers alone. */
const hs_ranker *hs_role_model_shared(void);
