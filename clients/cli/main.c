/* hearsay: reads the command line, finds the command in the table and runs it. */
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/command.h"

static hs_exit run_command(const hs_options *options)
{
    const char *name = options->arguments[0];
    const hs_command *command = hs_command_find(name);
    if (!command) {
        fprintf(stderr, "hearsay: no command %s; see hearsay --help\n", name);
        return HS_EXIT_USAGE;
    }
    if (hs_options_has(options, HS_OPTION_HELP)) {
        hs_help_print_command(command);
        return HS_EXIT_FINE;
    }
    size_t count = options->argument_count - 1;
    if (!hs_options_fit(options, name, command->bit))
        return HS_EXIT_USAGE;
    if (count < command->least_arguments || count > command->most_arguments) {
        fprintf(stderr, "usage: hearsay %s [OPTION…]%s%s\n", name, command->arguments[0] ? " " : "",
                command->arguments);
        return HS_EXIT_USAGE;
    }
    return command->run(options, options->arguments + 1, count);
}

static hs_exit run(const hs_options *options)
{
    if (hs_options_has(options, HS_OPTION_VERSION)) {
        puts("hearsay " HS_VERSION);
        return HS_EXIT_FINE;
    }
    if (options->argument_count > 0)
        return run_command(options);
    bool asked = hs_options_has(options, HS_OPTION_HELP);
    hs_help_print_all(asked ? stdout : stderr);
    return asked ? HS_EXIT_FINE : HS_EXIT_USAGE;
}

/* A descriptor that is closed at the start would be taken by the connection to the daemon, which
 * then got what is meant for the user. What is opened in its place cannot be written to, so that
 * this is told. */
static void open_standard_descriptors(void)
{
    int descriptor;
    do {
        descriptor = open("/dev/null", O_RDONLY);
    } while (descriptor >= 0 && descriptor <= STDERR_FILENO);
    if (descriptor > STDERR_FILENO)
        close(descriptor);
}

int main(int argc, char **argv)
{
    open_standard_descriptors();
    /* Character widths are those of Unicode whatever the user's language. */
    if (!setlocale(LC_CTYPE, "C.UTF-8"))
        setlocale(LC_CTYPE, "");
    hs_options options;
    hs_exit status = HS_EXIT_USAGE;
    if (hs_options_parse(&options, argc, argv))
        status = run(&options);
    hs_options_finish(&options);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "hearsay: standard output could not be written\n");
        return status == HS_EXIT_FINE || status == HS_EXIT_FINDINGS ? HS_EXIT_FAILURE : status;
    }
    return status;
}
