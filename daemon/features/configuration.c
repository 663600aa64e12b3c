/* Layers of settings, and who is concerned when one changes. */
#include "features/configuration.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "features/config_file.h"
#include "features/publish.h"
#include "features/uri.h"

#define FOLDERS_ABOVE_LIMIT 32 /* how far up a .hearsay.json is looked for */

enum { MESSAGE_ERROR = 1 }; /* LSP's MessageType */

static bool is_within(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 &&
           (path[length] == '/' || path[length] == '\0' || strcmp(folder, "/") == 0);
}

static bool in_workspace(const hs_session_state *client, const char *path)
{
    for (size_t i = 0; i < client->folders.count; i++) {
        if (is_within(path, client->folders.items[i]))
            return true;
    }
    return false;
}

static void report(hs_session_state *client, const hs_config_folder *folder)
{
    if (folder->error.text[0] != '\0')
        hs_session_state_show_message(client, MESSAGE_ERROR, folder->error.text);
}

/* Cuts the last component off a path; false at the root. */
static bool go_up(char *path)
{
    char *slash = strrchr(path, '/');
    if (!slash || path[1] == '\0')
        return false;
    slash[slash == path ? 1 : 0] = '\0';
    return true;
}

void hs_configuration_enter(hs_open_document *open, const char *uri)
{
    char *path = hs_path_from_uri(uri);
    if (!path)
        return;
    bool more = go_up(path);
    for (int i = 0; more && i < FOLDERS_ABOVE_LIMIT; i++) {
        hs_config_folder *folder = hs_config_folder_ref(open->features, path);
        if (folder->references == 1)
            report(open->client, folder);
        *hs_array_push(&open->config_folders) = folder;
        more = go_up(path) && in_workspace(open->client, path);
    }
    free(path);
}

void hs_configuration_leave(hs_open_document *open)
{
    for (size_t i = 0; i < open->config_folders.count; i++)
        hs_config_folder_unref(open->config_folders.items[i]);
    hs_array_clear(&open->config_folders);
}

static const hs_config_folder *nearest(const hs_open_document *open)
{
    for (size_t i = 0; i < open->config_folders.count; i++) {
        if (open->config_folders.items[i]->exists)
            return open->config_folders.items[i];
    }
    return NULL;
}

hs_settings *hs_configuration_settings_of(const hs_session_state *client)
{
    hs_settings *settings = hs_settings_create();
    hs_settings_apply(settings, client->options, NULL, NULL);
    hs_settings_apply(settings, client->configuration, NULL, NULL);
    return settings;
}

hs_settings *hs_configuration_settings_for(const hs_open_document *open)
{
    hs_settings *settings = hs_configuration_settings_of(open->client);
    const hs_config_folder *folder = nearest(open);
    if (folder)
        hs_settings_apply(settings, folder->layer, NULL, NULL);
    return settings;
}

char *hs_configuration_file_for(const hs_open_document *open, bool *exists)
{
    const hs_config_folder *folder = nearest(open);
    *exists = folder;
    if (!folder && open->config_folders.count > 0)
        folder = open->config_folders.items[0];
    return folder ? hs_string_copy(folder->file_path) : NULL;
}

/* Lays the settings of an open document anew, and has it analysed where others hold now. */
static void lay_settings(hs_open_document *open)
{
    hs_settings *settings = hs_configuration_settings_for(open);
    if (hs_settings_equal(settings, open->document.settings)) {
        hs_settings_unref(settings);
        return;
    }
    hs_document_set_settings_take(&open->document, settings);
    if (open->document.out_of_step)
        return;
    open->client->shows_old_settings |= open->document.snapshot != NULL;
    hs_open_document_changed(open);
}

static void apply(hs_session_state *client)
{
    size_t position = 0;
    hs_str uri;
    void *value;
    while (hs_map_next(&client->documents, &position, &uri, &value))
        lay_settings(value);
}

/* Not earlier: what a client asks for the whole workspace is answered at once. */
void hs_configuration_analysed(hs_session_state *client)
{
    size_t position = 0;
    hs_str uri;
    void *value;
    while (client->shows_old_settings && hs_map_next(&client->documents, &position, &uri, &value)) {
        const hs_document *document = &((const hs_open_document *)value)->document;
        bool holds = document->snapshot && document->snapshot->settings == document->settings;
        if (!holds && !document->out_of_step)
            return;
    }
    if (client->shows_old_settings)
        hs_publish_ask_for_all(client);
    client->shows_old_settings = false;
}

/* A copy of the settings in `layer` when they make sense, NULL (and a word to the user) when not.
 * Keys that are not settings are the caller's: they are left out. */
static json_t *checked_copy(hs_session_state *client, const json_t *layer, const char *origin)
{
    hs_error error;
    hs_settings *trial = hs_settings_create();
    bool fine = hs_settings_apply(trial, layer, NULL, &error);
    hs_settings_unref(trial);
    if (fine)
        return json_deep_copy(layer);
    hs_buffer text = {0};
    hs_buffer_printf(&text, "hearsay: %s: %s", origin, error.text);
    hs_session_state_show_message(client, MESSAGE_ERROR, text.bytes);
    hs_buffer_finish(&text);
    return NULL;
}

static void replace_layer(json_t **layer, json_t *checked_take)
{
    if (!checked_take)
        return;
    json_decref(*layer);
    *layer = checked_take;
}

/* What initializationOptions may hold beside settings: about the session, not about texts. */
static const char *const session_options[] = {"didAnnotate", "token", "waitForArchive"};

void hs_configuration_set_options(hs_session_state *client, const json_t *options)
{
    if (!json_is_object(options))
        return;
    json_t *settings = json_copy((json_t *)options);
    for (size_t i = 0; i < HS_COUNT(session_options); i++)
        json_object_del(settings, session_options[i]);
    replace_layer(&client->options, checked_copy(client, settings, "initializationOptions"));
    json_decref(settings);
}

void hs_configuration_set(hs_session_state *client, const json_t *configuration)
{
    const json_t *ours = json_object_get(configuration, "hearsay");
    const json_t *layer = ours ? ours : configuration;
    if (!json_is_object(layer))
        return;
    replace_layer(&client->configuration, checked_copy(client, layer, "configuration"));
    apply(client);
}

static void configuration_came(hs_session *session, const json_t *result, const json_t *error,
                               void *data)
{
    hs_features *features = data;
    hs_session_state *client = result ? features->host->session_data(session) : NULL;
    (void)error;
    if (client)
        hs_configuration_set(client, json_array_get(result, 0));
}

void hs_configuration_ask(hs_session_state *client)
{
    if (!client->abilities.configuration)
        return;
    json_t *params = json_pack("{s:[{s:s}]}", "items", "section", "hearsay");
    client->features->host->call_take(client->session, "workspace/configuration", params,
                                      configuration_came, client->features);
}

static bool uses(const hs_session_state *client, const hs_config_folder *folder)
{
    size_t position = 0;
    hs_str uri;
    void *value;
    while (hs_map_next(&client->documents, &position, &uri, &value)) {
        const hs_open_document *open = value;
        for (size_t i = 0; i < open->config_folders.count; i++) {
            if (open->config_folders.items[i] == folder)
                return true;
        }
    }
    return false;
}

void hs_configuration_check_files(hs_features *features)
{
    size_t position = 0;
    hs_str path;
    void *folder;
    bool *concerned = hs_alloc_zeroed(features->clients.count + 1, sizeof *concerned);
    while (hs_map_next(&features->config_folders, &position, &path, &folder)) {
        if (!hs_config_folder_check(folder))
            continue;
        for (size_t i = 0; i < features->clients.count; i++) {
            if (uses(features->clients.items[i], folder)) {
                concerned[i] = true;
                report(features->clients.items[i], folder);
            }
        }
    }
    for (size_t i = 0; i < features->clients.count; i++) {
        if (concerned[i])
            apply(features->clients.items[i]);
    }
    free(concerned);
}
