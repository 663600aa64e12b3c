/* hearsay annotate: texts go to the daemon, several at once; a view shows what comes back. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/command.h"
#include "cli/connection.h"
#include "cli/pipeline.h"
#include "cli/source.h"
#include "cli/terminal.h"
#include "cli/view.h"

typedef struct hs_annotate_job {
    const hs_options *options;
    const char *const *paths;
    hs_buffer *texts; /* held from a document's request to its answer */
    hs_rpc_client *client;
    const hs_view *view;
    hs_view_settings settings;
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
    json_t *text = hs_source_read(job->paths[index], &job->texts[index], &cause);
    if (!text) {
        complain(job, cause.text);
        return 0;
    }
    json_t *params = make_params_take(job, job->paths[index], text);
    return hs_rpc_client_send_take(job->client, "hearsay/annotate", params, error);
}

static void show_document(size_t index, const hs_rpc_client_reply *reply, void *data)
{
    hs_annotate_job *job = data;
    const json_t *annotations = json_object_get(reply->result, "annotations");
    if (json_is_array(annotations)) {
        hs_view_document document = {index + 1, job->paths[index],
                                     hs_buffer_str(&job->texts[index]), annotations};
        job->view->document(stdout, &document, &job->settings);
        fflush(stdout);
    } else {
        hs_error said;
        hs_error_set(&said, "%s: %s", job->paths[index],
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

hs_exit hs_annotate_run(const hs_options *options, const char *const *arguments, size_t count)
{
    if (!options_agree(options))
        return HS_EXIT_USAGE;
    hs_error error;
    hs_annotate_job job = {.options = options, .paths = arguments};
    job.client = hs_connection_open(options, &error);
    if (!job.client) {
        hs_terminal_complain(error.text);
        return HS_EXIT_FAILURE;
    }
    choose_view(&job);
    job.texts = hs_alloc_zeroed(count, sizeof *job.texts);
    hs_pipeline pipeline = {
        .client = job.client,
        .count = count,
        .jobs = hs_pipeline_jobs(options),
        .data = &job,
        .send = send_document,
        .answered = show_document,
    };
    job.view->begin(stdout, &job.settings);
    if (!hs_pipeline_run(&pipeline, &error))
        complain(&job, error.text);
    job.view->end(stdout);
    for (size_t i = 0; i < count; i++)
        hs_buffer_finish(&job.texts[i]);
    free(job.texts);
    hs_rpc_client_destroy(job.client);
    return job.failed ? HS_EXIT_FAILURE : HS_EXIT_FINE;
}
