/* The three stages of an import and the two queues between them.
 *
 * The queues are short: reading waits for annotating and annotating for writing, so that memory
 * stays small whatever is imported. Annotating threads run at lower priority than the rest of the
 * process: somebody may be typing.
 */
#include "evidence/import.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/array.h"
#include "base/clock.h"
#include "base/memory.h"
#include "evidence/annotating.h"
#include "evidence/archive_prepare.h"
#include "evidence/import_walk.h"
#include "language/shared.h"

enum {
    QUEUED_A_WORKER = 8,
    QUEUED_BYTES_MOST = 64 << 20,
    BATCH_ITEMS = 400,
    BATCH_BYTES = 16 << 20,
    BATCH_SECONDS = 2,
    LOST_TRIES = 8,
};

/* A document or fact-check on its way; what it holds lies in its arena. */
typedef struct item {
    struct item *next;
    hs_arena arena;
    bool is_factcheck;
    hs_archive_document document;
    hs_archive_factcheck factcheck;
    hs_archive_prepared *prepared;
} item;

typedef struct queue {
    item *first, **last;
    size_t count, bytes;
} queue;

typedef struct importing {
    const hs_import_request *request;
    hs_archive *writer, *reader;
    hs_import_progress *progress;
    const atomic_bool *cancel;
    hs_import_summary *summary;

    pthread_mutex_t mutex; /* guards what follows, and the summary's failures */
    pthread_cond_t changed;
    queue raw, ready;
    size_t busy;   /* workers that are annotating */
    bool all_read; /* the reader has ended */
    bool stopping; /* the store failed */
    size_t queued_most;

    item *batch;
    size_t batch_count, batch_bytes;
} importing;

static bool is_cancelled(const importing *im)
{
    return im->cancel && atomic_load(im->cancel);
}

/* ---------------------------------------------------------------- items and queues */

static void push(queue *q, item *it)
{
    it->next = NULL;
    *q->last = it;
    q->last = &it->next;
    q->count++;
    q->bytes += it->document.text.length;
}

static item *pop(queue *q)
{
    item *it = q->first;
    if (!it)
        return NULL;
    q->first = it->next;
    if (!q->first)
        q->last = &q->first;
    q->count--;
    q->bytes -= it->document.text.length;
    return it;
}

static void destroy(item *it)
{
    hs_arena_finish(&it->arena);
    free(it);
}

static void destroy_list(item *it)
{
    while (it) {
        item *next = it->next;
        destroy(it);
        it = next;
    }
}

/* ---------------------------------------------------------------- reading */

/* Waits for room; false when nobody wants more. */
static bool hand_over(importing *im, item *it)
{
    atomic_fetch_add(&im->progress->found, 1);
    pthread_mutex_lock(&im->mutex);
    while (!im->stopping && !is_cancelled(im) &&
           (im->raw.count >= im->queued_most || im->raw.bytes > QUEUED_BYTES_MOST))
        pthread_cond_wait(&im->changed, &im->mutex);
    bool wanted = !im->stopping && !is_cancelled(im);
    if (wanted)
        push(&im->raw, it);
    pthread_cond_broadcast(&im->changed);
    pthread_mutex_unlock(&im->mutex);
    if (!wanted)
        destroy(it);
    return wanted;
}

static hs_str keep(item *it, hs_str str)
{
    return hs_arena_copy_str(&it->arena, str);
}

static bool found_document(void *data, const hs_archive_document *document)
{
    importing *im = data;
    if (im->reader && hs_archive_has(im->reader, document)) {
        atomic_fetch_add(&im->progress->found, 1);
        atomic_fetch_add(&im->progress->done, 1);
        pthread_mutex_lock(&im->mutex);
        im->summary->unchanged++;
        pthread_mutex_unlock(&im->mutex);
        return !is_cancelled(im);
    }
    item *it = hs_alloc_zeroed(1, sizeof *it);
    it->document = (hs_archive_document){
        .uri = keep(it, document->uri),
        .url = keep(it, document->url),
        .title = keep(it, document->title),
        .author = keep(it, document->author),
        .published = keep(it, document->published),
        .language = keep(it, document->language),
        .text = keep(it, document->text),
    };
    return hand_over(im, it);
}

static bool found_factcheck(void *data, const hs_archive_factcheck *factcheck)
{
    item *it = hs_alloc_zeroed(1, sizeof *it);
    it->is_factcheck = true;
    it->factcheck = (hs_archive_factcheck){
        .url = keep(it, factcheck->url),
        .claim = keep(it, factcheck->claim),
        .title = keep(it, factcheck->title),
        .claimant = keep(it, factcheck->claimant),
        .rating = keep(it, factcheck->rating),
        .publisher = keep(it, factcheck->publisher),
        .published = keep(it, factcheck->published),
    };
    return hand_over(data, it);
}

static bool failed(void *data, const char *where, const char *why)
{
    importing *im = data;
    hs_import_summary *summary = im->summary;
    pthread_mutex_lock(&im->mutex);
    summary->failed++;
    if (summary->failure_count < HS_IMPORT_FAILURES_KEPT) {
        if (!summary->failures)
            summary->failures = hs_alloc_zeroed(HS_IMPORT_FAILURES_KEPT, sizeof *summary->failures);
        summary->failures[summary->failure_count++] =
            (hs_import_failure){hs_string_copy(where), hs_string_copy(why)};
    }
    pthread_mutex_unlock(&im->mutex);
    return !is_cancelled(im);
}

static void file_found(void *data, const char *path)
{
    importing *im = data;
    (void)path;
    atomic_fetch_add(&im->progress->files, 1);
}

static bool read_document(const hs_import_sink *sink, const hs_archive_document *document)
{
    char *name = hs_string_copy_n(document->uri.bytes, document->uri.length);
    hs_import_file file = {name, document->uri, HS_STR(""), sink};
    bool more = hs_import_add(&file, NULL, document);
    free(name);
    return more;
}

static bool read_content(const hs_import_sink *sink, const hs_import_content *content)
{
    char *name = hs_string_copy_n(content->uri.bytes, content->uri.length);
    hs_import_file file = {name, content->uri, content->text, sink};
    bool more = hs_import_read(&file, hs_import_format_of("", content->text));
    free(name);
    return more;
}

static void *read_everything(void *argument)
{
    importing *im = argument;
    const hs_import_request *request = im->request;
    const hs_import_sink sink = {found_document, found_factcheck, failed, im};
    hs_import_walk walk = {.allowed = request->allowed,
                           .allowed_count = request->allowed_count,
                           .sink = &sink,
                           .file_found = file_found,
                           .filter = request->filter};
    bool more = true;
    for (size_t i = 0; i < request->path_count && more; i++)
        more = hs_import_walk_path(&walk, request->paths[i]);
    for (size_t i = 0; i < request->document_count && more; i++)
        more = read_document(&sink, &request->documents[i]);
    for (size_t i = 0; i < request->content_count && more; i++)
        more = read_content(&sink, &request->contents[i]);
    pthread_mutex_lock(&im->mutex);
    im->all_read = true;
    pthread_cond_broadcast(&im->changed);
    pthread_mutex_unlock(&im->mutex);
    return NULL;
}

/* ---------------------------------------------------------------- annotating */

static void prepare(importing *im, item *it)
{
    if (it->is_factcheck)
        return;
    if (hs_archive_annotate_text(&it->document, im->cancel, &it->arena))
        it->prepared = hs_archive_prepare(&it->document, &it->arena);
}

static void *annotate_items(void *argument)
{
    importing *im = argument;
    hs_annotating_lower_priority();
    pthread_mutex_lock(&im->mutex);
    for (;;) {
        while (!im->raw.first && !im->all_read && !im->stopping)
            pthread_cond_wait(&im->changed, &im->mutex);
        item *it = pop(&im->raw);
        if (!it)
            break;
        im->busy++;
        pthread_cond_broadcast(&im->changed);
        pthread_mutex_unlock(&im->mutex);
        if (!is_cancelled(im))
            prepare(im, it);
        pthread_mutex_lock(&im->mutex);
        while (im->ready.count >= BATCH_ITEMS && !im->stopping)
            pthread_cond_wait(&im->changed, &im->mutex);
        push(&im->ready, it);
        im->busy--;
        pthread_cond_broadcast(&im->changed);
    }
    pthread_cond_broadcast(&im->changed);
    pthread_mutex_unlock(&im->mutex);
    return NULL;
}

/* ---------------------------------------------------------------- writing */

typedef struct counts {
    size_t added, updated, unchanged;
} counts;

static bool put_item(hs_archive *archive, item *it, counts *sums, hs_error *error)
{
    int64_t id = 0;
    hs_archive_put put = it->is_factcheck
                             ? hs_archive_put_factcheck(archive, &it->factcheck, error)
                             : hs_archive_put_prepared(archive, it->prepared, &id, error);
    sums->added += put == HS_ARCHIVE_ADDED;
    sums->updated += put == HS_ARCHIVE_UPDATED;
    sums->unchanged += put == HS_ARCHIVE_UNCHANGED;
    return put != HS_ARCHIVE_FAILED;
}

static bool put_batch(importing *im, counts *sums, hs_error *error)
{
    *sums = (counts){0};
    if (!hs_archive_begin(im->writer, error))
        return false;
    for (item *it = im->batch; it; it = it->next) {
        if ((it->is_factcheck || it->prepared) && !put_item(im->writer, it, sums, error)) {
            hs_archive_rollback(im->writer);
            return false;
        }
    }
    return hs_archive_commit(im->writer, error);
}

/* Writes what was gathered. When the server has gone, waits for it, twice as long each time, and
 * does the batch again: a commit whose answer was lost is found as unchanged. */
static bool write_batch(importing *im, hs_error *error)
{
    counts sums;
    unsigned tries = 0;
    bool fine = true;
    if (im->batch_count == 0)
        return true;
    while (!(fine = put_batch(im, &sums, error)) && hs_archive_may_try_again(im->writer) &&
           tries < LOST_TRIES && !is_cancelled(im)) {
        sleep(1u << (tries < 4 ? tries : 4));
        tries++;
    }
    if (fine) {
        pthread_mutex_lock(&im->mutex);
        im->summary->imported += sums.added;
        im->summary->updated += sums.updated;
        im->summary->unchanged += sums.unchanged;
        pthread_mutex_unlock(&im->mutex);
        atomic_fetch_add(&im->progress->done, im->batch_count);
    }
    destroy_list(im->batch);
    im->batch = NULL;
    im->batch_count = im->batch_bytes = 0;
    return fine;
}

/* The next item that is ready; NULL at the end, or when nothing came for a while. */
static item *wait_for_item(importing *im, bool *ended)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += BATCH_SECONDS;
    pthread_mutex_lock(&im->mutex);
    int waited = 0;
    item *it;
    while (!(it = pop(&im->ready)) && waited == 0) {
        *ended = im->all_read && !im->raw.first && im->busy == 0;
        if (*ended)
            break;
        waited = pthread_cond_timedwait(&im->changed, &im->mutex, &until);
    }
    pthread_cond_broadcast(&im->changed);
    pthread_mutex_unlock(&im->mutex);
    return it;
}

static bool write_everything(importing *im, hs_error *error)
{
    bool ended = false, fine = true;
    item **last = &im->batch;
    time_t begun = hs_clock_seconds();
    while (fine && !ended) {
        item *it = wait_for_item(im, &ended);
        if (it) {
            it->next = NULL;
            *last = it;
            last = &it->next;
            im->batch_count++;
            im->batch_bytes += it->document.text.length;
        }
        bool full = im->batch_count >= BATCH_ITEMS || im->batch_bytes >= BATCH_BYTES ||
                    hs_clock_seconds() - begun >= BATCH_SECONDS;
        if (full || ended) {
            fine = write_batch(im, error);
            last = &im->batch;
            begun = hs_clock_seconds();
        }
    }
    return fine;
}

/* ---------------------------------------------------------------- the whole */

/* Nobody reads or annotates any more; what they have left is dropped. */
static void stop(importing *im)
{
    pthread_mutex_lock(&im->mutex);
    im->stopping = true;
    pthread_cond_broadcast(&im->changed);
    pthread_mutex_unlock(&im->mutex);
}

bool hs_import_run(hs_archive *writer, hs_archive *reader, const hs_import_request *request,
                   hs_import_progress *progress, const atomic_bool *cancel,
                   hs_import_summary *summary, hs_error *error)
{
    importing im = {.request = request,
                    .writer = writer,
                    .reader = reader,
                    .progress = progress,
                    .cancel = cancel,
                    .summary = summary};
    pthread_t reading, workers[HS_ANNOTATING_THREADS_MOST];
    size_t count = hs_annotating_threads(), started = 0;
    *summary = (hs_import_summary){0};
    if (!hs_language_shared(error))
        return false; /* documents without their quotes would pass for imported */
    pthread_mutex_init(&im.mutex, NULL);
    pthread_cond_init(&im.changed, NULL);
    im.raw.last = &im.raw.first;
    im.ready.last = &im.ready.first;
    im.queued_most = count * QUEUED_A_WORKER;
    bool fine = pthread_create(&reading, NULL, read_everything, &im) == 0;
    while (fine && started < count &&
           pthread_create(&workers[started], NULL, annotate_items, &im) == 0)
        started++;
    if (!fine || started == 0)
        fine = hs_error_set(error, "no thread can be started");
    else
        fine = write_everything(&im, error);
    stop(&im);
    if (started > 0 || fine)
        pthread_join(reading, NULL);
    for (size_t i = 0; i < started; i++)
        pthread_join(workers[i], NULL);
    destroy_list(im.batch);
    destroy_list(im.raw.first);
    destroy_list(im.ready.first);
    pthread_cond_destroy(&im.changed);
    pthread_mutex_destroy(&im.mutex);
    return fine;
}

void hs_import_summary_finish(hs_import_summary *summary)
{
    for (size_t i = 0; i < summary->failure_count; i++) {
        free(summary->failures[i].path);
        free(summary->failures[i].error);
    }
    free(summary->failures);
    *summary = (hs_import_summary){0};
}
