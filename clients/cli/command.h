/* The table of commands. Each has a file of its own, named after it. */
#pragma once

#include "cli/options.h"

/* The program's exit statuses. */
typedef enum hs_exit {
    HS_EXIT_FINE = 0,
    HS_EXIT_FINDINGS = 1, /* of check */
    HS_EXIT_USAGE = 2,
    HS_EXIT_FAILURE = 3, /* said on stderr */
} hs_exit;

typedef struct hs_command {
    const char *name;
    const char *arguments; /* for the usage line */
    const char *summary;   /* one line */
    const char *details;   /* the help text's paragraph; may be "" */
    hs_command_bit bit;
    size_t least_arguments, most_arguments;
    hs_exit (*run)(const hs_options *options, const char *const *arguments, size_t count);
} hs_command;

extern const hs_command hs_commands[];
extern const size_t hs_command_count;

/* NULL when there is none of that name. */
const hs_command *hs_command_find(const char *name);

hs_exit hs_annotate_run(const hs_options *options, const char *const *arguments, size_t count);
hs_exit hs_check_run(const hs_options *options, const char *const *arguments, size_t count);
hs_exit hs_accusations_run(const hs_options *options, const char *const *arguments, size_t count);
hs_exit hs_analyse_run(const hs_options *options, const char *const *arguments, size_t count);
hs_exit hs_import_run(const hs_options *options, const char *const *arguments, size_t count);
hs_exit hs_search_run(const hs_options *options, const char *const *arguments, size_t count);
hs_exit hs_archive_run(const hs_options *options, const char *const *arguments, size_t count);
hs_exit hs_status_run(const hs_options *options, const char *const *arguments, size_t count);
hs_exit hs_stop_run(const hs_options *options, const char *const *arguments, size_t count);
hs_exit hs_desk_run(const hs_options *options, const char *const *arguments, size_t count);
hs_exit hs_lsp_run(const hs_options *options, const char *const *arguments, size_t count);
hs_exit hs_help_run(const hs_options *options, const char *const *arguments, size_t count);

/* Prints a command's help (help.c). */
void hs_help_print_command(const hs_command *command);
void hs_help_print_all(FILE *out);
