/* Finding the model of who is meant. */
#include "annotate/references/mention_model.h"

#include <pthread.h>

#include "language/model_use.h"

const hs_ranker_kind hs_mention_ranker_kind = {
    .section = "mentions",
    .version = 1,
    .tasks = HS_MENTION_KIND_COUNT,
    .sights = HS_PAIR_FEATURE_COUNT,
    .parties = HS_CANDIDATE_FEATURE_COUNT,
    .behind = 4,
};

static hs_ranker shared;
static hs_model_file *shared_file; /* mapped for as long as the program runs */
static pthread_once_t shared_once = PTHREAD_ONCE_INIT;

static bool bind(void *ranker, const hs_model_file *file, hs_error *error)
{
    return hs_ranker_bind_file(ranker, &hs_mention_ranker_kind, file, error);
}

static void open_shared(void)
{
    static const hs_model_use use = {"HEARSAY_MENTIONS", "mentions.hsm",
                                     "whom a pronoun means is chosen by a few features alone"};
    shared_file = hs_model_use_open(&use, bind, &shared);
}

const hs_ranker *hs_mention_model_shared(void)
{
    pthread_once(&shared_once, open_shared);
    return shared_file ? &shared : NULL;
}
