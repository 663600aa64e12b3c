/* Opens the process's model once. Where it is found is model_file.c's. */
#include "language/shared.h"

#include <pthread.h>
#include <stdlib.h>

#include "language/model_file.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *chosen;
static hs_language *shared;
static hs_error reason;

static void open_once(void)
{
    char *path = hs_model_file_find(chosen, &reason);
    if (path)
        shared = hs_language_open(path, &reason);
    free(path);
}

void hs_language_shared_choose(const char *path)
{
    chosen = path;
}

const hs_language *hs_language_shared(hs_error *error)
{
    pthread_once(&once, open_once);
    if (!shared)
        hs_error_set(error, "%s", reason.text);
    return shared;
}

bool hs_language_shared_fits(uint32_t width, uint64_t encoder, const char *refusal, hs_error *error)
{
    const hs_language *language = hs_language_shared(NULL);
    if (!language)
        return hs_error_set(error, "%s", "");
    return (encoder != 0 && hs_language_fingerprint(language, width) == encoder) ||
           hs_error_set(error, "%s", refusal);
}
