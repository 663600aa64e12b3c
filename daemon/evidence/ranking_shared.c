/* Opening the ranking model that the program uses. */
#include <pthread.h>

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

static hs_ranking_model *shared;
static hs_model_file *shared_file; /* open for as long as the program runs */
static pthread_once_t shared_once = PTHREAD_ONCE_INIT;

static void open_shared(void)
{
    static const hs_model_use use = {"HEARSAY_RANKING", "ranking.hsm",
                                     "fact-checks are ranked by their words alone"};
    shared_file = hs_model_use_open(&use, bind, &shared);
}

const hs_ranking_model *hs_ranking_model_shared(void)
{
    pthread_once(&shared_once, open_shared);
    return shared_file ? shared : NULL;
}
