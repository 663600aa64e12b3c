/* Finding the model of parties. */
#include "annotate/accusations/role_model.h"

#include "language/model_use.h"

const hs_ranker_kind hs_role_kind = {
    .section = "roles",
    .version = 1,
    .tasks = HS_ROLE_TASK_COUNT,
    .sights = HS_SIGHT_FEATURE_COUNT,
    .parties = HS_PARTY_FEATURE_COUNT,
    .behind = 2.5f,
};

static bool bind(void *ranker, const hs_model_file *file, hs_error *error)
{
    return hs_ranker_bind_file(ranker, &hs_role_kind, file, error);
}

static hs_ranker model_in_use;
static hs_shared_model shared = {
    .use = {"HEARSAY_ROLES", "roles.hsm", "accusations are found by rule alone"},
    .bind = bind,
    .model = &model_in_use,
    .mutex = PTHREAD_MUTEX_INITIALIZER,
};

const hs_ranker *hs_role_model_shared(void)
{
    return hs_shared_model_get(&shared);
}
