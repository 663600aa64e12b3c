/* Opening the trained models ahead: the language network, which takes as long as the others
 * together, beside them.
 */
#include <pthread.h>

#include "annotate/accusations/accusation_model.h"
#include "annotate/accusations/role_model.h"
#include "annotate/annotate.h"
#include "annotate/claims/claim_model.h"
#include "annotate/quotes/attribution_model.h"
#include "annotate/references/mention_model.h"
#include "language/shared.h"

#define LOG_MODULE "language"
#include "base/log.h"

static void *open_language(void *nothing)
{
    hs_language_shared(NULL);
    return nothing;
}

static void *open_language_and_tell(void *nothing)
{
    hs_error error;
    if (!hs_language_shared(&error))
        HS_LOG_ERR("nothing is found in texts: %s", error.text);
    return nothing;
}

static void *open_others(void *nothing)
{
    hs_attribution_model_shared();
    hs_mention_model_shared();
    if (hs_accusation_model_shared())
        hs_role_model_shared();
    hs_claim_model_shared();
    return nothing;
}

void hs_annotate_prepare(bool tells)
{
    pthread_attr_t detached;
    pthread_t thread;
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    if (pthread_create(&thread, &detached, tells ? open_language_and_tell : open_language, NULL) ==
        0)
        pthread_create(&thread, &detached, open_others, NULL);
    pthread_attr_destroy(&detached);
}
