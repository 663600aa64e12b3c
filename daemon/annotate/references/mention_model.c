/* Finding the model of who is meant. */
#include "annotate/references/mention_model.h"

#include "language/model_use.h"

const hs_ranker_kind hs_mention_ranker_kind = {
    .section = "mentions",
    .version = 1,
    .tasks = HS_MENTION_KIND_COUNT,
    .sights = HS_PAIR_FEATURE_COUNT,
    .parties = HS_CANDIDATE_FEATURE_COUNT,
    .behind = 4,
};

static bool bind(void *ranker, const hs_model_file *file, hs_error *error)
{
    return hs_ranker_bind_file(ranker, &hs_mention_ranker_kind, file, error);
}

static hs_ranker model_in_use;
static hs_shared_model shared = {
    .use = {"HEARSAY_MENTIONS", "mentions.hsm",
            "whom a pronoun means is chosen by a few features alone"},
    .bind = bind,
    .model = &model_in_use,
    .mutex = PTHREAD_MUTEX_INITIALIZER,
};

const hs_ranker *hs_mention_model_shared(void)
{
    return hs_shared_model_get(&shared);
}
