/* hearsay/import: files, folders and documents go into the archive, with progress.
 *
 * Which folders may be read can be bounded at start (hearsayd --import-folder).
 */
#include "features/ours.h"

#include "base/limits.h"
#include "base/memory.h"
#include "evidence/archive_shared.h"
#include "evidence/import.h"
#include "evidence/import_folders.h"
#include "features/archive_job.h"
#include "features/progress.h"
#include "protocol/jsonrpc.h"

typedef struct import_job {
    hs_archive_job archive; /* first */
    hs_progress progress;
    hs_import_progress counts;
    hs_arena arena; /* of the request */
    hs_import_request request;
} import_job;

/* ---------------------------------------------------------------- the answer */

static void write_summary(hs_json_writer *json, const hs_import_summary *summary)
{
    hs_json_begin_object(json);
    hs_json_member_integer(json, "imported", (int64_t)summary->imported);
    hs_json_member_integer(json, "updated", (int64_t)summary->updated);
    hs_json_member_integer(json, "unchanged", (int64_t)summary->unchanged);
    hs_json_member_integer(json, "failures", (int64_t)summary->failed);
    hs_json_key(json, "failed");
    hs_json_begin_array(json);
    for (size_t i = 0; i < summary->failure_count; i++) {
        hs_json_begin_object(json);
        hs_json_member_text(json, "path", summary->failures[i].path);
        hs_json_member_text(json, "error", summary->failures[i].error);
        hs_json_end_object(json);
    }
    hs_json_end_array(json);
    hs_json_end_object(json);
}

static bool work(hs_archive_job *job, hs_archive *archive, hs_json_writer *json, hs_error *error)
{
    import_job *import = (import_job *)job;
    hs_import_summary summary;
    hs_error cause;
    hs_archive *reader = hs_archive_shared_take(HS_ARCHIVE_READ, NULL);
    bool fine = hs_import_run(archive, reader, &import->request, &import->counts, &job->job.cancel,
                              &summary, &cause);
    hs_archive_shared_give(reader);
    if (summary.imported + summary.updated > 0)
        hs_archive_shared_changed();
    if (!fine)
        hs_error_set(error, "%s (%zu were imported before and are kept)", cause.text,
                     summary.imported + summary.updated);
    else if (atomic_load(&job->job.cancel))
        fine = false;
    else
        write_summary(json, &summary);
    hs_import_summary_finish(&summary);
    return fine;
}

/* ---------------------------------------------------------------- progress */

static void tick(hs_job *base)
{
    import_job *import = (import_job *)base;
    hs_buffer message = {0};
    hs_buffer_printf(&message, "%zu files, %zu of %zu done", atomic_load(&import->counts.files),
                     atomic_load(&import->counts.done), atomic_load(&import->counts.found));
    hs_progress_report(&import->progress, import->archive.features, import->archive.request,
                       message.bytes);
    hs_buffer_finish(&message);
}

static void done(hs_archive_job *job)
{
    hs_progress_end(&((import_job *)job)->progress, job->features, job->request);
}

static void release(hs_archive_job *job)
{
    hs_arena_finish(&((import_job *)job)->arena);
}

/* ---------------------------------------------------------------- the request */

static hs_str member(import_job *import, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return hs_arena_copy_str(&import->arena,
                             hs_str_make(json_string_value(value), json_string_length(value)));
}

static bool read_paths(import_job *import, const json_t *paths, hs_error *error)
{
    size_t count = json_array_size(paths);
    const char **copies = hs_arena_new_array(&import->arena, const char *, count);
    for (size_t i = 0; i < count; i++) {
        const json_t *path = json_array_get(paths, i);
        const char *text = json_string_value(path);
        if (!text || text[0] != '/' || strlen(text) != json_string_length(path))
            return hs_error_set(error, "\"paths\" must be absolute paths");
        copies[i] =
            hs_arena_copy_str(&import->arena, hs_str_make(text, json_string_length(path))).bytes;
    }
    import->request.paths = copies;
    import->request.path_count = count;
    return true;
}

/* `what` names the element in the error. */
static bool check_element(const json_t *object, const char *what, size_t index, hs_error *error)
{
    const json_t *uri = json_object_get(object, "uri");
    if (json_string_length(uri) == 0 || !json_is_string(json_object_get(object, "text")))
        return hs_error_set(error, "%s %zu: \"uri\" and \"text\" must be strings", what, index + 1);
    if (json_string_length(uri) > hs_limits_get()->uri_bytes)
        return hs_error_set(error,
                            "%s %zu: its uri is longer than `hearsayd --limit uri_bytes` allows",
                            what, index + 1);
    return true;
}

static bool read_files(import_job *import, const json_t *files, hs_error *error)
{
    size_t count = json_array_size(files);
    hs_import_content *copies = hs_arena_new_array(&import->arena, hs_import_content, count);
    for (size_t i = 0; i < count; i++) {
        const json_t *object = json_array_get(files, i);
        if (!check_element(object, "file", i, error))
            return false;
        copies[i] =
            (hs_import_content){member(import, object, "uri"), member(import, object, "text")};
    }
    import->request.contents = copies;
    import->request.content_count = count;
    return true;
}

static bool read_documents(import_job *import, const json_t *documents, hs_error *error)
{
    size_t count = json_array_size(documents);
    hs_archive_document *copies = hs_arena_new_array(&import->arena, hs_archive_document, count);
    for (size_t i = 0; i < count; i++) {
        const json_t *object = json_array_get(documents, i);
        if (!check_element(object, "document", i, error))
            return false;
        copies[i] = (hs_archive_document){
            .uri = member(import, object, "uri"),
            .url = member(import, object, "url"),
            .title = member(import, object, "title"),
            .author = member(import, object, "author"),
            .published = member(import, object, "published"),
            .language = member(import, object, "languageId"),
            .text = member(import, object, "text"),
        };
        if (copies[i].language.length == 0)
            copies[i].language = HS_STR("plaintext");
    }
    import->request.documents = copies;
    import->request.document_count = count;
    return true;
}

static bool read_params(import_job *import, const json_t *params, hs_error *error)
{
    const json_t *paths = json_object_get(params, "paths");
    const json_t *documents = json_object_get(params, "documents");
    const json_t *files = json_object_get(params, "files");
    if (!json_is_array(paths) && !json_is_array(documents) && !json_is_array(files))
        return hs_error_set(error, "\"paths\", \"documents\" or \"files\" must be an array");
    import->request.allowed = hs_import_folders(&import->request.allowed_count);
    return read_paths(import, paths, error) && read_documents(import, documents, error) &&
           read_files(import, files, error);
}

void hs_ours_import(hs_session_state *client, hs_request *request, const json_t *params)
{
    import_job *import = hs_archive_job_create(client, request, sizeof *import, work, release);
    hs_error error;
    if (!read_params(import, params, &error)) {
        hs_archive_job_refuse(&import->archive, error.text);
        return;
    }
    import->archive.mode = HS_ARCHIVE_CREATE;
    import->archive.done = done;
    import->archive.job.lasting = true;
    hs_progress_begin(&import->progress, client, params, "Importing");
    if (import->progress.token)
        import->archive.job.tick = tick;
    hs_archive_job_submit(&import->archive);
}
