/* Finding the ranking model's file: $HEARSAY_RANKING, the source tree, the installed data. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOG_MODULE "evidence"
#include "base/log.h"
#include "base/memory.h"
#include "evidence/ranking_features.h"

static hs_ranking_model *shared; /* open for as long as the program runs */
static pthread_once_t shared_once = PTHREAD_ONCE_INIT;

static const char *find_file(void)
{
    static const char *const places[] = {HS_SOURCE_RANKING_MODEL, HS_INSTALLED_RANKING_MODEL};
    const char *variable = getenv("HEARSAY_RANKING");
    if (variable && variable[0])
        return strcmp(variable, "none") == 0 ? NULL : variable;
    for (size_t i = 0; i < HS_COUNT(places); i++) {
        if (access(places[i], R_OK) == 0)
            return places[i];
    }
    return NULL;
}

static void open_shared(void)
{
    hs_error error = {0};
    const char *path = find_file();
    if (!path)
        return;
    shared = hs_ranking_model_open(path, HS_RANKING_FEATURE_COUNT, &error);
    if (!shared)
        HS_LOG_WARN("fact-checks are ranked by their words alone: %s", error.text);
}

const hs_ranking_model *hs_ranking_model_shared(void)
{
    pthread_once(&shared_once, open_shared);
    return shared;
}
