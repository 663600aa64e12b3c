/* The archive before its stores: which store, what is new, and putting documents together again. */
#include "evidence/archive.h"

#include <string.h>

#include "base/memory.h"
#include "evidence/archive_backend.h"
#include "evidence/archive_pack.h"
#include "evidence/module.h"
#include "text/fold.h"
#include "text/utf8.h"

static hs_archive *open_server(const char *address, hs_archive_mode mode, hs_error *error)
{
#ifdef HS_WITH_POSTGRES
    hs_store_open *open =
        (hs_store_open *)hs_module_find(HS_MODULE_POSTGRES, "hs_store_postgres_open", error);
    return open ? open(address, mode, error) : NULL;
#else
    (void)address, (void)mode;
    hs_error_set(error, "postgresql://: this Hearsay was built without PostgreSQL; install libpq "
                        "and build it anew");
    return NULL;
#endif
}

hs_archive *hs_archive_open(const char *address, hs_archive_mode mode, hs_error *error)
{
    bool server = hs_archive_is_server(address);
    if (!server && strstr(address, "://")) {
        hs_error_set(error, "%s: an archive is a file, or on a server postgresql://…", address);
        return NULL;
    }
    hs_archive *archive =
        server ? open_server(address, mode, error) : hs_store_sqlite_open(address, mode, error);
    if (archive)
        archive->mode = mode;
    return archive;
}

void hs_archive_address_append(hs_buffer *out, const char *address)
{
    const char *host = hs_archive_is_server(address) ? strstr(address, "://") + 3 : address;
    size_t authority = strcspn(host, "/?");
    const char *at = memrchr(host, '@', authority);
    const char *colon = at ? memchr(host, ':', (size_t)(at - host)) : NULL;
    const char *query = strstr(host, "password=");
    if (host == address) {
        hs_buffer_append_text(out, address);
        return;
    }
    hs_buffer_append(out, address, (size_t)((colon ? colon : host) - address));
    hs_buffer_append_text(out, colon ? at : "");
    if (!colon)
        hs_buffer_append_text(out, host);
    char *password = query ? strstr(out->bytes, "password=") : NULL;
    if (password) { /* what stands behind it goes too: no place to be clever */
        *password = '\0';
        out->length = (size_t)(password - out->bytes);
    }
}

bool hs_archive_is_server(const char *address)
{
    return strncmp(address, "postgresql://", 13) == 0 || strncmp(address, "postgres://", 11) == 0;
}

bool hs_archive_is_usable(hs_archive *archive)
{
    return archive->backend->is_usable(archive);
}

bool hs_archive_has_changed(hs_archive *archive)
{
    return archive->backend->has_changed(archive);
}

bool hs_archive_may_try_again(const hs_archive *archive)
{
    return archive->may_try_again;
}

hs_archive_mode hs_archive_mode_of(const hs_archive *archive)
{
    return archive->mode;
}

void hs_archive_close(hs_archive *archive)
{
    if (!archive)
        return;
    hs_archive_rollback(archive);
    archive->backend->close(archive);
}

/* ---------------------------------------------------------------- writing */

bool hs_archive_begin(hs_archive *archive, hs_error *error)
{
    archive->writing = archive->backend->begin(archive, error);
    return archive->writing;
}

bool hs_archive_commit(hs_archive *archive, hs_error *error)
{
    if (!archive->backend->commit(archive, error)) {
        hs_archive_rollback(archive);
        return false;
    }
    archive->writing = false;
    return true;
}

void hs_archive_rollback(hs_archive *archive)
{
    if (archive->writing)
        archive->backend->rollback(archive);
    archive->writing = false;
}

bool hs_archive_has(hs_archive *archive, const hs_archive_document *document)
{
    hs_content_hash hash = hs_archive_document_hash(document);
    int64_t id = 0;
    return archive->backend->find_content(archive, HS_INDEX_PASSAGES, &hash, &id, NULL) && id != 0;
}

hs_archive_put hs_archive_put_prepared(hs_archive *archive, const hs_archive_prepared *prepared,
                                       int64_t *id, hs_error *error)
{
    const hs_archive_backend *backend = archive->backend;
    int64_t old = 0;
    if (!backend->find_content(archive, HS_INDEX_PASSAGES, &prepared->hash, id, error))
        return HS_ARCHIVE_FAILED;
    if (*id)
        return HS_ARCHIVE_UNCHANGED;
    if (!backend->find_uri(archive, prepared->document->uri, &old, error) ||
        (old && !hs_archive_remove(archive, old, error)) ||
        !backend->insert_document(archive, prepared, id, error))
        return HS_ARCHIVE_FAILED;
    return *id == 0 ? HS_ARCHIVE_UNCHANGED : old ? HS_ARCHIVE_UPDATED : HS_ARCHIVE_ADDED;
}

static bool remove_factcheck(hs_archive *archive, int64_t id, hs_error *error)
{
    hs_arena arena = {0};
    hs_archive_factcheck factcheck;
    bool fine = hs_archive_get_factcheck(archive, id, &arena, &factcheck, error);
    if (fine) {
        hs_terms terms = hs_archive_factcheck_terms(&factcheck, &arena);
        fine = archive->backend->delete_factcheck(archive, id, &terms, error);
    }
    hs_arena_finish(&arena);
    return fine;
}

/* Removes what the check takes the place of: a rating that its publisher has corrected. `*newer`
 * becomes false when what is there was published later. Feeds may be read in any order. */
static bool replace_factchecks(hs_archive *archive, const hs_archive_factcheck *factcheck,
                               size_t *replaced, bool *newer, hs_error *error)
{
    hs_arena arena = {0};
    hs_archive_factcheck there;
    int64_t id = 0;
    bool fine = true;
    while (fine && *newer && factcheck->url.length > 0) {
        fine =
            archive->backend->find_factcheck(archive, factcheck->url, factcheck->claim, &id, error);
        if (!fine || id == 0)
            break;
        fine = hs_archive_get_factcheck(archive, id, &arena, &there, error);
        *newer = fine && (there.published.length == 0 || factcheck->published.length == 0 ||
                          hs_str_compare(there.published, factcheck->published) <= 0);
        fine = fine && (!*newer || remove_factcheck(archive, id, error));
        *replaced += fine && *newer;
    }
    hs_arena_finish(&arena);
    return fine;
}

hs_archive_put hs_archive_put_factcheck(hs_archive *archive, hs_archive_factcheck *factcheck,
                                        hs_error *error)
{
    const hs_archive_backend *backend = archive->backend;
    hs_content_hash hash = hs_archive_factcheck_hash(factcheck);
    bool newer = true;
    if (!backend->find_content(archive, HS_INDEX_FACTCHECKS, &hash, &factcheck->id, error))
        return HS_ARCHIVE_FAILED;
    if (factcheck->id)
        return HS_ARCHIVE_UNCHANGED;
    size_t replaced = 0;
    if (!replace_factchecks(archive, factcheck, &replaced, &newer, error))
        return HS_ARCHIVE_FAILED;
    if (!newer)
        return HS_ARCHIVE_UNCHANGED;
    hs_arena arena = {0};
    hs_terms terms = hs_archive_factcheck_terms(factcheck, &arena);
    bool fine = backend->insert_factcheck(archive, factcheck, &hash, &terms, &factcheck->id, error);
    hs_arena_finish(&arena);
    if (!fine)
        return HS_ARCHIVE_FAILED;
    return factcheck->id == 0 ? HS_ARCHIVE_UNCHANGED
           : replaced         ? HS_ARCHIVE_UPDATED
                              : HS_ARCHIVE_ADDED;
}

bool hs_archive_annotate(hs_archive *archive, const hs_archive_document *document, hs_error *error)
{
    hs_arena arena = {0};
    bool fine = archive->backend->set_annotations(archive, document->id, document->model,
                                                  hs_archive_pack(document, &arena), error);
    hs_arena_finish(&arena);
    return fine;
}

bool hs_archive_remove(hs_archive *archive, int64_t id, hs_error *error)
{
    hs_arena arena = {0};
    hs_archive_document document;
    bool fine = hs_archive_get(archive, id, &arena, &document, error) &&
                archive->backend->delete_document(archive, id,
                                                  hs_archive_prepare(&document, &arena), error);
    hs_arena_finish(&arena);
    return fine;
}

/* ---------------------------------------------------------------- reading */

static bool missing(int64_t id, const char *what, const hs_error *cause, hs_error *error)
{
    if (cause->text[0] != '\0')
        return hs_error_set(error, "%s", cause->text);
    return hs_error_set(error, "the archive has no %s %lld", what, (long long)id);
}

bool hs_archive_get_head(hs_archive *archive, int64_t id, hs_arena *arena,
                         hs_archive_document *document, hs_error *error)
{
    hs_error cause = {""};
    hs_str packed;
    return archive->backend->get_head(archive, id, arena, document, &packed, &cause) ||
           missing(id, "document", &cause, error);
}

bool hs_archive_get(hs_archive *archive, int64_t id, hs_arena *arena, hs_archive_document *document,
                    hs_error *error)
{
    hs_error cause = {""};
    hs_str packed;
    if (!archive->backend->get_head(archive, id, arena, document, &packed, &cause))
        return missing(id, "document", &cause, error);
    if (!hs_archive_get_text(archive, id, (hs_span){0, UINT32_MAX}, arena, &document->text, error))
        return false;
    if (hs_archive_unpack(packed, document->text.length, arena, document))
        return true;
    return hs_error_set(error, "document %lld: its annotations are damaged; hearsay archive check",
                        (long long)id);
}

bool hs_archive_get_text(hs_archive *archive, int64_t id, hs_span span, hs_arena *arena,
                         hs_str *text, hs_error *error)
{
    hs_error cause = {""};
    return archive->backend->get_text(archive, id, span, arena, text, &cause) ||
           missing(id, "document", &cause, error);
}

bool hs_archive_get_texts(hs_archive *archive, const hs_archive_candidate *candidates, size_t count,
                          hs_arena *arena, hs_str *texts, hs_error *error)
{
    return archive->backend->get_texts(archive, candidates, count, arena, texts, error);
}

bool hs_archive_get_factcheck(hs_archive *archive, int64_t id, hs_arena *arena,
                              hs_archive_factcheck *factcheck, hs_error *error)
{
    hs_error cause = {""};
    return archive->backend->get_factcheck(archive, id, arena, factcheck, &cause) ||
           missing(id, "fact-check", &cause, error);
}

bool hs_archive_find_uri(hs_archive *archive, hs_str uri, int64_t *id, hs_error *error)
{
    return archive->backend->find_uri(archive, uri, id, error);
}

bool hs_archive_list(hs_archive *archive, int64_t after, hs_archive_document_visitor *visit,
                     void *data, hs_error *error)
{
    return archive->backend->list(archive, after, visit, data, error);
}

bool hs_archive_list_factchecks(hs_archive *archive, int64_t after,
                                hs_archive_factcheck_visitor *visit, void *data, hs_error *error)
{
    return archive->backend->list_factchecks(archive, after, visit, data, error);
}

/* ---------------------------------------------------------------- the whole */

bool hs_archive_stats_read(hs_archive *archive, uint64_t model, hs_archive_stats *stats,
                           hs_error *error)
{
    *stats = (hs_archive_stats){0};
    return archive->backend->stats(archive, model, stats, error);
}

bool hs_archive_check(hs_archive *archive, hs_error *error)
{
    return archive->backend->check(archive, error);
}

bool hs_archive_vacuum(hs_archive *archive, hs_error *error)
{
    return archive->backend->vacuum(archive, error);
}

/* ---------------------------------------------------------------- names */

hs_str hs_archive_speaker_key(hs_str name, hs_arena *arena)
{
    static const char *const titles[] = {"dr",   "mr",   "mrs",  "ms",  "prof", "professor", "sir",
                                         "lady", "lord", "dame", "sen", "rep",  "gov"};
    hs_buffer key = {0};
    char word[HS_TERM_BYTES_MOST];
    size_t at = 0, start = 0, length;
    while ((length = hs_term_next_word(name, &at, &start, word)) > 0) {
        bool title = false;
        for (size_t i = 0; i < HS_COUNT(titles); i++)
            title = title || hs_str_is(hs_str_make(word, length), titles[i]);
        if (title)
            continue;
        if (key.length > 0)
            hs_buffer_append_byte(&key, ' ');
        hs_buffer_append(&key, word, length);
    }
    hs_str result = hs_arena_copy_str(arena, hs_buffer_str(&key));
    hs_buffer_finish(&key);
    return result;
}
