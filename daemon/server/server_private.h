/* The server as its own files see it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#include "features/features.h"
#include "server/counters.h"
#include "server/job.h"
#include "server/listener.h"
#include "server/page.h"
#include "server/request.h"
#include "server/server.h"
#include "server/session.h"
#include "server/slow_job.h"

#define HS_READ_BYTES (64 * 1024)

struct hs_server {
    uv_loop_t loop;
    const hs_server_options *options;
    hs_host host;
    hs_features *features;
    hs_counters counters;

    hs_session *sessions;
    size_t session_count;
    size_t untrusted_count; /* of them TCP clients without a token so far */
    uint64_t last_session_number;
    hs_request *answered; /* freed by the turn */
    size_t request_count; /* all that are not freed */
    hs_job_pool jobs;
    hs_slow_jobs slow_jobs;
    size_t watch_count;
    hs_payload *last_push; /* the newest notification of this turn, shared if sent again */

    HS_ARRAY(hs_listener *) listeners;
    hs_buffer token; /* of TCP clients; empty when there is none */
    hs_page *page;   /* NULL until the first request over HTTP */

    uv_prepare_t turn; /* before each poll: handles input, sends output, frees the dead */
    uv_idle_t busy;    /* on while a session has more to do: the poll does not wait */
    uv_timer_t tick;   /* on while a session has a deadline */
    uv_timer_t idle;   /* on while nobody is connected and an idle timeout is set */
    uv_timer_t drain;
    uv_signal_t terminate;
    uv_signal_t interrupt;

    bool draining;
    int exit_status;

    char read_buffer[HS_READ_BYTES];
};

/* The functions of `host` (host.c). */
void hs_server_fill_host(hs_server *server);

/* Stops accepting, lets the sessions finish, then ends the loop. */
void hs_server_drain(hs_server *server);
