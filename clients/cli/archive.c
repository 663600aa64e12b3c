/* hearsay archive: looking into the archive and tending it. One row of the table an action. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "cli/command.h"
#include "cli/connection.h"
#include "cli/json_text.h"
#include "cli/terminal.h"
#include "protocol/json.h"

typedef void print_answer(const json_t *answer);

static void print_line(const json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | hs_json_reals(value));
    puts(text ? text : "null");
    free(text);
}

static void print_heads(const json_t *answer)
{
    size_t index;
    json_t *document;
    json_array_foreach(json_object_get(answer, "documents"), index, document)
    {
        char day[sizeof "2026-03-14"];
        snprintf(day, sizeof day, "%-10.10s", hs_json_text(document, "published"));
        printf("%8" JSON_INTEGER_FORMAT "  ", json_integer_value(json_object_get(document, "id")));
        hs_terminal_write_plain(stdout, day);
        fputs("  ", stdout);
        hs_terminal_write_plain(stdout, hs_json_text(document, "title"));
        fputs(hs_json_text(document, "title")[0] ? "  " : "", stdout);
        hs_terminal_write_plain(stdout, hs_json_text(document, "uri"));
        fputc('\n', stdout);
    }
}

/* Documents, and of an export the fact-checks: each a line. */
static void print_lines(const json_t *answer)
{
    static const char *const keys[] = {"documents", "factchecks"};
    size_t index;
    json_t *one;
    for (size_t i = 0; i < HS_COUNT(keys); i++)
        json_array_foreach(json_object_get(answer, keys[i]), index, one) print_line(one);
}

static void print_members(const json_t *answer)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)answer, key, value)
    {
        printf("%-24s ", key);
        print_line(value);
    }
}

static void print_document(const json_t *answer)
{
    static const char *const keys[] = {"uri", "url", "title", "author", "published"};
    for (size_t i = 0; i < HS_COUNT(keys); i++) {
        if (hs_json_text(answer, keys[i])[0] == '\0')
            continue;
        printf("%-10s ", keys[i]);
        hs_terminal_write_plain(stdout, hs_json_text(answer, keys[i]));
        fputc('\n', stdout);
    }
    printf("%-10s %zu\n\n", "quotes", json_array_size(json_object_get(answer, "quotes")));
    const char *text = hs_json_text(answer, "text");
    while (*text) { /* its line ends stay, nothing else may steer the terminal */
        size_t length = strcspn(text, "\n");
        char *line = hs_string_copy_n(text, length);
        hs_terminal_write_plain(stdout, line);
        fputc('\n', stdout);
        free(line);
        text += length + (text[length] == '\n');
    }
}

static const struct action {
    const char *name;
    bool names_one, pages;
    print_answer *print;
} actions[] = {
    {"list", false, true, print_heads},     {"show", true, false, print_document},
    {"remove", true, false, print_members}, {"stats", false, false, print_members},
    {"check", false, false, print_members}, {"vacuum", false, false, print_members},
    {"export", false, true, print_lines},   {"reannotate", false, false, print_members},
};

static const struct action *find_action(const char *name, size_t arguments)
{
    for (size_t i = 0; i < HS_COUNT(actions); i++)
        if (strcmp(actions[i].name, name) == 0 && arguments == (actions[i].names_one ? 2u : 1u))
            return &actions[i];
    return NULL;
}

static json_t *make_params(const struct action *action, const char *document, json_int_t after)
{
    json_t *params = json_pack("{s:s, s:I}", "action", action->name, "after", after);
    json_int_t id =
        document[strspn(document, "0123456789")] == '\0' ? strtoll(document, NULL, 10) : 0;
    if (action->names_one && id > 0 && id < INT64_MAX)
        json_object_set_new(params, "id", json_integer(id));
    else if (action->names_one)
        json_object_set_new(params, "uri", json_string(document));
    return params;
}

static bool run_action(hs_rpc_client *client, const struct action *action, const char *document,
                       bool as_json, hs_error *error)
{
    json_int_t after = 0;
    const json_t *next = NULL;
    do {
        json_t *params = make_params(action, document, after);
        json_t *answer = hs_rpc_client_call_take(client, "hearsay/archive", params, -1, error);
        if (!answer)
            return false;
        if (as_json && action->pages)
            print_lines(answer);
        else if (as_json)
            print_line(answer);
        else
            action->print(answer);
        if (!as_json && action->print == print_heads && after == 0 &&
            json_array_size(json_object_get(answer, "documents")) == 0)
            hs_terminal_complain("the archive holds no documents");
        next = action->pages ? json_object_get(answer, "next") : NULL;
        after = json_integer_value(next);
        json_decref(answer);
    } while (next && !ferror(stdout));
    return true;
}

hs_exit hs_archive_run(const hs_options *options, const char *const *arguments, size_t count)
{
    const struct action *action = find_action(arguments[0], count);
    hs_error error;
    if (!action) {
        fprintf(stderr,
                "usage: hearsay archive [OPTION…] list|stats|check|vacuum|export|reannotate\n"
                "       hearsay archive [OPTION…] show|remove ID|URI\n");
        return HS_EXIT_USAGE;
    }
    hs_rpc_client *client = hs_connection_open(options, &error);
    bool fine = client && run_action(client, action, count > 1 ? arguments[1] : "",
                                     hs_options_has(options, HS_OPTION_JSON), &error);
    if (!fine)
        hs_terminal_complain(error.text);
    hs_rpc_client_destroy(client);
    return fine ? HS_EXIT_FINE : HS_EXIT_FAILURE;
}
