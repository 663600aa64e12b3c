/* One connected client: its stream, its place in the protocol, what waits for it.
 *
 *     OPEN → DRAINING → CLOSING → CLOSED
 *
 * OPEN reads and answers. DRAINING reads no more; what is under way is finished and sent. CLOSING
 * has told the features and closes its handles. CLOSED is freed by the loop's turn, never inside a
 * callback. Each turn handles a bounded number of messages of each session; a session whose client
 * has too many requests pending, or does not read its answers, is not read from meanwhile.
 * Loop thread only.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#include "base/array.h"
#include "protocol/framing.h"
#include "server/call.h"
#include "server/counters.h"
#include "server/http.h"
#include "server/output.h"
#include "server/request.h"
#include "server/websocket.h"

typedef enum hs_session_phase {
    HS_SESSION_OPEN,
    HS_SESSION_DRAINING,
    HS_SESSION_CLOSING,
    HS_SESSION_CLOSED,
} hs_session_phase;

typedef enum hs_transport {
    HS_TRANSPORT_UNIX,
    HS_TRANSPORT_TCP,
    HS_TRANSPORT_STDIO,
} hs_transport;

/* How messages come over the transport. */
typedef enum hs_carrier {
    HS_CARRIER_STREAM,    /* one after the other (framing.h) */
    HS_CARRIER_UNDECIDED, /* of TCP: the first bytes will say */
    HS_CARRIER_HTTP,      /* of TCP: one request, which closes the connection or upgrades it */
    HS_CARRIER_WEBSOCKET,
} hs_carrier;

typedef union hs_stream {
    uv_handle_t handle;
    uv_stream_t stream;
    uv_pipe_t pipe;
    uv_tcp_t tcp;
    uv_tty_t tty;
} hs_stream;

/* How much goes to libuv in one write. */
#define HS_WRITE_MESSAGES 32
#define HS_WRITE_BYTES ((size_t)256 * 1024)

struct hs_session {
    hs_server *server;
    hs_session *next;
    hs_session *previous;
    uint64_t number; /* for the log */
    hs_transport transport;
    hs_carrier carrier;
    hs_session_phase state;

    hs_stream input;
    hs_stream separate_output; /* of stdio; sockets write to `input` */
    uv_stream_t *output_stream;
    int open_handles;

    hs_framing framing;
    hs_http *http;           /* or NULL */
    hs_websocket *websocket; /* or NULL */
    bool reading;            /* libuv reads the stream */
    bool input_waits;        /* the framing may hold a whole message */
    bool input_ended;        /* end of stream */
    bool started;            /* it was let in */
    bool trusted;            /* peer credentials or a token said so */
    bool known;              /* the features know it */
    uint64_t since_ms;       /* when the client came */

    hs_output output;
    bool writing;
    bool overrun; /* more waited than may; dropped by the turn */
    uv_write_t write;
    char prefixes[HS_WRITE_MESSAGES][HS_FRAMING_PREFIX_SIZE];
    uint64_t handed_bytes;   /* given to libuv in all */
    uint64_t progress_bytes; /* of them taken by the kernel, when last looked */
    uint64_t progress_ms;    /* when that last grew, or output began to wait */

    hs_request *requests;
    size_t request_count;
    size_t running_jobs;
    HS_ARRAY(hs_call) calls;
    json_int_t last_call_id;
    void *data; /* the features' */
};

/* Joins the server's sessions. The handles are initialised and closed by the caller's transport:
 * set `input`, `output_stream` and `open_handles` before start. */
hs_session *hs_session_create(hs_server *server, hs_transport transport);

/* Begins to read. A trusted session is made known to the features. */
void hs_session_start(hs_session *session);
void hs_session_trust(hs_session *session);

/* One turn of the loop: handles messages, sends output, moves the state on. True when there is
 * more to do at once. */
bool hs_session_turn(hs_session *session);

/* Once in a while: drops it when a deadline has passed. */
void hs_session_check_deadlines(hs_session *session, uint64_t now_ms);

/* True when a deadline is running for it. */
bool hs_session_has_deadline(const hs_session *session);

/* Queues one message; ignored when the session is closing. */
void hs_session_send(hs_session *session, hs_str text, const char *replaces);
void hs_session_send_payload_take(hs_session *session, hs_payload *payload, const char *replaces);

/* Sends an error that answers no request. */
void hs_session_send_error(hs_session *session, int code, const char *text);

bool hs_session_is_open(const hs_session *session); /* OPEN or DRAINING */

/* Reads no more; closes when everything under way is answered and sent, or nobody is there to read
 * it. How long that may take is the server's to say. */
void hs_session_drain(hs_session *session);

/* Likewise, but drops the requests under way: only what is queued is sent. */
void hs_session_end(hs_session *session);

/* Closes at once, counting the cause. */
void hs_session_drop(hs_session *session, hs_counter cause);

/* What a failed read or write means: a client that left, or a connection that broke. */
hs_counter hs_session_loss(int status);

/* Freed by the turn, when CLOSED. */
void hs_session_destroy(hs_session *session);
