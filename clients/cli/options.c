/* Parsing and printing of options, both driven by one table.
 *
 * What an option means is left to the commands that name themselves in the table.
 */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

typedef struct hs_option_row {
    const char *name;
    const char *argument; /* its name in the help text; NULL for a flag */
    const char *choices;  /* "a|b|c", or NULL */
    double least, most;   /* of a number, a whole one where least is 1; both 0 for text */
    const char *standard; /* the default, or NULL */
    unsigned commands;
    const char *help;
} hs_option_row;

static const hs_option_row rows[HS_OPTION_COUNT] = {
    [HS_OPTION_SOCKET] = {"socket", "PATH", NULL, 0, 0, NULL, HS_COMMAND_ALL,
                          "the daemon's socket ($XDG_RUNTIME_DIR/hearsay/hearsay.sock)"},
    [HS_OPTION_DAEMON] = {"daemon", "WHICH", "auto|always|never", 0, 0, "auto", HS_COMMAND_ALL,
                          "auto: the running daemon, else a private one; always: the running "
                          "one or fail; never: a private one"},
    [HS_OPTION_ARCHIVE] = {"archive", "WHERE", NULL, 0, 0, NULL,
                           HS_COMMAND_ANNOTATE | HS_COMMAND_CHECK | HS_COMMAND_IMPORT |
                               HS_COMMAND_SEARCH | HS_COMMAND_ARCHIVE,
                           "another archive than the running daemon's: a file, or "
                           "postgresql://…; by a private daemon"},
    [HS_OPTION_COLOR] = {"color", "WHEN", "auto|always|never", 0, 0, "auto",
                         HS_COMMAND_ANNOTATE | HS_COMMAND_CHECK,
                         "colours; auto: on a terminal, unless NO_COLOR is set"},
    [HS_OPTION_JSON] = {"json", NULL, NULL, 0, 0, NULL,
                        HS_COMMAND_ANNOTATE | HS_COMMAND_ACCUSATIONS | HS_COMMAND_IMPORT |
                            HS_COMMAND_SEARCH | HS_COMMAND_ARCHIVE | HS_COMMAND_STATUS,
                        "JSON, an object a line"},
    [HS_OPTION_HTML] = {"html", NULL, NULL, 0, 0, NULL,
                        HS_COMMAND_ANNOTATE | HS_COMMAND_ACCUSATIONS,
                        "one HTML page that needs nothing beside it"},
    [HS_OPTION_OFFSETS] = {"offsets", "UNIT", "utf-8|utf-16|utf-32", 0, 0, "utf-8",
                           HS_COMMAND_ANNOTATE,
                           "what spans in JSON count: bytes, UTF-16 units or code points"},
    [HS_OPTION_CLAIM_THRESHOLD] = {"claim-threshold", "N", NULL, 0, 1, NULL, HS_COMMAND_ANNOTATE,
                                   "leave out claims under this check-worthiness, 0 to 1; "
                                   "0 lists every sentence with its score"},
    [HS_OPTION_THOUGHTS] = {"thoughts", NULL, NULL, 0, 0, NULL, HS_COMMAND_ANNOTATE,
                            "also what parties think, want or plan"},
    [HS_OPTION_LANGUAGE] = {"language", "ID", "plaintext|markdown|html", 0, 0, NULL,
                            HS_COMMAND_ANNOTATE | HS_COMMAND_CHECK | HS_COMMAND_ACCUSATIONS |
                                HS_COMMAND_ANALYSE,
                            "the markup, where the file's name does not tell"},
    [HS_OPTION_FORMAT] = {"format", "NAME", "compiler|json|sarif|github", 0, 0, "compiler",
                          HS_COMMAND_CHECK,
                          "file:line:col lines, JSON lines, SARIF 2.1.0, or GitHub commands"},
    [HS_OPTION_JOBS] = {"jobs", "N", NULL, 1, 64, NULL,
                        HS_COMMAND_ANNOTATE | HS_COMMAND_CHECK | HS_COMMAND_ACCUSATIONS,
                        "documents in work at once (as many as there are processors)"},
    [HS_OPTION_CONLLU] = {"conllu", NULL, NULL, 0, 0, NULL, HS_COMMAND_ANALYSE,
                          "print CoNLL-U, the one form that there is"},
    [HS_OPTION_PRINT] = {"print", NULL, NULL, 0, 0, NULL, HS_COMMAND_DESK,
                         "only print the address, and open no browser"},
    [HS_OPTION_DOT] = {"dot", NULL, NULL, 0, 0, NULL, HS_COMMAND_ACCUSATIONS,
                       "the graph of who accuses whom, for Graphviz"},
    [HS_OPTION_LIMIT] = {"limit", "N", NULL, 1, 1000, "20", HS_COMMAND_SEARCH,
                         "hits a question, 20 unless said otherwise"},
    [HS_OPTION_QUERIES] = {"queries", "FILE", NULL, 0, 0, NULL, HS_COMMAND_SEARCH,
                           "a question a line; - is standard input"},
    [HS_OPTION_HELP] = {"help", NULL, NULL, 0, 0, NULL, HS_COMMAND_ALL, "this text"},
    [HS_OPTION_VERSION] = {"version", NULL, NULL, 0, 0, NULL, HS_COMMAND_ALL,
                           "the program's version"},
};

static int find(const char *name, size_t length)
{
    for (int i = 0; i < HS_OPTION_COUNT; i++)
        if (strlen(rows[i].name) == length && memcmp(rows[i].name, name, length) == 0)
            return i;
    return -1;
}

static bool is_choice(const char *choices, const char *value)
{
    size_t length = strlen(value);
    for (const char *at = choices; at; at = strchr(at, '|')) {
        at += *at == '|';
        if (strcspn(at, "|") == length && memcmp(at, value, length) == 0)
            return true;
    }
    return false;
}

static bool is_number_between(const char *value, double least, double most)
{
    if (value[strspn(value, least == 1 ? "0123456789" : "0123456789.")] != '\0')
        return false;
    char *end;
    double number = strtod(value, &end);
    return end != value && *end == '\0' && number >= least && number <= most;
}

static bool value_fits(const hs_option_row *row, const char *value)
{
    if (row->choices && !is_choice(row->choices, value)) {
        fprintf(stderr, "hearsay: --%s=%s: expected one of %s\n", row->name, value, row->choices);
        return false;
    }
    if (row->most > row->least && !is_number_between(value, row->least, row->most)) {
        fprintf(stderr, "hearsay: --%s=%s: expected a number from %g to %g\n", row->name, value,
                row->least, row->most);
        return false;
    }
    if (value[0] == '\0') {
        fprintf(stderr, "hearsay: --%s needs a value: --%s=%s\n", row->name, row->name,
                row->argument);
        return false;
    }
    return true;
}

/* argv[*index] is "--…"; takes the next word too when the value stands there. */
static bool parse_one(hs_options *options, int argc, char **argv, int *index)
{
    const char *name = argv[*index] + 2;
    size_t length = strcspn(name, "=");
    int option = find(name, length);
    if (option < 0) {
        fprintf(stderr, "hearsay: no option --%.*s; see hearsay --help\n", (int)length, name);
        return false;
    }
    const hs_option_row *row = &rows[option];
    const char *value = name[length] == '=' ? name + length + 1 : NULL;
    if (!row->argument && value) {
        fprintf(stderr, "hearsay: --%s takes no value\n", row->name);
        return false;
    }
    if (row->argument && !value) {
        if (*index + 1 >= argc) {
            fprintf(stderr, "hearsay: --%s needs a value: --%s=%s\n", row->name, row->name,
                    row->argument);
            return false;
        }
        value = argv[++*index];
    }
    options->values[option] = value ? value : "";
    return !value || value_fits(row, value);
}

bool hs_options_parse(hs_options *options, int argc, char **argv)
{
    *options = (hs_options){0};
    options->arguments = hs_alloc_zeroed((size_t)argc + 1, sizeof *options->arguments);
    bool ended = false;
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (ended || word[0] != '-' || word[1] == '\0') {
            options->arguments[options->argument_count++] = word;
        } else if (strcmp(word, "--") == 0) {
            ended = true;
        } else if (strcmp(word, "-h") == 0) {
            options->values[HS_OPTION_HELP] = "";
        } else if (word[1] != '-') {
            fprintf(stderr, "hearsay: no option %s; see hearsay --help\n", word);
            return false;
        } else if (!parse_one(options, argc, argv, &i)) {
            return false;
        }
    }
    return true;
}

void hs_options_finish(hs_options *options)
{
    free(options->arguments);
    *options = (hs_options){0};
}

bool hs_options_fit(const hs_options *options, const char *command_name, hs_command_bit command)
{
    for (int i = 0; i < HS_OPTION_COUNT; i++) {
        if (options->values[i] && !(rows[i].commands & command)) {
            fprintf(stderr, "hearsay: %s knows no --%s; see hearsay help %s\n", command_name,
                    rows[i].name, command_name);
            return false;
        }
    }
    return true;
}

const char *hs_options_value(const hs_options *options, hs_option option)
{
    if (options->values[option])
        return options->values[option];
    return rows[option].standard ? rows[option].standard : "";
}

/* The help text in lines of at most 78 columns, from column `indent` on. */
static void print_wrapped(FILE *out, const char *text, int indent)
{
    int column = indent;
    for (const char *at = text; *at;) {
        int length = (int)strcspn(at, " ");
        if (column > indent && column + 1 + length > 78) {
            fprintf(out, "\n%*s", indent, "");
            column = indent;
        }
        column += fprintf(out, column > indent ? " %.*s" : "%.*s", length, at);
        at += length;
        at += strspn(at, " ");
    }
    fputc('\n', out);
}

void hs_options_print(FILE *out, unsigned commands, bool global)
{
    enum { help_column = 26 };
    for (int i = 0; i < HS_OPTION_COUNT; i++) {
        const hs_option_row *row = &rows[i];
        bool is_global = row->commands == HS_COMMAND_ALL;
        if (is_global ? !global : !(row->commands & commands))
            continue;
        int column = fprintf(out, "  --%s%s%s", row->name, row->argument ? "=" : "",
                             row->argument ? row->argument : "");
        fprintf(out, "%*s", column < help_column ? help_column - column : 1, "");
        print_wrapped(out, row->help, help_column);
        if (row->choices) {
            fprintf(out, "%*s%s", help_column, "", row->choices);
            fprintf(out, row->standard ? " (%s)\n" : "\n", row->standard);
        }
    }
}
