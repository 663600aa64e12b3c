/* At most one job a document and, while the archive is away, one that waits for it. */
#include "features/checking.h"

#include <stdlib.h>
#include <unistd.h>

#define LOG_MODULE "features"
#include "base/log.h"
#include "base/memory.h"
#include "evidence/archive_shared.h"
#include "features/publish.h"
#include "workspace/checks.h"

enum { RETRY_STEPS = 15, RETRY_STEP_US = 200000 };

struct hs_check_job {
    hs_job job; /* first */
    hs_open_document *open;
    hs_snapshot *snapshot;
    hs_checks *checks; /* the outcome, or NULL */
    hs_error error;
};

struct hs_check_retry {
    hs_job job; /* first */
    hs_features *features;
    bool back;
};

/* ---------------------------------------------------------------- waiting for the archive */

static void run_retry(hs_job *job)
{
    struct hs_check_retry *retry = (struct hs_check_retry *)job;
    for (int i = 0; i < RETRY_STEPS && !atomic_load(&job->cancel); i++)
        usleep(RETRY_STEP_US);
    hs_archive *archive = hs_archive_shared_take(HS_ARCHIVE_READ, NULL);
    retry->back = archive != NULL;
    hs_archive_shared_give(archive);
}

static bool someone_waits(const hs_features *features)
{
    size_t position;
    hs_str uri;
    void *value;
    for (size_t i = 0; i < features->clients.count; i++) {
        position = 0;
        while (hs_map_next(&features->clients.items[i]->documents, &position, &uri, &value)) {
            if (((hs_open_document *)value)->check_failed)
                return true;
        }
    }
    return false;
}

static void start_retry(hs_features *features);

static void retry_done(hs_job *job)
{
    struct hs_check_retry *retry = (struct hs_check_retry *)job;
    hs_features *features = retry->features;
    bool back = retry->back, cancelled = atomic_load(&job->cancel);
    features->check_retry = NULL;
    free(retry);
    if (back)
        hs_checking_restart(features);
    else if (!cancelled && someone_waits(features))
        start_retry(features);
}

static void start_retry(hs_features *features)
{
    if (features->check_retry)
        return;
    struct hs_check_retry *retry = hs_alloc_zeroed(1, sizeof *retry);
    retry->job.run = run_retry;
    retry->job.done = retry_done;
    atomic_init(&retry->job.cancel, false);
    retry->features = features;
    features->check_retry = retry;
    features->host->submit_slow(&retry->job);
}

/* ---------------------------------------------------------------- one document */

static void run_check(hs_job *job)
{
    struct hs_check_job *check = (struct hs_check_job *)job;
    hs_archive *archive = hs_archive_shared_take(HS_ARCHIVE_READ, &check->error);
    if (!archive)
        return;
    check->checks = hs_checks_make(archive, check->snapshot->chapters, check->snapshot->settings,
                                   hs_archive_shared_generation(), &job->cancel, &check->error);
    hs_archive_shared_give(archive);
}

static void show(hs_open_document *open, hs_checks *checks)
{
    hs_document *document = &open->document;
    hs_snapshot *before = document->snapshot;
    uint64_t hash = before->findings.hash;
    document->snapshot = hs_snapshot_with_checks_take(before, checks);
    hs_snapshot_unref(before);
    hs_publish(open);
    hs_publish_ask_for_lenses(open->client);
    if (document->snapshot->findings.hash != hash)
        hs_publish_ask_for_diagnostics(open->client);
}

/* Once for each time that it is away. */
static void tell_archive_away(hs_session_state *client, const char *why)
{
    enum { MESSAGE_WARNING = 2 }; /* LSP's MessageType */
    HS_LOG_NOTE("quotes are not checked; it is tried again: %s", why);
    if (client->knows_archive_away)
        return;
    client->knows_archive_away = true;
    hs_buffer text = {0};
    hs_buffer_printf(&text, "hearsay: quotes and claims are not compared with the archive: %s",
                     why);
    hs_session_state_show_message(client, MESSAGE_WARNING, text.bytes);
    hs_buffer_finish(&text);
}

static void check_done(hs_job *job)
{
    struct hs_check_job *check = (struct hs_check_job *)job;
    hs_open_document *open = check->open;
    bool cancelled = atomic_load(&job->cancel);
    open->checking = NULL;
    open->check_failed = !check->checks && !cancelled;
    if (open->client && check->checks)
        open->client->knows_archive_away = false;
    if (open->client && check->checks && open->document.snapshot && !open->document.out_of_step) {
        bool newer = open->document.snapshot->chapters != check->snapshot->chapters ||
                     open->document.snapshot->settings != check->snapshot->settings;
        if (!hs_checks_same(check->checks, open->document.snapshot->checks))
            show(open, hs_checks_ref(check->checks));
        if (newer || check->checks->generation != hs_archive_shared_generation())
            hs_checking_start(open);
    } else if (open->client && open->check_failed) {
        tell_archive_away(open->client, check->error.text);
        start_retry(open->features);
    }
    hs_open_document_checked(open);
    hs_checks_unref(check->checks);
    hs_snapshot_unref(check->snapshot);
    hs_open_document_unref(open);
    free(check);
}

void hs_checking_start(hs_open_document *open)
{
    if (open->checking || !open->client || !open->document.snapshot || !hs_archive_shared_exists())
        return; /* the end of the one under way looks for newer versions */
    struct hs_check_job *check = hs_alloc_zeroed(1, sizeof *check);
    check->job.run = run_check;
    check->job.done = check_done;
    atomic_init(&check->job.cancel, false);
    check->open = hs_open_document_ref(open);
    check->snapshot = hs_snapshot_ref(open->document.snapshot);
    open->checking = check;
    open->features->host->submit_slow(&check->job);
}

void hs_checking_restart(hs_features *features)
{
    for (size_t i = 0; i < features->clients.count; i++) {
        size_t position = 0;
        hs_str uri;
        void *value;
        while (hs_map_next(&features->clients.items[i]->documents, &position, &uri, &value))
            hs_checking_start(value);
    }
}

void hs_checking_stop(hs_open_document *open)
{
    if (open->checking)
        atomic_store(&open->checking->job.cancel, true);
}
