/* hearsayd: reads the command line, sets limits and logging, and runs the server. Usage errors end
 * with status 2, a server that cannot start with 3.
 */
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "annotate/annotate.h"
#include "base/file.h"
#include "base/heap.h"
#include "base/limits.h"
#include "base/log.h"
#include "evidence/archive_shared.h"
#include "evidence/import_folders.h"
#include "language/checked_models.h"
#include "language/shared.h"
#include "server/server.h"

enum { EXIT_USAGE = 2, EXIT_CANNOT_START = 3 };
enum { KEPT_MEMORY_BYTES = 32 << 20 };

static const char usage[] =
    "Usage: hearsayd [OPTION]...\n"
    "Finds quotes with speakers, claims and accusations in texts, for the editors and programs\n"
    "that connect to it.\n"
    "\n"
    "      --stdio             serve one client on standard input and output\n"
    "      --socket=PATH       listen on this Unix socket\n"
    "                          (default: $XDG_RUNTIME_DIR/hearsay/hearsay.sock)\n"
    "      --listen=ADDR:PORT  listen on a loopback TCP address too; needs --token-file\n"
    "      --token-file=FILE   the token that TCP clients must show\n"
    "      --archive=WHERE     the archive: a file, or postgresql://… (default:\n"
    "                          $XDG_DATA_HOME/hearsay/archive.db)\n"
    "      --import-folder=DIR import from below this folder only; may be repeated\n"
    "      --watch-folder=DIR  import what is new or changed in this folder, as it comes; may be\n"
    "                          repeated\n"
    "      --model=FILE        the language model (default: $HEARSAY_MODEL, or the one installed)\n"
    "      --idle-timeout=SEC  end when no client was connected for so many seconds\n"
    "      --limit=NAME=VALUE  set a limit\n"
    "      --limits            list the limits and end\n"
    "      --log-level=LEVEL   error, warning (the default), info or debug\n"
    "      --version           print the version and end\n"
    "      --help              print this and end\n";

typedef enum option_id {
    OPTION_STDIO = 256,
    OPTION_SOCKET,
    OPTION_LISTEN,
    OPTION_TOKEN_FILE,
    OPTION_ARCHIVE,
    OPTION_IMPORT_FOLDER,
    OPTION_WATCH_FOLDER,
    OPTION_MODEL,
    OPTION_IDLE_TIMEOUT,
    OPTION_LIMIT,
    OPTION_LIMITS,
    OPTION_LOG_LEVEL,
    OPTION_VERSION,
    OPTION_HELP,
} option_id;

static const struct option long_options[] = {
    {"stdio", no_argument, NULL, OPTION_STDIO},
    {"socket", required_argument, NULL, OPTION_SOCKET},
    {"listen", required_argument, NULL, OPTION_LISTEN},
    {"token-file", required_argument, NULL, OPTION_TOKEN_FILE},
    {"archive", required_argument, NULL, OPTION_ARCHIVE},
    {"import-folder", required_argument, NULL, OPTION_IMPORT_FOLDER},
    {"watch-folder", required_argument, NULL, OPTION_WATCH_FOLDER},
    {"model", required_argument, NULL, OPTION_MODEL},
    {"idle-timeout", required_argument, NULL, OPTION_IDLE_TIMEOUT},
    {"limit", required_argument, NULL, OPTION_LIMIT},
    {"limits", no_argument, NULL, OPTION_LIMITS},
    {"log-level", required_argument, NULL, OPTION_LOG_LEVEL},
    {"version", no_argument, NULL, OPTION_VERSION},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

/* What the command line asks for. */
typedef struct command {
    hs_server_options server;
    bool limits;
    bool version;
    bool help;
} command;

static bool set_log_level(const char *name, hs_error *error)
{
    return hs_log_set_level(name) ||
           hs_error_set(error, "--log-level=%s: expected error, warning, info or debug", name);
}

static bool set_idle_timeout(hs_server_options *server, const char *text, hs_error *error)
{
    char *end;
    unsigned long seconds = strtoul(text, &end, 10);

    if (text[0] < '0' || text[0] > '9' || *end || seconds > 31536000)
        return hs_error_set(error, "--idle-timeout=%s: expected a number of seconds", text);
    server->idle_seconds = (unsigned)seconds;
    return true;
}

/* getopt_long has put into optopt which option was given a value that it does not take, or which
 * letter stands behind a single dash. */
static bool tell_unknown(const char *argument, hs_error *error)
{
    if (optopt >= OPTION_STDIO)
        return hs_error_set(error, "%s: takes no value", argument);
    if (optopt)
        return hs_error_set(error, "-%c: no such option", optopt);
    return hs_error_set(error, "%s: no such option", argument);
}

static bool take_option(command *wanted, int id, const char *argument, hs_error *error)
{
    switch (id) {
    case OPTION_STDIO:
        wanted->server.stdio = true;
        return true;
    case OPTION_SOCKET:
        wanted->server.socket_path = optarg;
        return true;
    case OPTION_LISTEN:
        wanted->server.listen = optarg;
        return true;
    case OPTION_TOKEN_FILE:
        wanted->server.token_file = optarg;
        return true;
    case OPTION_ARCHIVE:
        hs_archive_shared_choose(optarg);
        return true;
    case OPTION_IMPORT_FOLDER:
        hs_import_folders_add(optarg);
        return true;
    case OPTION_WATCH_FOLDER:
        hs_watched_folders_name(optarg);
        return true;
    case OPTION_MODEL:
        hs_language_shared_choose(optarg);
        return true;
    case OPTION_IDLE_TIMEOUT:
        return set_idle_timeout(&wanted->server, optarg, error);
    case OPTION_LIMIT:
        return hs_limits_set(optarg, error);
    case OPTION_LIMITS:
        return wanted->limits = true;
    case OPTION_LOG_LEVEL:
        return set_log_level(optarg, error);
    case OPTION_VERSION:
        return wanted->version = true;
    case OPTION_HELP:
        return wanted->help = true;
    case ':':
        return hs_error_set(error, "%s: needs a value", argument);
    default:
        return tell_unknown(argument, error);
    }
}

/* Options that make no sense together. */
static bool check_combination(const hs_server_options *server, hs_error *error)
{
    if (server->stdio && (server->socket_path || server->listen))
        return hs_error_set(error, "--stdio serves no sockets: leave out --socket and --listen");
    if (server->listen && !server->token_file)
        return hs_error_set(error, "--listen needs --token-file: any program on this machine can "
                                   "reach a TCP port");
    if (server->token_file && !server->listen)
        return hs_error_set(error, "--token-file is for --listen; Unix sockets need no token");
    return true;
}

static bool read_command(command *wanted, int count, char **arguments, hs_error *error)
{
    int id;

    opterr = 0;
    while ((id = getopt_long(count, arguments, ":", long_options, NULL)) != -1)
        if (optarg && optarg[0] == '\0')
            return hs_error_set(error, "%s: needs a value", arguments[optind - 1]);
        else if (!take_option(wanted, id, arguments[optind - 1], error))
            return false;
    if (optind < count)
        return hs_error_set(error, "%s: hearsayd takes options only", arguments[optind]);
    return check_combination(&wanted->server, error);
}

/* Prints and says whether all of it got out. */
static int print(const char *text)
{
    return fputs(text, stdout) < 0 || fflush(stdout) != 0 ? EXIT_CANNOT_START : EXIT_SUCCESS;
}

static int print_limits(void)
{
    hs_buffer table = {0};

    hs_limits_print(&table);
    int status = print(table.bytes);
    hs_buffer_finish(&table);
    return status;
}

/* A descriptor that is closed at the start would be taken by the first socket, which then got what
 * is meant for standard error. */
static void open_standard_descriptors(void)
{
    int descriptor;

    do {
        descriptor = open("/dev/null", O_RDWR);
    } while (descriptor >= 0 && descriptor <= STDERR_FILENO);
    if (descriptor > STDERR_FILENO)
        close(descriptor);
}

int main(int count, char **arguments)
{
    command wanted = {0};
    hs_error error = {.text = ""};

    hs_heap_keep(KEPT_MEMORY_BYTES);
    open_standard_descriptors();
    if (!read_command(&wanted, count, arguments, &error)) {
        fprintf(stderr, "hearsayd: %s\nTry 'hearsayd --help'.\n", error.text);
        return EXIT_USAGE;
    }
    if (wanted.help)
        return print(usage);
    if (wanted.version)
        return print("hearsayd " HS_VERSION "\n");
    if (wanted.limits)
        return print_limits();
    hs_checked_models_keep(hs_file_place("XDG_CACHE_HOME", ".cache", "hearsay/checked-models"));
    hs_annotate_prepare(!wanted.server.stdio);
    int status = hs_server_run(&wanted.server, &error);
    if (status >= 0)
        return status;
    fprintf(stderr, "hearsayd: %s\n", error.text);
    return EXIT_CANNOT_START;
}
