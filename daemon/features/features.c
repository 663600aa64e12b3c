/* The entry from the server: sessions, and dispatch by the table of methods. In which states of a
 * session which methods are allowed is decided here (LSP 3.17, "Lifecycle Messages").
 */
#include "features/features.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "evidence/archive_shared.h"
#include "evidence/checked.h"
#include "evidence/import_folders.h"
#include "features/methods.h"
#include "features/session_state.h"
#include "features/watched_folders.h"
#include "protocol/jsonrpc.h"

hs_features *hs_features_create(const hs_host *host)
{
    hs_features *features = hs_alloc_zeroed(1, sizeof *features);
    features->host = host;
    features->started_ms = host->now_ms();
    size_t watched_count;
    const char *const *watched = hs_watched_folders_named(&watched_count);
    features->watched_folders = hs_watched_folders_create(features, watched, watched_count);
    return features;
}

void hs_features_drain(hs_features *features)
{
    hs_watched_folders_stop(features->watched_folders);
}

void hs_features_destroy(hs_features *features)
{
    if (!features)
        return;
    while (features->clients.count > 0)
        hs_session_state_destroy(*hs_array_last(&features->clients));
    hs_array_finish(&features->clients);
    hs_map_finish(&features->config_folders);
    hs_watched_folders_destroy(features->watched_folders);
    hs_checked_forget();
    hs_archive_shared_finish();
    free(features);
}

void hs_features_session_opened(hs_features *features, hs_session *session)
{
    features->host->set_session_data(session, hs_session_state_create(features, session));
}

static hs_session_state *client_of(hs_features *features, hs_session *session)
{
    return features->host->session_data(session);
}

void hs_features_session_closed(hs_features *features, hs_session *session)
{
    hs_session_state *client = client_of(features, session);
    features->host->set_session_data(session, NULL);
    if (client)
        hs_session_state_destroy(client);
}

/* Whether a request may be answered now; else fails it. */
static bool allow_request(const hs_session_state *client, hs_request *request, const char *method)
{
    const hs_host *host = client->features->host;
    if (hs_method_is_ours(method))
        return true;
    if (client->phase == HS_PHASE_SHUT_DOWN) {
        host->fail(request, HS_RPC_INVALID_REQUEST, "the session was shut down");
        return false;
    }
    if (client->phase == HS_PHASE_NEW && strcmp(method, "initialize") != 0) {
        host->fail(request, HS_RPC_SERVER_NOT_INITIALIZED, "send initialize first");
        return false;
    }
    return true;
}

void hs_features_request(hs_features *features, hs_request *request, const char *method,
                         const json_t *params)
{
    hs_session_state *client = client_of(features, features->host->session_of(request));
    const hs_method *found = hs_method_find_request(method);
    if (!allow_request(client, request, method))
        return;
    if (!found) {
        hs_buffer text = {0};
        hs_buffer_printf(&text, "there is no method %.100s", method);
        features->host->fail(request, HS_RPC_METHOD_NOT_FOUND, text.bytes);
        hs_buffer_finish(&text);
    } else if (found->handle) {
        found->handle(client, request, params);
    } else {
        hs_answer_document(client, request, params, found);
    }
}

void hs_features_notification(hs_features *features, hs_session *session, const char *method,
                              const json_t *params)
{
    hs_session_state *client = client_of(features, session);
    const hs_method *found = hs_method_find_notification(method);
    bool allowed = client->phase == HS_PHASE_INITIALIZED || strcmp(method, "exit") == 0;
    if (found && allowed)
        found->handle(client, NULL, params);
}

bool hs_features_session_initialized(hs_features *features, hs_session *session)
{
    return client_of(features, session)->phase == HS_PHASE_INITIALIZED;
}

int hs_features_session_process(hs_features *features, hs_session *session)
{
    return client_of(features, session)->process;
}
