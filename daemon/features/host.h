/* What the features need of the server that hosts them, as a table of functions.
 *
 * The server (daemon/server) fills the table; features call nothing of the server's directly, so
 * they can be driven by a test without sockets. Everything here runs on the loop thread, except
 * the `run` function of a job.
 *
 * JSON: `_take` parameters are stolen references (jansson's rule for `_new`); others are borrowed.
 */
#pragma once

#include <jansson.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/str.h"

typedef struct hs_session hs_session; /* one connected client; the server's */
typedef struct hs_request hs_request; /* one request waiting for its reply; the server's */

/* Work for the pool. `run` gets its own data only, checks `cancel` often and touches no JSON;
 * `done` runs on the loop thread exactly once, also when cancelled before it began. */
typedef struct hs_job {
    void (*run)(struct hs_job *job);
    void (*done)(struct hs_job *job);
    /* Of jobs for submit_slow; may be NULL: runs on the loop thread several times a second from
     * submit to `done`, to tell how far the job is. */
    void (*tick)(struct hs_job *job);
    bool lasting; /* of jobs for submit_slow: takes long, so that questions must not wait for it */
    atomic_bool cancel;
    void *server_data; /* the server's, from submit to done */
} hs_job;

/* A reply from the client to a request of ours: `result`, or `error`, or (connection gone) neither.
 */
typedef void hs_response_callback(hs_session *session, const json_t *result, const json_t *error,
                                  void *data);

typedef struct hs_host {
    /* Exactly one of reply_take, fail and reply_text for each request; asserted. The request is
     * gone afterwards. */
    void (*reply_take)(hs_request *request, json_t *result);
    void (*fail)(hs_request *request, int code, const char *text); /* JSON-RPC error code */

    /* The same with the result as JSON text (one valid value; borrowed). Large answers are written
     * by a worker, so that the loop thread never builds or prints thousands of objects. */
    void (*reply_text)(hs_request *request, hs_str result);

    /* Called once when the client cancels the request or leaves; it must still be replied to
     * (RequestCancelled) unless the session is gone, which reply_take and fail notice themselves.
     */
    void (*on_cancel)(hs_request *request, void (*callback)(hs_request *, void *), void *data);
    hs_session *(*session_of)(hs_request *request);

    /* Queues a notification. With `replaces` (e.g. "diagnostics:" + uri) an older one with the same
     * key that has not left yet is replaced. */
    void (*notify_take)(hs_session *session, const char *method, json_t *params,
                        const char *replaces);

    /* The same with the params as JSON text (one valid value; borrowed). */
    void (*notify_text)(hs_session *session, const char *method, hs_str params,
                        const char *replaces);

    /* Has what is queued leave at once, ahead of what the loop's thread does next. It may end the
     * session. */
    void (*send_now)(hs_session *session);

    /* A request to the client; the callback runs exactly once. False (callback not called) when
     * too many are outstanding. */
    bool (*call_take)(hs_session *session, const char *method, json_t *params,
                      hs_response_callback *callback, void *data);

    /* Queues a job for a worker. `session` is the client whose work it is: clients take turns, so
     * that one with much to do does not keep the others waiting. */
    void (*submit)(hs_session *session, hs_job *job);

    /* From such a job's `run`, a tenth of a millisecond before it ends: somebody waits for it, and
     * the loop's thread should be up by then. */
    void (*announce_end)(const hs_job *job);

    /* A job that may wait for a disk or a server: it gets a thread of its own kind, so
     * that keystrokes need not wait for it. Lasting jobs run one after the other. */
    void (*submit_slow)(hs_job *job);

    /* What features keep with a session; NULL until set. */
    void (*set_session_data)(hs_session *session, void *data);
    void *(*session_data)(hs_session *session);

    uint64_t (*now_ms)(void); /* monotonic */

    /* Ends the session after what is queued has left (exit), or the whole daemon (hearsay/stop). */
    void (*end_session)(hs_session *session, int exit_status);
    void (*stop_daemon)(void);

    /* Adds the server's own counters (clients, drops by cause, bytes) to hearsay/status. */
    void (*add_status)(json_t *status);

    /* The address of the desk page, with its token, as a new string; a TCP port is opened for it
     * where there is none. NULL, and the error says why. */
    json_t *(*open_desk)(hs_error *error);

    /* Watches a file or folder; `changed` runs on the loop thread. NULL when it cannot be watched.
     */
    void *(*watch)(const char *path, void (*changed)(void *data), void *data);
    void (*unwatch)(void *watch);

    /* An alarm that calls `ring` once, so long after it was set. */
    void *(*make_alarm)(void (*ring)(void *data), void *data);
    void (*set_alarm)(void *alarm, uint64_t delay_ms);
    void (*drop_alarm)(void *alarm);
} hs_host;
