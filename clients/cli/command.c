/* The commands and what their help says; what they do stands in a file each. */
#include "cli/command.h"

#include <stdint.h>
#include <string.h>

#include "base/memory.h"

const hs_command hs_commands[] = {
    {"annotate", "FILE…", "show the quotes, claims, accusations and answers in texts",
     "Without --json or --html the text is shown with what was found lit up, and with notes under "
     "each paragraph. - is standard input. Files are given back in the order they were named; one "
     "that fails is named on standard error and the others go on.",
     HS_COMMAND_ANNOTATE, 1, SIZE_MAX, hs_annotate_run},
    {"check", "FILE|FOLDER…", "check texts against the rules of good reporting",
     "A folder stands for the .txt, .md, .markdown, .html and .htm files below it. Which rules "
     "apply, and how loudly, .hearsay.json in the text's folder, or in the nearest one above it up "
     "to the current "
     "folder, says. Ends with "
     "status 1 when something was found.",
     HS_COMMAND_CHECK, 1, SIZE_MAX, hs_check_run},
    {"analyse", "FILE", "print the language analysis of a text as CoNLL-U",
     "Words with lemmas, tags, the dependency tree and names, for inspection and evaluation. - is "
     "standard input.",
     HS_COMMAND_ANALYSE, 1, 1, hs_analyse_run},
    {"status", "", "show what the running daemon is doing", "", HS_COMMAND_STATUS, 0, 0,
     hs_status_run},
    {"stop", "", "end the running daemon", "", HS_COMMAND_STOP, 0, 0, hs_stop_run},
    {"desk", "", "open the desk page in the browser",
     "Prints the page's address and opens it where there is a browser. The daemon serves it, and "
     "is "
     "started where none runs. The address holds a token: whoever has it can read and steer the "
     "daemon.",
     HS_COMMAND_DESK, 0, 0, hs_desk_run},
    {"lsp", "", "be an editor's language server on standard input and output",
     "The bytes go to the running daemon, which is started where there is none; with "
     "--daemon=never to a private one that ends with the editor.",
     HS_COMMAND_LSP, 0, 0, hs_lsp_run},
    {"help", "[COMMAND]", "explain the program, or one command", "", HS_COMMAND_HELP, 0, 1,
     hs_help_run},
};
const size_t hs_command_count = HS_COUNT(hs_commands);

const hs_command *hs_command_find(const char *name)
{
    for (size_t i = 0; i < hs_command_count; i++)
        if (strcmp(hs_commands[i].name, name) == 0)
            return &hs_commands[i];
    return NULL;
}
