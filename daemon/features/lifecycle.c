/* The life of a session. What the sides can do is in capabilities.c. */
#include "features/lifecycle.h"

#include <limits.h>

#include "features/capabilities.h"
#include "features/configuration.h"
#include "protocol/jsonrpc.h"

/* The client's encodings stand in its order of preference; we know all three. */
static void choose_encoding(hs_session_state *client, const json_t *capabilities)
{
    const json_t *encodings =
        json_object_get(json_object_get(capabilities, "general"), "positionEncodings");
    for (size_t i = 0; i < json_array_size(encodings); i++) {
        const char *name = json_string_value(json_array_get(encodings, i));
        if (name && hs_encoding_from_name(name, &client->encoding))
            return;
    }
}

static void read_folders(hs_session_state *client, const json_t *params)
{
    const json_t *folders = json_object_get(params, "workspaceFolders");
    for (size_t i = 0; i < json_array_size(folders); i++)
        hs_session_state_add_folder(
            client, json_string_value(json_object_get(json_array_get(folders, i), "uri")));
    if (!json_is_array(folders))
        hs_session_state_add_folder(client, json_string_value(json_object_get(params, "rootUri")));
}

static void read_options(hs_session_state *client, const json_t *options)
{
    client->wants_annotations = json_is_true(json_object_get(options, "didAnnotate"));
    client->waits_for_archive = json_is_true(json_object_get(options, "waitForArchive"));
    hs_configuration_set_options(client, options);
}

static void reply_initialized(hs_session_state *client, hs_request *request)
{
    hs_json_writer json = {0};
    hs_json_begin_object(&json);
    hs_json_key(&json, "capabilities");
    hs_capabilities_write(client, &json);
    hs_json_key(&json, "serverInfo");
    hs_json_begin_object(&json);
    hs_json_member_text(&json, "name", "hearsayd");
    hs_json_member_text(&json, "version", HS_VERSION);
    hs_json_end_object(&json);
    hs_json_end_object(&json);
    hs_reply_written(client->features->host, request, &json);
}

void hs_initialize(hs_session_state *client, hs_request *request, const json_t *params)
{
    const json_t *capabilities = json_object_get(params, "capabilities");
    if (client->phase != HS_PHASE_NEW) {
        client->features->host->fail(request, HS_RPC_INVALID_REQUEST,
                                     "initialize was already sent");
        return;
    }
    if (!json_is_object(capabilities)) {
        client->features->host->fail(request, HS_RPC_INVALID_PARAMS,
                                     "params.capabilities must be an object");
        return;
    }
    json_int_t process = json_integer_value(json_object_get(params, "processId"));
    client->process = process > 0 && process <= INT_MAX ? (int)process : 0;
    client->phase = HS_PHASE_INITIALIZED;
    choose_encoding(client, capabilities);
    hs_capabilities_read(client, capabilities);
    read_folders(client, params);
    read_options(client, json_object_get(params, "initializationOptions"));
    reply_initialized(client, request);
}

void hs_initialized(hs_session_state *client, hs_request *request, const json_t *params)
{
    (void)request;
    (void)params;
    hs_configuration_ask(client);
}

void hs_shutdown(hs_session_state *client, hs_request *request, const json_t *params)
{
    (void)params;
    client->phase = HS_PHASE_SHUT_DOWN;
    client->features->host->reply_take(request, json_null());
}

/* Status 0 only after shutdown, as LSP asks. */
void hs_exit(hs_session_state *client, hs_request *request, const json_t *params)
{
    (void)request;
    (void)params;
    client->features->host->end_session(client->session,
                                        client->phase == HS_PHASE_SHUT_DOWN ? 0 : 1);
}

/* Nothing is traced: what a session sends is no one else's business. The notification is known so
 * that clients may send it. */
void hs_set_trace(hs_session_state *client, hs_request *request, const json_t *params)
{
    (void)client;
    (void)request;
    (void)params;
}
