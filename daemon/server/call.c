/* The table of outstanding calls: an array, because it is short. */
#include "server/call.h"

#include "base/limits.h"
#include "protocol/json.h"
#include "server/session.h"

bool hs_call_send(hs_session *session, const char *method, const json_t *params,
                  hs_response_callback *callback, void *data)
{
    hs_buffer params_text = {0}, text = {0};

    if (session->calls.count >= hs_limits_get()->server_calls || !hs_session_is_open(session))
        return false;
    hs_call call = {.id = ++session->last_call_id, .callback = callback, .data = data};
    *hs_array_push(&session->calls) = call;
    json_t *id = json_integer(call.id);
    if (params)
        hs_json_write(&params_text, params);
    hs_rpc_write_call(&text, id, method, hs_buffer_str(&params_text));
    hs_session_send(session, hs_buffer_str(&text), NULL);
    json_decref(id);
    hs_buffer_finish(&params_text);
    hs_buffer_finish(&text);
    return true;
}

void hs_call_answered(hs_session *session, const hs_rpc_message *response)
{
    for (size_t i = 0; i < session->calls.count; i++) {
        hs_call call = session->calls.items[i];
        if (!json_is_integer(response->id) || json_integer_value(response->id) != call.id)
            continue;
        session->calls.items[i] = *hs_array_last(&session->calls);
        session->calls.count--;
        call.callback(session, response->result, response->error, call.data);
        return;
    }
}

void hs_call_abandon_all(hs_session *session)
{
    while (session->calls.count > 0) {
        hs_call call = session->calls.items[--session->calls.count];
        call.callback(session, NULL, NULL, call.data);
    }
    hs_array_finish(&session->calls);
}
