/* hearsay check: opens each text as an editor would and asks the daemon for its diagnostics; a
 * report tells them. Which rules apply is the daemon's matter.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/command.h"
#include "cli/connection.h"
#include "cli/folder.h"
#include "cli/pipeline.h"
#include "cli/report.h"
#include "cli/source.h"
#include "cli/terminal.h"
#include "cli/uri.h"

typedef struct hs_check_job {
    const hs_options *options;
    hs_paths paths;
    hs_rpc_client *client;
    hs_report report;
    char **refusals; /* for each path: why the daemon did not open it, or NULL */
    char *told;      /* the daemon's last message */
    bool failed;
} hs_check_job;

static void complain(hs_check_job *job, const char *text)
{
    hs_terminal_complain(text);
    job->failed = true;
}

/* Two names may lead to one file; each is a document of its own, told apart by its fragment.
 * Standard input lies in the current folder, whose rules hold for it. */
static json_t *uri_of(const hs_check_job *job, size_t index)
{
    hs_buffer uri = {0};
    const char *path = job->paths.items.items[index];
    bool standard_input = strcmp(path, "-") == 0;
    hs_uri_write_file(&uri, standard_input ? "." : path);
    hs_buffer_printf(&uri, "%s#%zu", standard_input ? "/-" : "", index + 1);
    json_t *string = json_string(uri.bytes);
    hs_buffer_finish(&uri);
    return string;
}

/* Of a message about a document, the document's index and what is said of it; else SIZE_MAX. */
static size_t document_of(const hs_check_job *job, const char *message, const char **said)
{
    const char *fragment = strncmp(message, "file://", 7) == 0 ? strchr(message, '#') : NULL;
    if (!fragment)
        return SIZE_MAX;
    char *end;
    size_t number = strtoul(fragment + 1, &end, 10);
    if (number == 0 || number > job->paths.items.count || strncmp(end, ": ", 2) != 0)
        return SIZE_MAX;
    *said = end + 2;
    return number - 1;
}

/* What the daemon tells an editor's user: settings with a fault, an archive that is away. */
static void hear(const char *method, const json_t *params, void *data)
{
    static const char own_name[] = "hearsay: ";
    hs_check_job *job = data;
    const char *message = json_string_value(json_object_get(params, "message")), *said;
    if (strcmp(method, "window/showMessage") != 0 || !message)
        return;
    if (strncmp(message, own_name, strlen(own_name)) == 0)
        message += strlen(own_name);
    size_t index = document_of(job, message, &said);
    if (index != SIZE_MAX) {
        free(job->refusals[index]);
        job->refusals[index] = hs_string_copy(said);
    } else if (!job->told || strcmp(job->told, message) != 0) {
        complain(job, message);
        free(job->told);
        job->told = hs_string_copy(message);
    }
}

static json_int_t send_document(size_t index, void *data, hs_error *error)
{
    hs_check_job *job = data;
    const char *path = job->paths.items.items[index];
    hs_buffer bytes = {0};
    hs_error cause;
    json_t *text = hs_source_read(path, &bytes, &cause);
    hs_buffer_finish(&bytes);
    if (!text) {
        complain(job, cause.text);
        return 0;
    }
    json_t *uri = uri_of(job, index);
    json_t *opened = json_pack("{s:{s:O,s:s,s:i,s:o}}", "textDocument", "uri", uri, "languageId",
                               hs_source_language(path, job->options), "version", 1, "text", text);
    json_t *asked = json_pack("{s:{s:o}}", "textDocument", "uri", uri);
    if (!hs_rpc_client_notify_take(job->client, "textDocument/didOpen", opened, error)) {
        json_decref(asked);
        return -1;
    }
    return hs_rpc_client_send_take(job->client, "textDocument/diagnostic", asked, error);
}

static size_t number_at(const json_t *range, const char *end, const char *field)
{
    return (size_t)json_integer_value(json_object_get(json_object_get(range, end), field)) + 1;
}

static void add_finding(hs_check_job *job, const char *path, const json_t *diagnostic)
{
    const json_t *range = json_object_get(diagnostic, "range");
    const json_t *severity = json_object_get(diagnostic, "severity");
    const char *rule = json_string_value(json_object_get(diagnostic, "code"));
    const char *message = json_string_value(json_object_get(diagnostic, "message"));
    const json_t *described = json_object_get(diagnostic, "codeDescription");
    hs_finding finding = {
        .path = path,
        .line = number_at(range, "start", "line"),
        .column = number_at(range, "start", "character"),
        .end_line = number_at(range, "end", "line"),
        .end_column = number_at(range, "end", "character"),
        .severity = severity ? (hs_severity)json_integer_value(severity) : HS_SEVERITY_WARNING,
        .rule = rule ? rule : "hearsay",
        .message = message ? message : "",
        .help = json_string_value(json_object_get(described, "href")),
    };
    hs_report_add(&job->report, &finding);
}

static void tell_document(size_t index, const hs_rpc_client_reply *reply, void *data)
{
    hs_check_job *job = data;
    const char *path = job->paths.items.items[index];
    const json_t *items = json_object_get(reply->result, "items");
    hs_error error;
    if (json_is_array(items)) {
        size_t place;
        json_t *diagnostic;
        json_array_foreach(items, place, diagnostic) add_finding(job, path, diagnostic);
        fflush(stdout);
    } else {
        hs_error_set(&error, "%s: %s", path,
                     job->refusals[index] ? job->refusals[index]
                     : reply->text        ? reply->text
                                          : "the daemon's answer has no diagnostics");
        complain(job, error.text);
    }
    /* A connection that has broken shows at the next request. */
    json_t *closed = json_pack("{s:{s:o}}", "textDocument", "uri", uri_of(job, index));
    hs_rpc_client_notify_take(job->client, "textDocument/didClose", closed, &error);
}

static void run(hs_check_job *job)
{
    hs_error error;
    hs_pipeline pipeline = {
        .count = job->paths.items.count,
        .jobs = hs_pipeline_jobs(job->options),
        .data = job,
        .send = send_document,
        .answered = tell_document,
    };
    job->refusals = hs_alloc_zeroed(job->paths.items.count + 1, sizeof *job->refusals);
    pipeline.client = job->client = hs_connection_open(job->options, &error);
    if (job->client)
        hs_rpc_client_listen(job->client, hear, job);
    if (!job->client || !hs_connection_has_archive(job->client, job->options, &error) ||
        !hs_pipeline_run(&pipeline, &error))
        complain(job, error.text);
    hs_rpc_client_destroy(job->client);
    for (size_t i = 0; i < job->paths.items.count; i++)
        free(job->refusals[i]);
    free(job->refusals);
    free(job->told);
}

hs_exit hs_check_run(const hs_options *options, const char *const *arguments, size_t count)
{
    hs_check_job job = {.options = options};
    hs_report_init(&job.report, hs_options_value(options, HS_OPTION_FORMAT), stdout,
                   hs_terminal_wants_colour(options));
    job.failed = !hs_paths_add_all(&job.paths, arguments, count);
    run(&job);
    hs_exit status = job.failed             ? HS_EXIT_FAILURE
                     : job.report.count > 0 ? HS_EXIT_FINDINGS
                                            : HS_EXIT_FINE;
    hs_report_finish(&job.report);
    hs_paths_finish(&job.paths);
    return status;
}
