/* Documents of other models are listed a batch at a time, then each is read, annotated, written. */
#include "evidence/reannotate.h"

#include "evidence/annotating.h"

enum { BATCH = 100 };

typedef struct batch {
    int64_t ids[BATCH];
    size_t count;
    int64_t last; /* id seen, of whatever model */
    uint64_t model;
} batch;

static bool gather(const hs_archive_document *document, void *data)
{
    batch *b = data;
    b->last = document->id;
    if (document->model != b->model)
        b->ids[b->count++] = document->id;
    return b->count < BATCH;
}

static bool annotate_one(hs_archive *archive, int64_t id, const atomic_bool *cancel,
                         hs_error *error)
{
    hs_arena arena = {0};
    hs_archive_document document;
    bool fine = hs_archive_get(archive, id, &arena, &document, error);
    if (fine && hs_archive_annotate_text(&document, cancel, &arena))
        fine = hs_archive_annotate(archive, &document, error);
    hs_arena_finish(&arena);
    return fine;
}

static bool annotate_batch(hs_archive *archive, const batch *b, const atomic_bool *cancel,
                           hs_error *error)
{
    if (!hs_archive_begin(archive, error))
        return false;
    for (size_t i = 0; i < b->count; i++) {
        if (!annotate_one(archive, b->ids[i], cancel, error)) {
            hs_archive_rollback(archive);
            return false;
        }
    }
    return hs_archive_commit(archive, error);
}

bool hs_archive_reannotate(hs_archive *archive, const atomic_bool *cancel, atomic_size_t *done,
                           hs_error *error)
{
    batch b = {.model = hs_archive_model()};
    for (;;) {
        int64_t before = b.last;
        b.count = 0;
        if (!hs_archive_list(archive, b.last, gather, &b, error))
            return false;
        if (b.last == before || (cancel && atomic_load(cancel)))
            return true;
        if (b.count > 0 && !annotate_batch(archive, &b, cancel, error))
            return false;
        atomic_fetch_add(done, b.count);
    }
}
