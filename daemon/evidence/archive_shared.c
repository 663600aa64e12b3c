/* The address, the kept handles and the memory of the last failure, behind one mutex. */
#include "evidence/archive_shared.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/memory.h"

enum { KEPT_MOST = 4, RETRY_SECONDS_LEAST = 1, RETRY_SECONDS_MOST = 30 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char *chosen; /* NULL until first asked for */
static struct kept {
    hs_archive *archive;
    hs_archive_mode mode;
} kept[KEPT_MOST];
static size_t kept_count;
static hs_error last_error;
static time_t no_try_before;
static unsigned retry_seconds;
static atomic_uint_fast64_t generation = 1;

void hs_archive_shared_choose(const char *address)
{
    pthread_mutex_lock(&mutex);
    free(chosen);
    chosen = address ? hs_string_copy(address) : NULL;
    pthread_mutex_unlock(&mutex);
}

const char *hs_archive_shared_address(void)
{
    pthread_mutex_lock(&mutex);
    if (!chosen)
        chosen = hs_file_place("XDG_DATA_HOME", ".local/share", "hearsay/archive.db");
    const char *address = chosen;
    pthread_mutex_unlock(&mutex);
    return address;
}

bool hs_archive_shared_exists(void)
{
    const char *address = hs_archive_shared_address();
    return address && (hs_archive_is_server(address) || access(address, F_OK) == 0);
}

/* ---------------------------------------------------------------- handles */

/* A kept handle that may do what is wanted. */
static hs_archive *find_kept(hs_archive_mode mode)
{
    for (size_t i = 0; i < kept_count; i++) {
        hs_archive *archive = kept[i].archive;
        if (kept[i].mode < mode)
            continue;
        kept[i] = kept[--kept_count];
        return archive;
    }
    return NULL;
}

/* What others did to the archive since the handle was given back shows here: they wrote to it, or
 * put another one in its place. */
static hs_archive *take_kept(hs_archive_mode mode, bool *waits, hs_error *cause)
{
    for (;;) {
        pthread_mutex_lock(&mutex);
        hs_archive *archive = find_kept(mode);
        *waits = !archive && no_try_before > hs_clock_seconds();
        if (*waits)
            *cause = last_error;
        pthread_mutex_unlock(&mutex);
        bool usable = !archive || hs_archive_is_usable(archive);
        if (archive && (!usable || hs_archive_has_changed(archive)))
            hs_archive_shared_changed();
        if (usable)
            return archive;
        hs_archive_close(archive);
    }
}

static hs_archive *open_new(const char *address, hs_archive_mode mode, hs_error *error)
{
    if (mode == HS_ARCHIVE_CREATE && !strstr(address, "://"))
        hs_file_make_folders(address);
    hs_archive *archive = hs_archive_open(address, mode, error);
    pthread_mutex_lock(&mutex);
    if (archive) {
        retry_seconds = 0;
        no_try_before = 0;
    } else if (hs_archive_is_server(address)) {
        retry_seconds = retry_seconds ? retry_seconds * 2 : RETRY_SECONDS_LEAST;
        if (retry_seconds > RETRY_SECONDS_MOST)
            retry_seconds = RETRY_SECONDS_MOST;
        no_try_before = hs_clock_seconds() + (time_t)retry_seconds;
        last_error = *error;
    }
    pthread_mutex_unlock(&mutex);
    return archive;
}

hs_archive *hs_archive_shared_take(hs_archive_mode mode, hs_error *error)
{
    const char *address = hs_archive_shared_address();
    hs_error cause = {""};
    if (!address) {
        hs_error_set(error, "no archive: neither XDG_DATA_HOME nor HOME names a folder; use "
                            "--archive=PATH");
        return NULL;
    }
    bool waits;
    hs_archive *archive = take_kept(mode, &waits, &cause);
    if (!archive && !waits)
        archive = open_new(address, mode, &cause);
    if (!archive)
        hs_error_set(error, "%s", cause.text);
    return archive;
}

void hs_archive_shared_give(hs_archive *archive)
{
    if (!archive)
        return;
    hs_archive_rollback(archive);
    pthread_mutex_lock(&mutex);
    bool keep = kept_count < KEPT_MOST && hs_archive_is_usable(archive);
    if (keep)
        kept[kept_count++] = (struct kept){archive, hs_archive_mode_of(archive)};
    pthread_mutex_unlock(&mutex);
    if (!keep)
        hs_archive_close(archive);
}

uint64_t hs_archive_shared_generation(void)
{
    return atomic_load(&generation);
}

void hs_archive_shared_changed(void)
{
    atomic_fetch_add(&generation, 1);
}

void hs_archive_shared_finish(void)
{
    while (kept_count > 0)
        hs_archive_close(kept[--kept_count].archive);
    free(chosen);
    chosen = NULL;
}
