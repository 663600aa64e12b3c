/* hearsay import: names of files and folders go to the daemon, which reads them; progress and a
 * summary with what failed come back.
 */
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "cli/command.h"
#include "cli/connection.h"
#include "cli/source.h"
#include "cli/terminal.h"

#define PROGRESS_TOKEN "hearsay-import"

static bool shown; /* a progress line stands on the terminal */

static void show_progress(const char *method, const json_t *params, void *data)
{
    const json_t *value = json_object_get(params, "value");
    const char *message = json_string_value(json_object_get(value, "message"));
    (void)data;
    if (strcmp(method, "$/progress") != 0 || !message || !isatty(STDERR_FILENO))
        return;
    fprintf(stderr, "\r\033[K%s", message);
    shown = true;
}

/* The daemon may have another folder than we: paths are made absolute, links left for it to see. */
static json_t *absolute(const char *path)
{
    char here[PATH_MAX];
    hs_buffer whole = {0};
    if (path[0] != '/' && getcwd(here, sizeof here))
        hs_buffer_printf(&whole, "%s/", here);
    hs_buffer_append_text(&whole, path);
    json_t *string = json_string(whole.bytes);
    hs_buffer_finish(&whole);
    return string;
}

/* The address follows from the content: the archive would take another text at the same one for a
 * newer version of the first. */
static bool add_standard_input(json_t *files, hs_error *error)
{
    hs_buffer bytes = {0}, uri = {0};
    json_t *text = hs_source_read("-", &bytes, error);
    hs_buffer_printf(&uri, "untitled:stdin-%016" PRIx64, hs_str_hash(hs_buffer_str(&bytes)));
    if (text)
        json_array_append_new(files, json_pack("{s:s, s:o}", "uri", uri.bytes, "text", text));
    hs_buffer_finish(&bytes);
    hs_buffer_finish(&uri);
    return text;
}

/* What cannot be sent is named, and the others go on; *all says whether there was none. */
static json_t *make_params(const char *const *arguments, size_t count, bool *all)
{
    json_t *paths = json_array(), *files = json_array();
    *all = true;
    for (size_t i = 0; i < count; i++) {
        hs_error error;
        json_t *path;
        bool fine = true;
        if (strcmp(arguments[i], "-") == 0)
            fine = add_standard_input(files, &error);
        else if ((path = absolute(arguments[i])))
            json_array_append_new(paths, path);
        else
            fine =
                hs_error_set(&error, "%s: its name is not UTF-8; import its folder", arguments[i]);
        if (!fine)
            hs_terminal_complain(error.text);
        *all = *all && fine;
    }
    return json_pack("{s:o, s:o, s:s}", "paths", paths, "files", files, "workDoneToken",
                     PROGRESS_TOKEN);
}

static json_int_t number(const json_t *summary, const char *key)
{
    return json_integer_value(json_object_get(summary, key));
}

static void tell(const json_t *summary)
{
    const json_t *failed = json_object_get(summary, "failed");
    size_t index;
    json_t *failure;
    json_array_foreach(failed, index, failure)
    {
        hs_buffer line = {0};
        hs_buffer_printf(&line, "%s: %s", json_string_value(json_object_get(failure, "path")),
                         json_string_value(json_object_get(failure, "error")));
        hs_terminal_complain(line.bytes);
        hs_buffer_finish(&line);
    }
    printf("imported %" JSON_INTEGER_FORMAT ", updated %" JSON_INTEGER_FORMAT
           ", unchanged %" JSON_INTEGER_FORMAT ", failed %" JSON_INTEGER_FORMAT "\n",
           number(summary, "imported"), number(summary, "updated"), number(summary, "unchanged"),
           number(summary, "failures"));
}

static void print_json(const json_t *summary)
{
    char *text = json_dumps(summary, JSON_COMPACT);
    puts(text ? text : "{}");
    free(text);
}

hs_exit hs_import_run(const hs_options *options, const char *const *arguments, size_t count)
{
    hs_error error;
    json_t *summary = NULL;
    bool all = false;
    hs_rpc_client *client = hs_connection_open(options, &error);
    if (client) {
        json_t *params = make_params(arguments, count, &all);
        hs_rpc_client_listen(client, show_progress, NULL);
        summary = hs_rpc_client_call_take(client, "hearsay/import", params, -1, &error);
    }
    if (shown)
        fputs("\r\033[K", stderr);
    if (!summary)
        hs_terminal_complain(error.text);
    else if (hs_options_has(options, HS_OPTION_JSON))
        print_json(summary);
    else
        tell(summary);
    bool fine = all && summary && number(summary, "failures") == 0;
    json_decref(summary);
    hs_rpc_client_destroy(client);
    return fine ? HS_EXIT_FINE : HS_EXIT_FAILURE;
}
