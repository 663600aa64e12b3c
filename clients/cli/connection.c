/* Finds the running daemon's socket or the daemon's program. Bytes and messages are the protocol
 * client's matter.
 */
#include "cli/connection.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/uri.h"
#include "protocol/address.h"

void hs_connection_socket(const hs_options *options, hs_buffer *path)
{
    if (hs_options_has(options, HS_OPTION_SOCKET))
        hs_buffer_append_text(path, hs_options_value(options, HS_OPTION_SOCKET));
    else
        hs_address_socket(path);
}

/* Where hearsayd may lie, seen from the folder that holds this program. */
static const char *const daemon_places[] = {
    "/hearsayd", "/../libexec/hearsayd", "/../../daemon/hearsayd", /* the build tree */
};

void hs_connection_daemon_program(hs_buffer *path)
{
    const char *named = getenv("HEARSAYD");
    if (named && named[0] != '\0') {
        hs_buffer_append_text(path, named);
        return;
    }
    char self[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(self, '/');
    for (size_t i = 0; slash && i < HS_COUNT(daemon_places); i++) {
        hs_buffer_clear(path);
        hs_buffer_append(path, self, (size_t)(slash - self));
        hs_buffer_append_text(path, daemon_places[i]);
        if (access(path->bytes, X_OK) == 0)
            return;
    }
    hs_buffer_clear(path);
    hs_buffer_append_text(path, "hearsayd");
}

/* The daemon makes the default socket's folder, but not that of one that is named. */
void hs_connection_daemon_command(const hs_options *options, const char *program, hs_buffer *out)
{
    hs_buffer_append_text(out, program);
    if (hs_options_has(options, HS_OPTION_SOCKET))
        hs_buffer_printf(out, " --socket=%s", hs_options_value(options, HS_OPTION_SOCKET));
}

static hs_rpc_client *open_private(const hs_options *options, hs_error *error)
{
    hs_buffer program = {0}, archive = {0};
    hs_connection_daemon_program(&program);
    if (hs_options_has(options, HS_OPTION_ARCHIVE))
        hs_buffer_printf(&archive, "--archive=%s", hs_options_value(options, HS_OPTION_ARCHIVE));
    char *const arguments[] = {program.bytes, "--stdio", archive.bytes, NULL};
    hs_error cause;
    hs_rpc_client *client = hs_rpc_client_spawn(arguments, &cause);
    if (!client)
        hs_error_set(error, "%s; name the daemon's program in $HEARSAYD", cause.text);
    hs_buffer_finish(&program);
    hs_buffer_finish(&archive);
    return client;
}

void hs_connection_no_daemon(const hs_options *options, const hs_error *cause, hs_error *error)
{
    hs_buffer command = {0};
    hs_connection_daemon_command(options, "hearsayd", &command);
    hs_error_set(error, "no daemon answers (%s); start one: %s", cause->text, command.bytes);
    hs_buffer_finish(&command);
}

hs_rpc_client *hs_connection_open_running(const hs_options *options, hs_error *error)
{
    hs_buffer path = {0};
    hs_connection_socket(options, &path);
    hs_error cause = {{0}};
    hs_rpc_client *client = hs_rpc_client_connect(path.bytes, &cause);
    if (!client)
        hs_connection_no_daemon(options, &cause, error);
    hs_buffer_finish(&path);
    return client;
}

/* `peer` gets what to call the daemon. */
static hs_rpc_client *open_either(const hs_options *options, hs_buffer *peer, hs_error *error)
{
    const char *which = hs_options_value(options, HS_OPTION_DAEMON);
    bool running_only = strcmp(which, "always") == 0 || hs_options_has(options, HS_OPTION_SOCKET);
    bool private_only = strcmp(which, "never") == 0 || hs_options_has(options, HS_OPTION_ARCHIVE);
    hs_rpc_client *client = private_only ? NULL : hs_connection_open_running(options, error);
    if (client || (running_only && !private_only)) {
        hs_connection_socket(options, peer);
        return client;
    }
    hs_connection_daemon_program(peer);
    return open_private(options, error);
}

/* Until it is initialized, a session may send small messages only. */
static bool initialize(hs_rpc_client *client, hs_error *error)
{
    hs_buffer here = {0};
    hs_uri_write_file(&here, ".");
    json_t *params = json_pack(
        "{s:i,s:{s:s,s:s},s:s,s:{s:b},s:[{s:s,s:s}],s:{s:{s:[s]},s:{s:{s:b}}}}", "processId",
        (int)getpid(), "clientInfo", "name", "hearsay", "version", HS_VERSION, "rootUri",
        here.bytes, "initializationOptions", "waitForArchive", 1, "workspaceFolders", "uri",
        here.bytes, "name", "here", "capabilities", "general", "positionEncodings", "utf-32",
        "textDocument", "diagnostic", "dynamicRegistration", 0);
    hs_buffer_finish(&here);
    json_t *result =
        hs_rpc_client_call_take(client, "initialize", params, HS_CONNECTION_ANSWER_MS, error);
    if (!result)
        return false;
    json_decref(result);
    return hs_rpc_client_notify_take(client, "initialized", json_object(), error);
}

hs_rpc_client *hs_connection_open(const hs_options *options, hs_error *error)
{
    hs_buffer peer = {0};
    hs_error cause;
    hs_rpc_client *client = open_either(options, &peer, error);
    if (client && !initialize(client, &cause)) {
        hs_error_set(error, "%s: %s", peer.bytes, cause.text);
        hs_rpc_client_destroy(client);
        client = NULL;
    }
    hs_buffer_finish(&peer);
    return client;
}

bool hs_connection_has_archive(hs_rpc_client *client, const hs_options *options, hs_error *error)
{
    if (!hs_options_has(options, HS_OPTION_ARCHIVE))
        return true;
    json_t *status =
        hs_rpc_client_call_take(client, "hearsay/status", NULL, HS_CONNECTION_ANSWER_MS, error);
    bool told = status != NULL;
    bool there = json_is_true(json_object_get(json_object_get(status, "archive"), "exists"));
    json_decref(status);
    if (told && !there)
        hs_error_set(error, "%s: there is no archive yet; hearsay import makes one",
                     hs_options_value(options, HS_OPTION_ARCHIVE));
    return there;
}
