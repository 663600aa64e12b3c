/* hearsay status: what the running daemon says of itself, a line a figure, or its JSON. */
#include <stdio.h>

#include "cli/command.h"
#include "cli/connection.h"
#include "cli/terminal.h"
#include "protocol/json.h"

enum { ANSWER_MS = 10000, NAME_COLUMNS = 32 };

static void print_value(const char *name, const json_t *value);

static void print_members(const char *prefix, const json_t *object)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        hs_buffer name = {0};
        hs_buffer_printf(&name, "%s%s%s", prefix, prefix[0] != '\0' ? "." : "", key);
        print_value(name.bytes, value);
        hs_buffer_finish(&name);
    }
}

static void print_value(const char *name, const json_t *value)
{
    if (json_is_object(value)) {
        print_members(name, value);
    } else if (json_is_string(value)) {
        printf("%-*s ", NAME_COLUMNS, name);
        hs_terminal_write_plain(stdout, json_string_value(value));
        fputc('\n', stdout);
    } else if (json_is_real(value)) {
        printf("%-*s %.2f\n", NAME_COLUMNS, name, json_real_value(value));
    } else {
        hs_buffer text = {0};
        hs_json_write(&text, value);
        printf("%-*s %s\n", NAME_COLUMNS, name, text.bytes);
        hs_buffer_finish(&text);
    }
}

static void print_json(const json_t *status)
{
    hs_buffer text = {0};
    hs_json_write(&text, status);
    puts(text.bytes);
    hs_buffer_finish(&text);
}

hs_exit hs_status_run(const hs_options *options, const char *const *arguments, size_t count)
{
    (void)arguments;
    (void)count;
    hs_error error;
    json_t *status = NULL;
    hs_rpc_client *client = hs_connection_open_running(options, &error);
    if (client)
        status = hs_rpc_client_call_take(client, "hearsay/status", NULL, ANSWER_MS, &error);
    if (!status)
        fprintf(stderr, "hearsay: %s\n", error.text);
    else if (hs_options_has(options, HS_OPTION_JSON))
        print_json(status);
    else
        print_members("", status);
    hs_rpc_client_destroy(client);
    hs_exit result = status ? HS_EXIT_FINE : HS_EXIT_FAILURE;
    json_decref(status);
    return result;
}
