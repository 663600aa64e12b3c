/* Documents of other models, a batch at a time: read, annotated by all threads, written in one
 * transaction.
 */
#include "evidence/reannotate.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/memory.h"
#include "evidence/annotating.h"
#include "language/shared.h"

enum { BATCH = 100, BATCH_BYTES = 16 << 20 };

typedef struct batch {
    hs_archive *archive;
    const atomic_bool *cancel;
    uint64_t model;
    int64_t last; /* id seen, of whatever model */
    int64_t ids[BATCH];
    size_t id_count;
    hs_arena arenas[BATCH]; /* of the documents: what an annotating thread adds lies there too */
    hs_archive_document documents[BATCH];
    size_t count;
    atomic_size_t next; /* document that no thread has taken yet */
} batch;

static bool is_cancelled(const batch *b)
{
    return b->cancel && atomic_load(b->cancel);
}

static bool gather(const hs_archive_document *document, void *data)
{
    batch *b = data;
    b->last = document->id;
    if (document->model != b->model)
        b->ids[b->id_count++] = document->id;
    return b->id_count < BATCH;
}

/* Head and text: old annotations, which may be of a form that is read no more, are not looked at.
 */
static bool read_document(batch *b, int64_t id, hs_error *error)
{
    hs_archive_document *document = &b->documents[b->count];
    hs_arena *arena = &b->arenas[b->count++];
    return hs_archive_get_head(b->archive, id, arena, document, error) &&
           hs_archive_get_text(b->archive, id, (hs_span){0, UINT32_MAX}, arena, &document->text,
                               error);
}

/* Reads the gathered documents, as many as may be in memory at once; the rest is gathered again. */
static bool read_documents(batch *b, hs_error *error)
{
    size_t bytes = 0;
    b->count = 0;
    for (size_t i = 0; i < b->id_count; i++) {
        if (bytes >= BATCH_BYTES) {
            b->last = b->ids[i - 1];
            break;
        }
        if (!read_document(b, b->ids[i], error))
            return false;
        bytes += b->documents[i].text.length;
    }
    return true;
}

static void *annotate_documents(void *argument)
{
    batch *b = argument;
    size_t i;
    hs_annotating_lower_priority();
    while ((i = atomic_fetch_add(&b->next, 1)) < b->count && !is_cancelled(b))
        hs_archive_annotate_text(&b->documents[i], b->cancel, &b->arenas[i]);
    return NULL;
}

static bool annotate_all(batch *b, hs_error *error)
{
    pthread_t threads[HS_ANNOTATING_THREADS_MOST];
    size_t wanted = hs_annotating_threads(), started = 0;
    atomic_store(&b->next, 0);
    while (started < wanted && started < b->count &&
           pthread_create(&threads[started], NULL, annotate_documents, b) == 0)
        started++;
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    return started > 0 || b->count == 0 || hs_error_set(error, "no thread can be started");
}

/* What was cancelled before it was annotated keeps its old model, and its turn. */
static bool write_documents(batch *b, hs_error *error)
{
    if (b->count == 0)
        return true;
    if (!hs_archive_begin(b->archive, error))
        return false;
    for (size_t i = 0; i < b->count; i++) {
        if (b->documents[i].model == b->model &&
            !hs_archive_annotate(b->archive, &b->documents[i], error)) {
            hs_archive_rollback(b->archive);
            return false;
        }
    }
    return hs_archive_commit(b->archive, error);
}

static bool do_batch(batch *b, hs_error *error)
{
    bool fine = read_documents(b, error) && annotate_all(b, error) && write_documents(b, error);
    for (size_t i = 0; i < BATCH; i++)
        hs_arena_finish(&b->arenas[i]);
    return fine;
}

bool hs_archive_reannotate(hs_archive *archive, const atomic_bool *cancel, atomic_size_t *done,
                           hs_error *error)
{
    if (!hs_language_shared(error))
        return false;
    batch *b = hs_alloc_zeroed(1, sizeof *b);
    bool fine = true, more = true;
    b->archive = archive;
    b->cancel = cancel;
    b->model = hs_archive_model();
    while (fine && more && !is_cancelled(b)) {
        int64_t before = b->last;
        b->id_count = 0;
        fine = hs_archive_list(archive, b->last, gather, b, error) && do_batch(b, error);
        more = b->last != before;
        if (fine)
            atomic_fetch_add(done, b->count);
    }
    free(b);
    return fine;
}
