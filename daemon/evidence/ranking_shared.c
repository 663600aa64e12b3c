/* Opening the ranking model that the program uses. */
#include "evidence/ranking_features.h"
#include "language/model_use.h"

static bool bind(void *to, const hs_model_file *file, hs_error *error)
{
    hs_ranking_model **model = to;
    hs_str terms, trees;
    if (!hs_model_file_section(file, HS_RANKING_TERMS_SECTION, &terms, error) ||
        !hs_model_file_section(file, HS_RANKING_TREES_SECTION, &trees, error))
        return false;
    *model = hs_ranking_model_bind(terms, trees, HS_RANKING_FEATURE_COUNT, error);
    return *model != NULL;
}

static hs_ranking_model *model_in_use;
static hs_shared_model shared = {
    .use = {"HEARSAY_RANKING", "ranking.hsm", "fact-checks are ranked by their words alone"},
    .bind = bind,
    .model = &model_in_use,
    .mutex = PTHREAD_MUTEX_INITIALIZER,
};

const hs_ranking_model *hs_ranking_model_shared(void)
{
    return hs_shared_model_get(&shared) ? model_in_use : NULL;
}
