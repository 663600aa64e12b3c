/* Starts the loop, turns it, ends it. Clients come in by listener.c and stdio_session.c, live in
 * session.c and reach the features by dispatch.c.
 */
#include "server/server.h"

#include <assert.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/limits.h"
#include "server/activation.h"
#include "server/server_private.h"
#include "server/stdio_session.h"
#include "server/token.h"

#define LOG_MODULE "server"
#include "base/log.h"

static void on_handle_closed_too(uv_handle_t *handle)
{
    (void)handle;
}

/* Nobody is left and nothing runs: closes what is still open, so that the loop ends. */
static void finish(hs_server *server)
{
    uv_handle_t *handles[] = {
        (uv_handle_t *)&server->turn,      (uv_handle_t *)&server->busy,
        (uv_handle_t *)&server->tick,      (uv_handle_t *)&server->idle,
        (uv_handle_t *)&server->drain,     (uv_handle_t *)&server->terminate,
        (uv_handle_t *)&server->interrupt,
    };

    hs_features_destroy(server->features);
    server->features = NULL;
    for (size_t i = 0; i < HS_COUNT(handles); i++)
        uv_close(handles[i], on_handle_closed_too);
    hs_warm_worker_close(&server->jobs.warm);
    hs_slow_jobs_close(&server->slow_jobs);
}

static void on_drain_deadline(uv_timer_t *timer)
{
    hs_server *server = timer->data;

    for (hs_session *session = server->sessions; session; session = session->next)
        hs_session_drop(session, HS_COUNTER_droppedDrain);
}

void hs_server_drain(hs_server *server)
{
    if (server->draining)
        return;
    HS_LOG_NOTE("ending: %zu clients", server->session_count);
    server->draining = true;
    hs_activation_notify("STOPPING=1");
    hs_features_drain(server->features);
    for (size_t i = 0; i < server->listeners.count; i++)
        hs_listener_close(server->listeners.items[i]);
    for (hs_session *session = server->sessions; session; session = session->next)
        hs_session_drain(session);
    uv_timer_start(&server->drain, on_drain_deadline, hs_limits_get()->drain_ms, 0);
}

static void on_signal(uv_signal_t *signal, int number)
{
    hs_server *server = signal->data;

    if (server->draining)
        _exit(128 + number);
    hs_server_drain(server);
}

static void on_idle_timeout(uv_timer_t *timer)
{
    hs_server *server = timer->data;

    HS_LOG_NOTE("nobody came for %u seconds", server->options->idle_seconds);
    hs_server_drain(server);
}

static void update_idle_timer(hs_server *server)
{
    uint64_t seconds = server->options->idle_seconds;
    uv_handle_t *timer = (uv_handle_t *)&server->idle;

    if (seconds == 0 || server->options->stdio)
        return;
    if (server->session_count > 0)
        uv_timer_stop(&server->idle);
    else if (!uv_is_active(timer))
        uv_timer_start(&server->idle, on_idle_timeout, seconds * 1000, 0);
}

static bool process_is_gone(int process)
{
    return process > 0 && kill(process, 0) != 0 && errno == ESRCH;
}

/* The process that a stdio client named in `initialize`; its end is the client's. */
static int watched_process(const hs_server *server, hs_session *session)
{
    if (session->transport != HS_TRANSPORT_STDIO || !session->known || !hs_session_is_open(session))
        return 0;
    return hs_features_session_process(server->features, session);
}

static void on_tick(uv_timer_t *timer)
{
    hs_server *server = timer->data;
    uint64_t now = uv_now(&server->loop);

    for (hs_session *session = server->sessions; session; session = session->next) {
        if (process_is_gone(watched_process(server, session))) {
            HS_LOG_WARN("the client's process is gone");
            hs_session_drop(session, HS_COUNTER_clientsLeft);
        }
        hs_session_check_deadlines(session, now);
    }
}

/* How often deadlines are looked at: a quarter of the shortest, at most once a second. */
static uint64_t tick_interval(void)
{
    const hs_limits *limits = hs_limits_get();
    uint64_t shortest = limits->slow_reader_ms;

    if (limits->drain_ms < shortest)
        shortest = limits->drain_ms;
    if (limits->token_ms < shortest)
        shortest = limits->token_ms;
    return shortest / 4 > 1000 ? 1000 : shortest / 4 + 1;
}

/* The tick runs only while there is a deadline, so that an idle daemon never wakes up. */
static void update_tick(hs_server *server)
{
    bool needed = false;

    for (hs_session *session = server->sessions; session; session = session->next)
        needed =
            needed || hs_session_has_deadline(session) || watched_process(server, session) != 0;
    if (!needed)
        uv_timer_stop(&server->tick);
    else if (!uv_is_active((uv_handle_t *)&server->tick))
        uv_timer_start(&server->tick, on_tick, tick_interval(), tick_interval());
}

static void on_busy(uv_idle_t *idle)
{
    (void)idle; /* its being there keeps the poll from waiting */
}

static void remove_session(hs_server *server, hs_session *session)
{
    if (session->transport == HS_TRANSPORT_STDIO)
        hs_server_drain(server);
    hs_session_destroy(session);
}

/* Before each poll. */
static void on_turn(uv_prepare_t *prepare)
{
    hs_server *server = prepare->data;
    bool more = false;

    for (hs_session *session = server->sessions, *next; session; session = next) {
        next = session->next;
        more = hs_session_turn(session) || more;
        if (session->state == HS_SESSION_CLOSED)
            remove_session(server, session);
    }
    hs_request_free_answered(server);
    hs_payload_unref(server->last_push);
    server->last_push = NULL;
    if (more)
        uv_idle_start(&server->busy, on_busy);
    else
        uv_idle_stop(&server->busy);
    update_tick(server);
    update_idle_timer(server);
    if (server->draining && server->session_count == 0 && server->jobs.count == 0 &&
        server->listeners.count == 0)
        finish(server);
}

static void init(hs_server *server, const hs_server_options *options)
{
    uv_signal_t *signals[] = {&server->terminate, &server->interrupt};

    server->options = options;
    uv_loop_init(&server->loop);
    hs_job_pool_init(&server->jobs, &server->loop);
    hs_slow_jobs_init(&server->slow_jobs, server);
    hs_server_fill_host(server);
    uv_prepare_init(&server->loop, &server->turn);
    uv_idle_init(&server->loop, &server->busy);
    uv_timer_init(&server->loop, &server->tick);
    uv_timer_init(&server->loop, &server->idle);
    uv_timer_init(&server->loop, &server->drain);
    for (size_t i = 0; i < HS_COUNT(signals); i++) {
        uv_signal_init(&server->loop, signals[i]);
        signals[i]->data = server;
    }
    server->turn.data = server->tick.data = server->idle.data = server->drain.data = server;
    uv_signal_start(&server->terminate, on_signal, SIGTERM);
    uv_signal_start(&server->interrupt, on_signal, SIGINT);
    uv_prepare_start(&server->turn, on_turn);
    server->features = hs_features_create(&server->host);
}

static bool open_listeners(hs_server *server, hs_error *error)
{
    const hs_server_options *options = server->options;
    int passed;

    if (options->stdio)
        return hs_stdio_open(server, error);
    if (options->token_file && !hs_token_read(&server->token, options->token_file, error))
        return false;
    if (!hs_listener_open_passed(server, &passed, error))
        return false;
    if ((passed == 0 || options->socket_path) &&
        !hs_listener_open_socket(server, options->socket_path, error))
        return false;
    return !options->listen || hs_listener_open_tcp(server, options->listen, error);
}

/* As many clients as the limits allow need as many descriptors. */
static void raise_descriptor_limit(void)
{
    struct rlimit limit;
    rlim_t wanted = hs_limits_get()->clients + hs_limits_get()->watches + 128;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = wanted < limit.rlim_max ? wanted : limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static void ignore_signals(const hs_server_options *options)
{
    signal(SIGPIPE, SIG_IGN); /* a client that left is an error code */
    signal(SIGXFSZ, SIG_IGN); /* so is a file that may not grow */
    if (!options->stdio)
        signal(SIGHUP, SIG_IGN); /* the terminal that started a daemon may close */
}

static void finish_server(hs_server *server)
{
    assert(server->request_count == 0); /* every request was answered */
    assert(server->watch_count == 0);
    hs_stdio_finish();
    hs_warm_worker_finish(&server->jobs.warm);
    hs_slow_jobs_finish(&server->slow_jobs);
    hs_array_finish(&server->listeners);
    hs_buffer_finish(&server->token);
    hs_page_destroy(server->page);
    int status = uv_loop_close(&server->loop);
    assert(status == 0);
    (void)status;
}

int hs_server_run(const hs_server_options *options, hs_error *error)
{
    hs_server *server = hs_alloc_zeroed(1, sizeof *server);

    raise_descriptor_limit();
    ignore_signals(options);
    init(server, options);
    bool started = open_listeners(server, error);
    if (started)
        hs_activation_notify("READY=1");
    else
        hs_server_drain(server);
    uv_run(&server->loop, UV_RUN_DEFAULT);
    int status = started ? server->exit_status : -1;
    finish_server(server);
    free(server);
    return status;
}
