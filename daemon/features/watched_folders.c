/* An alarm, a watch for each folder found, and at most one look under way. */
#include "features/watched_folders.h"

#include <stdlib.h>
#include <string.h>

#define LOG_MODULE "archive"
#include "base/log.h"
#include "base/memory.h"
#include "evidence/archive_shared.h"
#include "evidence/watched.h"
#include "features/checking.h"
#include "features/session_state.h"

/* The pause before a look: from an event, so that several make one look, and without one. As many
 * times as long as the last look took, within these bounds. */
static const struct pause {
    uint64_t least_ms, times, most_ms;
} pause_soon = {1000, 4, 10000}, pause_later = {10000, 20, 120000};

typedef struct look_job {
    hs_job job; /* first */
    hs_watched_folders *watched;
    hs_watched_look look;
    hs_error error; /* of the archive */
    bool fine;
} look_job;

typedef struct watched_folder {
    const char *path;
    hs_error error; /* empty: it can be read */
} watched_folder;

struct hs_watched_folders {
    hs_features *features;
    watched_folder *folders;
    size_t count;
    hs_watched *seen;
    void *alarm;
    HS_ARRAY(void *) watches;
    HS_ARRAY(uint64_t) told; /* hashes of what failed in the last look */
    look_job *looking;       /* or NULL */
    uint64_t begun_ms, took_ms;
    bool soon;     /* the alarm is set for the next event's look */
    bool happened; /* an event came while looking */
    bool stopped;
    hs_error error; /* the archive's; empty: it takes what it is given */
    uint64_t imported, updated, failed;
};

/* ---------------------------------------------------------------- when to look */

static void set_alarm(hs_watched_folders *w, bool soon)
{
    const struct pause *pause = soon ? &pause_soon : &pause_later;
    uint64_t ms = w->took_ms * pause->times;
    ms = ms < pause->least_ms ? pause->least_ms : ms > pause->most_ms ? pause->most_ms : ms;
    w->soon = soon;
    w->features->host->set_alarm(w->alarm, ms);
}

static void something_happened(void *data)
{
    hs_watched_folders *w = data;
    if (w->looking)
        w->happened = true;
    else if (!w->soon && !w->stopped)
        set_alarm(w, true);
}

/* Watches are made anew after each look: a folder may be another one under its old name. A missing
 * folder is watched through the one that it should lie in. */
static void set_watches(hs_watched_folders *w, const hs_watched_look *look)
{
    const hs_host *host = w->features->host;
    while (w->watches.count > 0)
        host->unwatch(w->watches.items[--w->watches.count]);
    for (size_t i = 0; i < w->count + look->folders.count; i++) {
        bool named = i < w->count;
        if (named && w->folders[i].error.text[0] == '\0')
            continue; /* it is among those found */
        void *watch = host->watch(named ? w->folders[i].path : look->folders.items[i - w->count],
                                  something_happened, w);
        if (watch)
            *hs_array_push(&w->watches) = watch;
    }
}

/* ---------------------------------------------------------------- what came of it */

static bool was_told(const hs_watched_folders *w, uint64_t hash)
{
    for (size_t i = 0; i < w->told.count; i++)
        if (w->told.items[i] == hash)
            return true;
    return false;
}

/* Whether it is one of the folders themselves that failed. */
static bool note_folder_error(hs_watched_folders *w, const hs_import_failure *failure)
{
    bool folder = false;
    for (size_t i = 0; i < w->count; i++) {
        if (strcmp(w->folders[i].path, failure->path) != 0)
            continue;
        hs_error_set(&w->folders[i].error, "%s", failure->error);
        folder = true;
    }
    return folder;
}

/* Each failure is told once, as long as every look finds it again. */
static void tell_failures(hs_watched_folders *w, const hs_import_summary *summary)
{
    HS_ARRAY(uint64_t) hashes = {0};
    for (size_t i = 0; i < summary->failure_count; i++) {
        const hs_import_failure *failure = &summary->failures[i];
        uint64_t hash = hs_hash_bytes(failure->error, strlen(failure->error),
                                      hs_str_hash(hs_str_from(failure->path)));
        bool folder = note_folder_error(w, failure);
        if (!was_told(w, hash)) {
            HS_LOG_WARN("watched folders: %s: %s", failure->path, failure->error);
            w->failed += !folder;
        }
        *hs_array_push(&hashes) = hash;
    }
    hs_array_finish(&w->told);
    memcpy(&w->told, &hashes, sizeof hashes);
}

static void note_folders(hs_watched_folders *w, const hs_import_summary *summary)
{
    hs_error *before = hs_alloc_zeroed(w->count, sizeof *before);
    for (size_t i = 0; i < w->count; i++) {
        before[i] = w->folders[i].error;
        w->folders[i].error.text[0] = '\0';
    }
    tell_failures(w, summary);
    for (size_t i = 0; i < w->count; i++)
        if (before[i].text[0] != '\0' && w->folders[i].error.text[0] == '\0')
            HS_LOG_NOTE("watched folders: %s: is there again", w->folders[i].path);
    free(before);
}

static void note_archive(hs_watched_folders *w, const look_job *look)
{
    const char *text = look->fine ? "" : look->error.text;
    if (strcmp(w->error.text, text) == 0)
        return;
    if (look->fine)
        HS_LOG_NOTE("watched folders: the archive takes what they hold again");
    else
        HS_LOG_WARN("watched folders: nothing is imported until the archive takes it: %s", text);
    hs_error_set(&w->error, "%s", text);
}

/* ---------------------------------------------------------------- looking */

static void run(hs_job *job)
{
    look_job *look = (look_job *)job;
    hs_archive *writer = hs_archive_shared_take(HS_ARCHIVE_CREATE, &look->error);
    if (!writer)
        return;
    hs_archive *reader = hs_archive_shared_take(HS_ARCHIVE_READ, NULL);
    look->fine = hs_watched_look_at(look->watched->seen, writer, reader, &job->cancel, &look->look,
                                    &look->error);
    hs_archive_shared_give(reader);
    hs_archive_shared_give(writer);
    if (look->look.summary.imported + look->look.summary.updated > 0)
        hs_archive_shared_changed();
}

static void done(hs_job *job)
{
    look_job *look = (look_job *)job;
    hs_watched_folders *w = look->watched;
    const hs_import_summary *summary = &look->look.summary;
    w->looking = NULL;
    w->took_ms = look->fine ? w->features->host->now_ms() - w->begun_ms : 0;
    w->imported += summary->imported;
    w->updated += summary->updated;
    if (!w->stopped) {
        note_archive(w, look);
        if (look->fine) {
            note_folders(w, summary);
            set_watches(w, &look->look);
        }
        if (summary->imported + summary->updated > 0)
            hs_checking_restart(w->features);
        set_alarm(w, look->look.unsettled || w->happened);
    }
    hs_watched_look_finish(&look->look);
    free(look);
}

static void start_look(void *data)
{
    hs_watched_folders *w = data;
    if (w->looking || w->stopped)
        return;
    look_job *look = hs_alloc_zeroed(1, sizeof *look);
    look->job.run = run;
    look->job.done = done;
    look->job.lasting = true;
    atomic_init(&look->job.cancel, false);
    look->watched = w;
    w->looking = look;
    w->happened = w->soon = false;
    w->begun_ms = w->features->host->now_ms();
    w->features->host->submit_slow(&look->job);
}

/* ---------------------------------------------------------------- the whole */

hs_watched_folders *hs_watched_folders_create(hs_features *features, const char *const *folders,
                                              size_t count)
{
    if (count == 0)
        return NULL;
    hs_watched_folders *w = hs_alloc_zeroed(1, sizeof *w);
    w->features = features;
    w->folders = hs_alloc_zeroed(count, sizeof *w->folders);
    w->count = count;
    for (size_t i = 0; i < count; i++)
        w->folders[i].path = folders[i];
    w->seen = hs_watched_create(folders, count);
    w->alarm = features->host->make_alarm(start_look, w);
    features->host->set_alarm(w->alarm, 0);
    return w;
}

void hs_watched_folders_stop(hs_watched_folders *w)
{
    if (!w)
        return;
    w->stopped = true;
    if (w->looking)
        atomic_store(&w->looking->job.cancel, true);
}

void hs_watched_folders_destroy(hs_watched_folders *w)
{
    if (!w)
        return;
    while (w->watches.count > 0)
        w->features->host->unwatch(w->watches.items[--w->watches.count]);
    w->features->host->drop_alarm(w->alarm);
    hs_array_finish(&w->watches);
    hs_array_finish(&w->told);
    hs_watched_destroy(w->seen);
    free(w->folders);
    free(w);
}

json_t *hs_watched_folders_json(const hs_watched_folders *w)
{
    json_t *folders = json_array();
    for (size_t i = 0; i < w->count; i++) {
        json_t *folder = json_pack("{s:s}", "path", w->folders[i].path);
        if (w->folders[i].error.text[0] != '\0')
            json_object_set_new(folder, "error", json_string(w->folders[i].error.text));
        json_array_append_new(folders, folder);
    }
    json_t *json =
        json_pack("{s:o, s:I, s:I, s:I}", "folders", folders, "imported", (json_int_t)w->imported,
                  "updated", (json_int_t)w->updated, "failed", (json_int_t)w->failed);
    if (w->error.text[0] != '\0')
        json_object_set_new(json, "error", json_string(w->error.text));
    return json;
}
