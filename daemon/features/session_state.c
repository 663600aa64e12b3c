/* The life of a client's state; what fills it is in lifecycle.c, document_sync.c and
 * configuration.c. */
#include "features/session_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "features/json_writer.h"
#include "features/open_document.h"
#include "features/uri.h"

#define FOLDERS_LIMIT 100

hs_session_state *hs_session_state_create(hs_features *features, hs_session *session)
{
    hs_session_state *client = hs_alloc_zeroed(1, sizeof *client);
    client->features = features;
    client->session = session;
    client->encoding = HS_ENCODING_UTF16; /* LSP's default */
    *hs_array_push(&features->clients) = client;
    return client;
}

static void forget(hs_features *features, const hs_session_state *client)
{
    for (size_t i = 0; i < features->clients.count; i++) {
        if (features->clients.items[i] == client) {
            features->clients.items[i] = *hs_array_last(&features->clients);
            features->clients.count--;
            return;
        }
    }
}

void hs_session_state_destroy(hs_session_state *client)
{
    size_t position = 0;
    hs_str uri;
    void *open;
    while (hs_map_next(&client->documents, &position, &uri, &open))
        hs_open_document_close(open);
    hs_map_finish(&client->documents);
    for (size_t i = 0; i < client->folders.count; i++)
        free(client->folders.items[i]);
    hs_array_finish(&client->folders);
    json_decref(client->options);
    json_decref(client->configuration);
    forget(client->features, client);
    free(client);
}

void hs_session_state_add_folder(hs_session_state *client, const char *uri)
{
    char *path = uri ? hs_path_from_uri(uri) : NULL;
    size_t length = path ? strlen(path) : 0;
    if (length > 1 && path[length - 1] == '/')
        path[length - 1] = '\0';
    if (path && client->folders.count < FOLDERS_LIMIT)
        *hs_array_push(&client->folders) = path;
    else
        free(path);
}

void hs_session_state_show_message(hs_session_state *client, int type, const char *text)
{
    hs_json_writer json = {0};
    hs_json_begin_object(&json);
    hs_json_member_integer(&json, "type", type);
    hs_json_member_text(&json, "message", text);
    hs_json_end_object(&json);
    client->features->host->notify_text(client->session, "window/showMessage",
                                        hs_buffer_str(&json.buffer), NULL);
    hs_json_finish(&json);
}
