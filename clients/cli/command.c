/* The commands and what their help says; what they do stands in a file each. */
#include "cli/command.h"

#include <stdint.h>
#include <string.h>

#include "base/memory.h"

const hs_command hs_commands[] = {
    {"annotate", "FILE|FOLDER…", "show the quotes, claims, accusations and answers in texts",
     "Without --json or --html the text is shown with what was found lit up, and with notes under "
     "each paragraph. A folder stands for its texts, as for check; - is standard input. Files are "
     "given back in the order they were named; one that fails is named on standard error and the "
     "others go on.",
     HS_COMMAND_ANNOTATE, 1, SIZE_MAX, hs_annotate_run},
    {"check", "FILE|FOLDER…", "check texts against the rules of good reporting",
     "A folder stands for the .txt, .md, .markdown, .html and .htm files below it. Which rules "
     "apply, and how loudly, .hearsay.json in the text's folder, or in the nearest one above it up "
     "to the current "
     "folder, says. Ends with "
     "status 1 when something was found.",
     HS_COMMAND_CHECK, 1, SIZE_MAX, hs_check_run},
    {"accusations", "FILE|FOLDER…", "list who accuses whom of what, and who has answered",
     "One accusation a line, with its place and its answers. A folder stands for its texts, as for "
     "check; parties of one name in several texts are one in the graph that --html and --dot draw.",
     HS_COMMAND_ACCUSATIONS, 1, SIZE_MAX, hs_accusations_run},
    {"analyse", "FILE", "print the language analysis of a text as CoNLL-U",
     "Words with lemmas, tags, the dependency tree and names, for inspection and evaluation. - is "
     "standard input.",
     HS_COMMAND_ANALYSE, 1, 1, hs_analyse_run},
    {"import", "FILE|FOLDER…", "put texts and fact-checks into the archive",
     "Text, Markdown, HTML, mail (.eml, .mbox), feeds (.xml, .rss, .atom), JSON and JSON Lines; "
     "schema.org ClaimReview among them. A folder stands for all such files below it. What is "
     "there already is passed over, so an import that was stopped goes on when it is run again. "
     "What fails is named on standard error, and the others go on. - is standard input.",
     HS_COMMAND_IMPORT, 1, SIZE_MAX, hs_import_run},
    {"search", "WORD…", "search the archive",
     "With --queries, each line of the file is a question of its own, and with --json each is "
     "answered by one line.",
     HS_COMMAND_SEARCH, 0, SIZE_MAX, hs_search_run},
    {"archive", "ACTION [ID|URI]", "look into the archive, and tend it",
     "list, show ID, remove ID, stats, check (looks for damage), vacuum (gives space back), export "
     "(as JSON Lines that import reads), reannotate (what older models annotated).",
     HS_COMMAND_ARCHIVE, 1, 2, hs_archive_run},
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
