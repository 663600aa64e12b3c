/* hearsay accusations: who accuses whom of what in texts, and who has answered. The daemon finds
 * it; accusations_view.c shows it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/accusations.h"
#include "cli/command.h"
#include "cli/connection.h"
#include "cli/folder.h"
#include "cli/pipeline.h"
#include "cli/source.h"
#include "cli/terminal.h"

typedef struct hs_accusations_job {
    const hs_options *options;
    hs_paths paths;
    hs_buffer *texts; /* held from a document's request to its answer */
    hs_rpc_client *client;
    hs_accusation_rows rows;
    bool failed;
} hs_accusations_job;

static void complain(hs_accusations_job *job, const char *text)
{
    hs_terminal_complain(text);
    job->failed = true;
}

static json_int_t send_document(size_t index, void *data, hs_error *error)
{
    hs_accusations_job *job = data;
    const char *path = job->paths.items.items[index];
    hs_error cause;
    json_t *text = hs_source_read(path, &job->texts[index], &cause);
    if (!text) {
        complain(job, cause.text);
        return 0;
    }
    json_t *params = json_pack("{s:o,s:s,s:s}", "text", text, "languageId",
                               hs_source_language(path, job->options), "offsets", "utf-8");
    json_object_set_new(params, "verify", json_false());
    return hs_rpc_client_send_take(job->client, "hearsay/annotate", params, error);
}

static void take_document(size_t index, const hs_rpc_client_reply *reply, void *data)
{
    hs_accusations_job *job = data;
    const char *path = job->paths.items.items[index];
    const json_t *annotations = json_object_get(reply->result, "annotations");
    hs_error said;
    if (json_is_array(annotations)) {
        hs_accusation_rows_add(&job->rows, path, hs_buffer_str(&job->texts[index]), annotations);
    } else {
        hs_error_set(&said, "%s: %s", path,
                     reply->text ? reply->text : "the daemon's answer has no annotations");
        complain(job, said.text);
    }
    hs_buffer_finish(&job->texts[index]);
}

static void run(hs_accusations_job *job)
{
    hs_error error;
    job->texts = hs_alloc_zeroed(job->paths.items.count + 1, sizeof *job->texts);
    hs_pipeline pipeline = {
        .count = job->paths.items.count,
        .jobs = hs_pipeline_jobs(job->options),
        .data = job,
        .send = send_document,
        .answered = take_document,
    };
    pipeline.client = job->client = hs_connection_open(job->options, &error);
    if (!job->client || !hs_pipeline_run(&pipeline, &error))
        complain(job, error.text);
    hs_rpc_client_destroy(job->client);
    for (size_t i = 0; i < job->paths.items.count; i++)
        hs_buffer_finish(&job->texts[i]);
    free(job->texts);
}

/* The view that the options ask for; NULL, with a word on stderr, when they ask for several. */
static hs_accusations_view choose_view(const hs_options *options)
{
    static const struct {
        hs_option option;
        hs_accusations_view view;
    } views[] = {
        {HS_OPTION_JSON, hs_accusations_write_json},
        {HS_OPTION_HTML, hs_accusations_write_html},
        {HS_OPTION_DOT, hs_accusations_write_dot},
    };
    hs_accusations_view chosen = NULL;
    for (size_t i = 0; i < HS_COUNT(views); i++) {
        if (!hs_options_has(options, views[i].option))
            continue;
        if (chosen) {
            fprintf(stderr, "hearsay: --json, --html and --dot exclude each other\n");
            return NULL;
        }
        chosen = views[i].view;
    }
    return chosen ? chosen : hs_accusations_write_table;
}

hs_exit hs_accusations_run(const hs_options *options, const char *const *arguments, size_t count)
{
    hs_accusations_view view = choose_view(options);
    if (!view)
        return HS_EXIT_USAGE;
    hs_accusations_job job = {.options = options};
    job.failed = !hs_paths_add_all(&job.paths, arguments, count);
    run(&job);
    view(&job.rows, stdout);
    if (view == hs_accusations_write_table && job.rows.items.count == 0 && !job.failed &&
        job.paths.items.count > 0)
        hs_terminal_complain("no accusations found");
    hs_accusation_rows_finish(&job.rows);
    hs_paths_finish(&job.paths);
    return job.failed ? HS_EXIT_FAILURE : HS_EXIT_FINE;
}
