/* Thin: what follows from these is in configuration.c. */
#include "features/workspace_events.h"

#include <stdlib.h>
#include <string.h>

#include "features/configuration.h"
#include "features/uri.h"

/* Clients that can be asked send the notification without the settings. */
void hs_did_change_configuration(hs_session_state *client, hs_request *request,
                                 const json_t *params)
{
    (void)request;
    if (client->abilities.configuration)
        hs_configuration_ask(client);
    else
        hs_configuration_set(client, json_object_get(params, "settings"));
}

void hs_did_change_watched_files(hs_session_state *client, hs_request *request,
                                 const json_t *params)
{
    (void)request;
    (void)params;
    hs_configuration_check_files(client->features);
}

static const char *folder_uri(const json_t *folders, size_t index)
{
    return json_string_value(json_object_get(json_array_get(folders, index), "uri"));
}

static void remove_folder(hs_session_state *client, const char *path)
{
    for (size_t i = 0; i < client->folders.count; i++) {
        if (strcmp(client->folders.items[i], path) == 0) {
            free(client->folders.items[i]);
            client->folders.items[i] = *hs_array_last(&client->folders);
            client->folders.count--;
            return;
        }
    }
}

/* Documents that are open keep the folders that they found when they were opened. */
void hs_did_change_workspace_folders(hs_session_state *client, hs_request *request,
                                     const json_t *params)
{
    const json_t *event = json_object_get(params, "event");
    const json_t *removed = json_object_get(event, "removed");
    const json_t *added = json_object_get(event, "added");
    (void)request;
    for (size_t i = 0; i < json_array_size(removed); i++) {
        const char *uri = folder_uri(removed, i);
        char *path = uri ? hs_path_from_uri(uri) : NULL;
        if (path)
            remove_folder(client, path);
        free(path);
    }
    for (size_t i = 0; i < json_array_size(added); i++)
        hs_session_state_add_folder(client, folder_uri(added, i));
}
