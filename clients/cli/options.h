/* The program's options, in one table: what parsing, help, man pages and completions agree on.
 *
 * An option may stand before or after the command, as `--name=value` or `--name value`; `--` ends
 * them. Values are checked here against the table, so commands read them without doubt. Strings
 * are borrowed from argv. One thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef enum hs_option {
    HS_OPTION_SOCKET,
    HS_OPTION_DAEMON,
    HS_OPTION_ARCHIVE,
    HS_OPTION_COLOR,
    HS_OPTION_JSON,
    HS_OPTION_HTML,
    HS_OPTION_OFFSETS,
    HS_OPTION_CLAIM_THRESHOLD,
    HS_OPTION_THOUGHTS,
    HS_OPTION_LANGUAGE,
    HS_OPTION_FORMAT,
    HS_OPTION_JOBS,
    HS_OPTION_CONLLU,
    HS_OPTION_PRINT,
    HS_OPTION_DOT,
    HS_OPTION_LIMIT,
    HS_OPTION_QUERIES,
    HS_OPTION_HELP,
    HS_OPTION_VERSION,
    HS_OPTION_COUNT,
} hs_option;

/* The commands, as bits: an option's set of commands. The order is that of the help text. */
typedef enum hs_command_bit {
    HS_COMMAND_ANNOTATE = 1 << 0,
    HS_COMMAND_CHECK = 1 << 1,
    HS_COMMAND_ACCUSATIONS = 1 << 2,
    HS_COMMAND_ANALYSE = 1 << 3,
    HS_COMMAND_IMPORT = 1 << 4,
    HS_COMMAND_SEARCH = 1 << 5,
    HS_COMMAND_ARCHIVE = 1 << 6,
    HS_COMMAND_STATUS = 1 << 7,
    HS_COMMAND_STOP = 1 << 8,
    HS_COMMAND_DESK = 1 << 9,
    HS_COMMAND_LSP = 1 << 10,
    HS_COMMAND_HELP = 1 << 11,
    HS_COMMAND_ALL = (1 << 12) - 1,
} hs_command_bit;

typedef struct hs_options {
    const char *values[HS_OPTION_COUNT]; /* NULL: not given; "" for a flag that was */
    const char **arguments;              /* what is neither option nor value, in order */
    size_t argument_count;
} hs_options;

/* Reads argv[1…]. On a mistake says so on stderr and returns false. `arguments` is owned. */
bool hs_options_parse(hs_options *options, int argc, char **argv);
void hs_options_finish(hs_options *options);

/* Refuses, on stderr, an option that the command does not know. */
bool hs_options_fit(const hs_options *options, const char *command_name, hs_command_bit command);

static inline bool hs_options_has(const hs_options *options, hs_option option)
{
    return options->values[option] != NULL;
}

/* A given value, or the table's default ("" where there is none). */
const char *hs_options_value(const hs_options *options, hs_option option);

/* Prints the lines of the options that these commands know; the global ones only when asked. */
void hs_options_print(FILE *out, unsigned commands, bool global);
