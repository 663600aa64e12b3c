/* hearsay annotate: texts go to the daemon, several at once; a view shows what comes back. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/command.h"
#include "cli/connection.h"
#include "cli/folder.h"
#include "cli/pipeline.h"
#include "cli/source.h"
#include "cli/terminal.h"
#include "cli/view.h"

typedef struct hs_annotate_job {
    const hs_options *options;
    hs_paths paths;
    hs_buffer *texts; /* held from a document's request to its answer */
    hs_rpc_client *client;
    const hs_view *view;
    hs_view_settings settings;
    bool begun; /* the view has */
    bool told_of_archive;
    bool failed;
} hs_annotate_job;

static void complain(hs_annotate_job *job, const char *text)
{
    hs_terminal_complain(text);
    job->failed = true;
}

static json_t *make_params_take(const hs_annotate_job *job, const char *path, json_t *text)
{
    const hs_options *options = job->options;
    json_t *params = json_object();
    json_object_set_new(params, "text", text);
    json_object_set_new(params, "languageId", json_string(hs_source_language(path, options)));
    json_object_set_new(params, "offsets",
                        json_string(hs_options_value(options, HS_OPTION_OFFSETS)));
    if (hs_options_has(options, HS_OPTION_CLAIM_THRESHOLD))
        json_object_set_new(params, "claimThreshold",
                            json_real(atof(hs_options_value(options, HS_OPTION_CLAIM_THRESHOLD))));
    if (hs_options_has(options, HS_OPTION_THOUGHTS))
        json_object_set_new(params, "thoughts", json_true());
    return params;
}

static json_int_t send_document(size_t index, void *data, hs_error *error)
{
    hs_annotate_job *job = data;
    hs_error cause;
    const char *path = job->paths.items.items[index];
    json_t *text = hs_source_read(path, &job->texts[index], &cause);
    if (!text) {
        complain(job, cause.text);
        return 0;
    }
    json_t *params = make_params_take(job, path, text);
    return hs_rpc_client_send_take(job->client, "hearsay/annotate", params, error);
}

static void tell_of_archive(hs_annotate_job *job, const char *why)
{
    hs_error said;
    if (job->told_of_archive)
        return;
    job->told_of_archive = true;
    hs_error_set(&said, "quotes and claims are not compared with the archive: %s", why);
    complain(job, said.text);
}

static void begin(hs_annotate_job *job)
{
    if (!job->begun)
        job->view->begin(stdout, &job->settings);
    job->begun = true;
}

static void show_document(size_t index, const hs_rpc_client_reply *reply, void *data)
{
    hs_annotate_job *job = data;
    const char *path = job->paths.items.items[index];
    const json_t *annotations = json_object_get(reply->result, "annotations");
    const char *why = json_string_value(json_object_get(reply->result, "archiveError"));
    if (why)
        tell_of_archive(job, why);
    if (json_is_array(annotations)) {
        hs_view_document document = {index + 1, path, hs_buffer_str(&job->texts[index]),
                                     annotations};
        begin(job);
        job->view->document(stdout, &document, &job->settings);
        fflush(stdout);
    } else {
        hs_error said;
        hs_error_set(&said, "%s: %s", path,
                     reply->text ? reply->text : "the daemon's answer has no annotations");
        complain(job, said.text);
    }
    hs_buffer_finish(&job->texts[index]);
}

static void choose_view(hs_annotate_job *job)
{
    if (hs_options_has(job->options, HS_OPTION_JSON))
        job->view = &hs_view_json;
    else if (hs_options_has(job->options, HS_OPTION_HTML))
        job->view = &hs_view_html;
    else
        job->view = &hs_view_terminal;
    job->settings = (hs_view_settings){hs_terminal_wants_colour(job->options), hs_terminal_width()};
}

static bool options_agree(const hs_options *options)
{
    bool json = hs_options_has(options, HS_OPTION_JSON);
    if (json && hs_options_has(options, HS_OPTION_HTML)) {
        fprintf(stderr, "hearsay: --json and --html exclude each other\n");
        return false;
    }
    if (!json && strcmp(hs_options_value(options, HS_OPTION_OFFSETS), "utf-8") != 0) {
        fprintf(stderr, "hearsay: --offsets is for --json\n");
        return false;
    }
    return true;
}

static void run(hs_annotate_job *job)
{
    hs_error error;
    size_t count = job->paths.items.count;
    job->texts = hs_alloc_zeroed(count + 1, sizeof *job->texts);
    hs_pipeline pipeline = {
        .count = count,
        .jobs = hs_pipeline_jobs(job->options),
        .data = job,
        .send = send_document,
        .answered = show_document,
    };
    pipeline.client = job->client = hs_connection_open(job->options, &error);
    if (!job->client || !hs_connection_has_archive(job->client, job->options, &error) ||
        !hs_pipeline_run(&pipeline, &error))
        complain(job, error.text);
    if (job->begun)
        job->view->end(stdout);
    hs_rpc_client_destroy(job->client);
    for (size_t i = 0; i < count; i++)
        hs_buffer_finish(&job->texts[i]);
    free(job->texts);
}

hs_exit hs_annotate_run(const hs_options *options, const char *const *arguments, size_t count)
{
    if (!options_agree(options))
        return HS_EXIT_USAGE;
    hs_annotate_job job = {.options = options};
    choose_view(&job);
    job.failed = !hs_paths_add_all(&job.paths, arguments, count);
    run(&job);
    hs_paths_finish(&job.paths);
    return job.failed ? HS_EXIT_FAILURE : HS_EXIT_FINE;
}
