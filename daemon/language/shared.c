/* Opens the process's model once. Where it is found is model_file.c's. */
#include "language/shared.h"

#include <pthread.h>
#include <stdlib.h>

#include "language/model_file.h"

#define LOG_MODULE "language"
#include "base/log.h"

static pthread_once_t once = PTHREAD_ONCE_INIT, told_misfit = PTHREAD_ONCE_INIT;
static const char *chosen;
static char *used_path; /* for as long as the program runs */
static hs_language *shared;
static hs_error reason;

static void open_once(void)
{
    used_path = hs_model_file_find(chosen, &reason);
    if (used_path)
        shared = hs_language_open(used_path, &reason);
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

static bool is_somebodys_choice(void)
{
    const char *variable = getenv("HEARSAY_MODEL");
    return chosen || (variable && variable[0]);
}

static void tell_misfit(void)
{
    HS_LOG_WARN("%s: attribution.hsm, mentions.hsm, accusation.hsm, roles.hsm, answers.hsm and "
                "claims.hsm were trained with another language model; those that do not fit are "
                "left out, and quotes, claims and accusations are found by rule; without --model "
                "and HEARSAY_MODEL the one that fits is used",
                used_path);
}

bool hs_language_shared_fits(uint32_t width, uint64_t encoder, const char *refusal, hs_error *error)
{
    const hs_language *language = hs_language_shared(NULL);
    if (!language)
        return hs_error_set(error, "%s", "");
    if (encoder != 0 && hs_language_fingerprint(language, width) == encoder)
        return true;
    if (!is_somebodys_choice())
        return hs_error_set(error, "%s", refusal);
    pthread_once(&told_misfit, tell_misfit);
    HS_LOG_NOTE("%s", refusal);
    return hs_error_set(error, "%s", "");
}
