/* hearsay analyse: one text goes to the daemon, its language analysis comes back as CoNLL-U. */
#include "base/memory.h"
#include "cli/command.h"
#include "cli/connection.h"
#include "cli/source.h"
#include "cli/terminal.h"

static json_t *analyse(hs_rpc_client *client, const hs_options *options, const char *path,
                       hs_error *error)
{
    hs_buffer source = {0};
    json_t *text = hs_source_read(path, &source, error);
    hs_buffer_finish(&source);
    if (!text)
        return NULL;
    json_t *params = json_object();
    json_object_set_new(params, "text", text);
    json_object_set_new(params, "languageId", json_string(hs_source_language(path, options)));
    hs_error cause;
    json_t *answer =
        hs_rpc_client_call_take(client, "hearsay/analyse", params, HS_CONNECTION_ANSWER_MS, &cause);
    if (!answer)
        hs_error_set(error, "%s: %s", path, cause.text);
    return answer;
}

hs_exit hs_analyse_run(const hs_options *options, const char *const *arguments, size_t count)
{
    (void)count;
    hs_error error;
    hs_rpc_client *client = hs_connection_open(options, &error);
    json_t *answer = client ? analyse(client, options, arguments[0], &error) : NULL;
    const json_t *conllu = json_object_get(answer, "conllu");
    if (json_is_string(conllu))
        fwrite(json_string_value(conllu), 1, json_string_length(conllu), stdout);
    else if (answer)
        fprintf(stderr, "hearsay: the daemon's answer holds no analysis\n");
    else
        hs_terminal_complain(error.text);
    hs_exit result = json_is_string(conllu) ? HS_EXIT_FINE : HS_EXIT_FAILURE;
    json_decref(answer);
    hs_rpc_client_destroy(client);
    return result;
}
