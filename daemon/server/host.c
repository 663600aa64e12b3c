/* What the features may ask of the server: the functions of features/host.h. Those that name
 * neither a session nor a request speak of the one server of the process.
 */
#include "features/host.h"

#include "base/limits.h"
#include "protocol/json.h"
#include "protocol/jsonrpc.h"
#include "server/alarm.h"
#include "server/desk.h"
#include "server/job.h"
#include "server/server_private.h"
#include "server/session_output.h"
#include "server/watch.h"

static hs_server *the_server;

static void answer_take(hs_request *request, hs_buffer response)
{
    hs_request_answer(request, hs_buffer_str(&response));
    hs_buffer_finish(&response);
}

static void reply_text(hs_request *request, hs_str result)
{
    hs_buffer response = {0};

    if (request->session)
        hs_rpc_write_result(&response, request->id, result);
    answer_take(request, response);
}

static void reply_take(hs_request *request, json_t *result)
{
    hs_buffer text = {0};

    if (request->session)
        hs_json_write(&text, result);
    json_decref(result);
    reply_text(request, hs_buffer_str(&text));
    hs_buffer_finish(&text);
}

static void fail(hs_request *request, int code, const char *text)
{
    hs_buffer response = {0};

    hs_rpc_write_error(&response, request->id, code, text);
    answer_take(request, response);
}

static void on_cancel(hs_request *request, void (*callback)(hs_request *, void *), void *data)
{
    request->on_cancel = callback;
    request->cancel_data = data;
}

static hs_session *session_of(hs_request *request)
{
    return request->session;
}

/* The payload of a notification; one that equals the newest of this turn is shared with it, as
 * when the same news goes to every client. */
static hs_payload *share_payload(hs_server *server, hs_str text)
{
    hs_payload *last = server->last_push;

    if (last && hs_str_equal(text, hs_str_make(last->bytes, last->length)))
        return hs_payload_ref(last);
    hs_payload_unref(last);
    server->last_push = hs_payload_create(text);
    return hs_payload_ref(server->last_push);
}

static void notify_text(hs_session *session, const char *method, hs_str params,
                        const char *replaces)
{
    hs_buffer text = {0};

    hs_rpc_write_call(&text, NULL, method, params);
    hs_session_send_payload_take(session, share_payload(session->server, hs_buffer_str(&text)),
                                 replaces);
    hs_buffer_finish(&text);
}

static void notify_take(hs_session *session, const char *method, json_t *params,
                        const char *replaces)
{
    hs_buffer text = {0};

    if (params)
        hs_json_write(&text, params);
    json_decref(params);
    notify_text(session, method, hs_buffer_str(&text), replaces);
    hs_buffer_finish(&text);
}

static void send_now(hs_session *session)
{
    if (hs_session_is_open(session))
        hs_session_flush(session);
}

static bool call_take(hs_session *session, const char *method, json_t *params,
                      hs_response_callback *callback, void *data)
{
    bool sent = hs_call_send(session, method, params, callback, data);

    json_decref(params);
    return sent;
}

static void submit(hs_session *session, hs_job *job)
{
    hs_job_submit(session, job);
}

static void submit_slow(hs_job *job)
{
    hs_slow_job_submit(&the_server->slow_jobs, job);
}

static void set_session_data(hs_session *session, void *data)
{
    session->data = data;
}

static void *session_data(hs_session *session)
{
    return session->data;
}

static uint64_t now_ms(void)
{
    return uv_hrtime() / 1000000;
}

static void end_session(hs_session *session, int exit_status)
{
    if (session->transport == HS_TRANSPORT_STDIO)
        session->server->exit_status = exit_status;
    hs_session_end(session);
}

static void stop_daemon(void)
{
    hs_server_drain(the_server);
}

static void add_status(json_t *status)
{
    json_object_set_new(status, "clients", json_integer((json_int_t)the_server->session_count));
    json_object_set_new(status, "counters", hs_counters_json(&the_server->counters));
}

static json_t *open_desk(hs_error *error)
{
    hs_buffer url = {0};
    json_t *string = NULL;

    if (hs_desk_open(the_server, &url, error))
        string = json_stringn(url.bytes, url.length);
    hs_buffer_finish(&url);
    return string;
}

static void *watch(const char *path, void (*changed)(void *data), void *data)
{
    return hs_watch_create(the_server, path, changed, data);
}

static void unwatch(void *handle)
{
    hs_watch_destroy(handle);
}

static void *make_alarm(void (*ring)(void *data), void *data)
{
    return hs_alarm_create(the_server, ring, data);
}

static void set_alarm(void *handle, uint64_t delay_ms)
{
    hs_alarm_set(handle, delay_ms);
}

static void drop_alarm(void *handle)
{
    hs_alarm_destroy(handle);
}

void hs_server_fill_host(hs_server *server)
{
    the_server = server;
    server->host = (hs_host){
        .reply_take = reply_take,
        .fail = fail,
        .reply_text = reply_text,
        .on_cancel = on_cancel,
        .session_of = session_of,
        .notify_take = notify_take,
        .notify_text = notify_text,
        .send_now = send_now,
        .call_take = call_take,
        .submit = submit,
        .announce_end = hs_job_announce_end,
        .submit_slow = submit_slow,
        .set_session_data = set_session_data,
        .session_data = session_data,
        .now_ms = now_ms,
        .end_session = end_session,
        .stop_daemon = stop_daemon,
        .add_status = add_status,
        .open_desk = open_desk,
        .watch = watch,
        .unwatch = unwatch,
        .make_alarm = make_alarm,
        .set_alarm = set_alarm,
        .drop_alarm = drop_alarm,
    };
}
