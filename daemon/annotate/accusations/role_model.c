/* Finding the model of parties. */
#include "annotate/accusations/role_model.h"

#include <pthread.h>

#include "language/model_use.h"

const hs_ranker_kind hs_role_kind = {
    .section = "roles",
    .version = 1,
    .tasks = HS_ROLE_TASK_COUNT,
    .sights = HS_SIGHT_FEATURE_COUNT,
    .parties = HS_PARTY_FEATURE_COUNT,
    .behind = 2.5f,
};

static hs_ranker shared;
static hs_model_file *shared_file; /* mapped for as long as the program runs */
static pthread_once_t shared_once = PTHREAD_ONCE_INIT;

static bool bind(void *ranker, const hs_model_file *file, hs_error *error)
{
    return hs_ranker_bind_file(ranker, &hs_role_kind, file, error);
}

static void open_shared(void)
{
    static const hs_model_use use = {"HEARSAY_ROLES", "roles.hsm",
                                     "accusations are found by rule alone"};
    shared_file = hs_model_use_open(&use, bind, &shared);
}

const hs_ranker *hs_role_model_shared(void)
{
    pthread_once(&shared_once, open_shared);
    return shared_file ? &shared : NULL;
}
