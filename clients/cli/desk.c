/* hearsay desk: asks the daemon for the desk page's address, prints it and opens it in a browser.
 *
 * The token in the address must not stand among a program's arguments, where all users of the
 * machine could read it. So the browser is given a file that only its user can read, which leads to
 * the page.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/connection.h"
#include "cli/start.h"
#include "protocol/address.h"

enum { ANSWER_MS = 10000 };

extern char **environ;

/* The page's address as a new string, or NULL. */
static json_t *ask_address(const hs_options *options, hs_error *error)
{
    int daemon = hs_start_open(options, error);
    if (daemon < 0)
        return NULL;
    close(daemon);
    json_t *address = NULL;
    hs_rpc_client *client = hs_connection_open_running(options, error);
    json_t *result =
        client ? hs_rpc_client_call_take(client, "hearsay/desk", NULL, ANSWER_MS, error) : NULL;
    if (result) {
        address = json_incref(json_object_get(result, "url"));
        if (!json_is_string(address))
            hs_error_set(error, "the daemon gives no address; it is older than this program: "
                                "hearsay stop, then try again");
    }
    json_decref(result);
    hs_rpc_client_destroy(client);
    return address;
}

/* A folder of ours that nobody else may enter. */
static bool is_private_folder(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid() &&
           (status.st_mode & 077) == 0;
}

/* Writes a page that leads to the address, and its path to `path`. The address is escaped by the
 * daemon: it holds nothing that HTML would read as more than text. */
static bool write_redirect(const char *address, hs_buffer *path)
{
    hs_buffer page = {0};
    hs_address_directory(path);
    if (!is_private_folder(path->bytes))
        return false;
    hs_buffer_append_text(path, "/desk.html");
    unlink(path->bytes);
    int file = open(path->bytes, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    hs_buffer_printf(&page,
                     "<!DOCTYPE html><meta charset=\"utf-8\"><title>Hearsay desk</title>"
                     "<meta http-equiv=\"refresh\" content=\"0; url=%s\">"
                     "<p><a href=\"%s\">The desk page</a></p>\n",
                     address, address);
    bool written = hs_file_write_all(file, page.bytes, page.length);
    hs_buffer_finish(&page);
    return close(file) == 0 && written;
}

static bool has_screen(void)
{
    const char *x11 = getenv("DISPLAY"), *wayland = getenv("WAYLAND_DISPLAY");
    return (x11 && x11[0] != '\0') || (wayland && wayland[0] != '\0');
}

static bool open_browser(const char *address)
{
    hs_buffer path = {0};
    pid_t process;
    bool opened = write_redirect(address, &path);
    if (opened) {
        char *const arguments[] = {"xdg-open", path.bytes, NULL};
        opened = posix_spawnp(&process, "xdg-open", NULL, NULL, arguments, environ) == 0;
    }
    hs_buffer_finish(&path);
    return opened;
}

hs_exit hs_desk_run(const hs_options *options, const char *const *arguments, size_t count)
{
    (void)arguments;
    (void)count;
    hs_error error;
    if (strcmp(hs_options_value(options, HS_OPTION_DAEMON), "never") == 0) {
        fprintf(stderr, "hearsay: desk needs a daemon that stays; leave out --daemon=never\n");
        return HS_EXIT_USAGE;
    }
    json_t *address = ask_address(options, &error);
    if (!json_is_string(address)) {
        fprintf(stderr, "hearsay: %s\n", error.text);
        json_decref(address);
        return HS_EXIT_FAILURE;
    }
    puts(json_string_value(address));
    fflush(stdout);
    if (!hs_options_has(options, HS_OPTION_PRINT) &&
        (!has_screen() || !open_browser(json_string_value(address))))
        fprintf(stderr, "hearsay: no browser was opened: open the address by hand\n");
    json_decref(address);
    return HS_EXIT_FINE;
}
