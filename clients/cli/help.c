/* hearsay help: the texts are put together from the tables of commands and options. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

static void print_paragraph(FILE *out, const char *text)
{
    int column = 0;
    for (const char *at = text; *at; at += strspn(at, " ")) {
        int length = (int)strcspn(at, " ");
        if (column > 0 && column + 1 + length > 78) {
            fputc('\n', out);
            column = 0;
        }
        column += fprintf(out, column > 0 ? " %.*s" : "%.*s", length, at);
        at += length;
    }
    fputc('\n', out);
}

void hs_help_print_all(FILE *out)
{
    fputs("usage: hearsay [OPTION…] COMMAND [ARGUMENT…]\n\n"
          "Finds quotes and who said them, check-worthy claims, accusations and answers in\n"
          "news texts, by way of the daemon hearsayd.\n\ncommands:\n",
          out);
    for (size_t i = 0; i < hs_command_count; i++)
        fprintf(out, "  %-12s %s\n", hs_commands[i].name, hs_commands[i].summary);
    fputs("\noptions of every command:\n", out);
    hs_options_print(out, 0, true);
    fputs("\nhearsay help COMMAND tells the rest. Exit status: 0 fine, 1 findings (check),\n"
          "2 usage, 3 failure.\n",
          out);
}

void hs_help_print_command(const hs_command *command)
{
    printf("usage: hearsay %s [OPTION…]%s%s\n\n", command->name, command->arguments[0] ? " " : "",
           command->arguments);
    printf("%s: %s\n", command->name, command->summary);
    if (command->details[0] != '\0') {
        fputc('\n', stdout);
        print_paragraph(stdout, command->details);
    }
    fputs("\noptions:\n", stdout);
    hs_options_print(stdout, command->bit, true);
}

hs_exit hs_help_run(const hs_options *options, const char *const *arguments, size_t count)
{
    (void)options;
    if (count == 0) {
        hs_help_print_all(stdout);
        return HS_EXIT_FINE;
    }
    const hs_command *command = hs_command_find(arguments[0]);
    if (!command) {
        fprintf(stderr, "hearsay: no command %s; see hearsay help\n", arguments[0]);
        return HS_EXIT_USAGE;
    }
    hs_help_print_command(command);
    return HS_EXIT_FINE;
}
