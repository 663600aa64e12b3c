/* hearsay/annotate: one text in, its annotations out, on a worker from end to end. With an archive
 * the annotations then go to a thread that may wait for it, and the answer has what it says.
 *
 * With a workDoneToken, progress begins when the work does and ends with it (LSP 3.17, "Work Done
 * Progress").
 */
#include "features/ours.h"

#include <stdlib.h>

#include "annotate/annotate.h"
#include "base/limits.h"
#include "base/memory.h"
#include "evidence/archive_shared.h"
#include "features/annotation_json.h"
#include "features/configuration.h"
#include "features/progress.h"
#include "language/shared.h"
#include "protocol/jsonrpc.h"
#include "workspace/checks.h"

typedef struct annotate_job {
    hs_job job; /* first */
    hs_features *features;
    hs_request *request;
    hs_progress progress;
    hs_source_text *text;
    hs_markup markup;
    hs_encoding offsets;
    hs_settings *settings;
    bool verify; /* ask the archive, if there is one */
    hs_chapters *chapters;
    hs_json_writer json;
    bool written;
    hs_error error;   /* why the archive could not be asked */
    hs_error refusal; /* why nothing could be annotated */
    uint64_t began_us;
} annotate_job;

static void write_answer(annotate_job *annotate, const hs_checks *checks)
{
    hs_annotations *annotations = hs_chapters_join(annotate->chapters);
    hs_json_begin_object(&annotate->json);
    hs_json_key(&annotate->json, "annotations");
    hs_annotations_write_offsets(&annotate->json, annotations, hs_source_text_str(annotate->text),
                                 annotate->offsets, annotate->settings, checks);
    if (annotate->error.text[0])
        hs_json_member_text(&annotate->json, "archiveError", annotate->error.text);
    hs_json_end_object(&annotate->json);
    hs_annotations_unref(annotations);
    annotate->written = true;
}

static void run_annotate(hs_job *job)
{
    annotate_job *annotate = (annotate_job *)job;
    hs_str source = hs_source_text_str(annotate->text);
    if (atomic_load(&job->cancel) || !hs_language_shared(&annotate->refusal))
        return;
    hs_block_list *blocks = hs_block_list_build(source, annotate->markup);
    annotate->chapters = hs_chapters_annotate(blocks, NULL, &job->cancel);
    hs_block_list_unref(blocks);
    if (annotate->chapters && !annotate->verify)
        write_answer(annotate, NULL);
}

/* On a thread that may wait. */
static void run_verification(hs_job *job)
{
    annotate_job *annotate = (annotate_job *)job;
    hs_archive *archive = hs_archive_shared_take(HS_ARCHIVE_READ, &annotate->error);
    hs_checks *checks = NULL;
    if (archive)
        checks = hs_checks_make(archive, annotate->chapters, annotate->settings,
                                hs_archive_shared_generation(), &job->cancel, &annotate->error);
    hs_archive_shared_give(archive);
    if (checks || !atomic_load(&job->cancel))
        write_answer(annotate, checks);
    hs_checks_unref(checks);
}

static void annotate_done(hs_job *job)
{
    annotate_job *annotate = (annotate_job *)job;
    const hs_host *host = annotate->features->host;
    if (annotate->chapters && annotate->verify && !annotate->written &&
        !atomic_load(&job->cancel)) {
        annotate->verify = false;
        job->run = run_verification;
        host->submit_slow(job);
        return;
    }
    hs_progress_end(&annotate->progress, annotate->features, annotate->request);
    if (annotate->written) {
        hs_latency_record(&annotate->features->latencies[HS_LATENCY_ANNOTATE], annotate->began_us);
        hs_reply_written(host, annotate->request, &annotate->json);
    } else if (annotate->refusal.text[0]) {
        host->fail(annotate->request, HS_RPC_INTERNAL_ERROR, annotate->refusal.text);
    } else {
        host->fail(annotate->request, HS_RPC_REQUEST_CANCELLED, "cancelled");
    }
    hs_chapters_unref(annotate->chapters);
    hs_source_text_unref(annotate->text);
    hs_settings_unref(annotate->settings);
    free(annotate);
}

static void cancel_annotate(hs_request *request, void *data)
{
    annotate_job *annotate = data;
    (void)request;
    atomic_store(&annotate->job.cancel, true);
}

/* The settings of the session with what the request says laid over them. */
static hs_settings *read_settings(const hs_session_state *client, const json_t *params,
                                  hs_error *error)
{
    static const char *const keys[] = {"claimThreshold", "thoughts"};
    hs_settings *settings = hs_configuration_settings_of(client);
    json_t *layer = json_object();
    for (size_t i = 0; i < HS_COUNT(keys); i++) {
        json_t *value = json_object_get(params, keys[i]);
        if (value)
            json_object_set(layer, keys[i], value);
    }
    bool fine = hs_settings_apply(settings, layer, NULL, error);
    json_decref(layer);
    if (fine)
        return settings;
    hs_settings_unref(settings);
    return NULL;
}

static bool read_offsets(const json_t *params, hs_encoding *offsets, hs_error *error)
{
    const json_t *value = json_object_get(params, "offsets");
    *offsets = HS_ENCODING_UTF8;
    if (!value)
        return true;
    if (json_is_string(value) && hs_encoding_from_name(json_string_value(value), offsets))
        return true;
    return hs_error_set(error, "\"offsets\" must be \"utf-8\", \"utf-16\" or \"utf-32\"");
}

/* The job for a request's params; NULL and an error when they make no sense. */
static annotate_job *read_params(const hs_session_state *client, const json_t *params,
                                 hs_error *error)
{
    const json_t *text = json_object_get(params, "text");
    const json_t *language = json_object_get(params, "languageId");
    const json_t *verify = json_object_get(params, "verify");
    hs_encoding offsets;
    if (!json_is_string(text)) {
        hs_error_set(error, "\"text\" must be a string");
        return NULL;
    }
    if (json_string_length(text) > hs_limits_get()->document_bytes) {
        hs_error_set(error,
                     "the text is longer than `hearsayd --limit document_bytes` allows (%zu)",
                     hs_limits_get()->document_bytes);
        return NULL;
    }
    if (language && !json_is_string(language)) {
        hs_error_set(error, "\"languageId\" must be a string");
        return NULL;
    }
    if (verify && !json_is_boolean(verify)) {
        hs_error_set(error, "\"verify\" must be true or false");
        return NULL;
    }
    if (!read_offsets(params, &offsets, error))
        return NULL;
    hs_settings *settings = read_settings(client, params, error);
    if (!settings)
        return NULL;
    annotate_job *job = hs_alloc_zeroed(1, sizeof *job);
    job->text =
        hs_source_text_create(hs_str_make(json_string_value(text), json_string_length(text)));
    job->markup =
        language ? hs_markup_from_language_id(json_string_value(language)) : HS_MARKUP_PLAIN;
    job->offsets = offsets;
    job->settings = settings;
    job->verify = (!verify || json_is_true(verify)) && hs_archive_shared_exists();
    return job;
}

void hs_ours_annotate(hs_session_state *client, hs_request *request, const json_t *params)
{
    hs_features *features = client->features;
    hs_error error;
    annotate_job *job = read_params(client, params, &error);
    if (!job) {
        features->host->fail(request, HS_RPC_INVALID_PARAMS, error.text);
        return;
    }
    job->job.run = run_annotate;
    job->job.done = annotate_done;
    atomic_init(&job->job.cancel, false);
    job->features = features;
    job->request = request;
    job->began_us = hs_latency_now();
    hs_progress_begin(&job->progress, client, params, "Annotating");
    features->host->on_cancel(request, cancel_annotate, job);
    features->host->submit(client->session, &job->job);
}

/* hearsay/annotations: the same of an open document, with LSP ranges. */
void hs_ours_annotations(hs_view *view, hs_json_writer *json)
{
    hs_json_begin_object(json);
    hs_json_member_integer(json, "version", view->snapshot->version);
    hs_json_key(json, "annotations");
    hs_annotations_write_ranges(json, view);
    hs_json_end_object(json);
}
