/* A document that a client has open, with its analysis under way and who waits for it.
 *
 * A request about a document is answered from the snapshot of the version that was current when
 * the request came. It waits while that version is analysed; when an edit comes first, the request
 * fails with ContentModified, as LSP provides, because its positions no longer mean anything.
 *
 * An edit cancels the analysis that runs, which then says nothing of the present text, but never
 * two analyses in a row: however fast edits follow each other, at least every second analysis
 * finishes. What it found is pushed with the version that it is of, though that is not the newest.
 *
 * Reference counted, loop thread only: jobs on the pool hold a reference, so a document may be
 * closed while one runs.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "features/session_state.h"
#include "features/tokens_ahead.h"
#include "workspace/document.h"

typedef struct hs_open_document hs_open_document;

/* Called when the version that was asked about is analysed; `data` as given to wait. */
typedef void hs_snapshot_callback(hs_open_document *open, hs_request *request, const json_t *params,
                                  const void *data);

typedef struct hs_waiter {
    hs_request *request;
    hs_snapshot_callback *callback;
    json_t *params; /* one reference, or NULL */
    const void *data;
} hs_waiter;

typedef struct hs_analysis_job hs_analysis_job;
typedef struct hs_config_folder hs_config_folder; /* config_file.h */

struct hs_open_document {
    unsigned references;
    hs_session_state *client; /* NULL once closed */
    hs_features *features;
    hs_document document;
    hs_analysis_job *job;          /* the analysis that is out, or NULL */
    struct hs_check_job *checking; /* asks the archive (checking.h), or NULL */
    bool check_failed;             /* the last time; the archive was away */
    bool must_finish;              /* the one before it was cancelled: this one may not be */
    HS_ARRAY(hs_waiter) waiters;   /* all for the document's present version */
    uint64_t edited_us;            /* when the newest edit came */
    bool pushed;                   /* diagnostics were pushed once */
    uint64_t pushed_hash;
    uint64_t push_rests_until_ms;                /* annotations: a long list is not followed soon */
    void *push_alarm;                            /* rings when they may be pushed again, or NULL */
    bool push_waits;                             /* for it: what is newest is not pushed yet */
    hs_token_array *tokens;                      /* of the newest semantic tokens answer, or NULL */
    uint64_t tokens_result;                      /* its result id */
    bool tokens_asked;                           /* since the latest analysis */
    hs_tokens_ahead tokens_ahead;                /* what came with the latest analysis */
    HS_ARRAY(hs_config_folder *) config_folders; /* the document's, then those above it */
};

/* By uri; NULL when the client has it not open. */
hs_open_document *hs_open_document_find(const hs_session_state *client, const char *uri);

/* Opens, replacing one of the same uri, and starts its analysis. */
hs_open_document *hs_open_document_create(hs_session_state *client, const char *uri,
                                          const char *language_id, int64_t version, hs_str text);

/* Takes the document off its client; waiting requests fail. */
void hs_open_document_close(hs_open_document *open);

hs_open_document *hs_open_document_ref(hs_open_document *open);
void hs_open_document_unref(hs_open_document *open);

/* Starts, or restarts, the analysis after an edit or new settings. */
void hs_open_document_changed(hs_open_document *open);

/* The document left step: waiting requests fail with the reason. */
void hs_open_document_fail_waiters(hs_open_document *open, int code, const char *text);

/* The archive was asked: serves those that waited for it. */
void hs_open_document_checked(hs_open_document *open);

/* Calls back now or when the present version is analysed, and checked where the client waits for
 * the archive. */
void hs_open_document_wait(hs_open_document *open, hs_request *request,
                           hs_snapshot_callback *callback, const json_t *params, const void *data);
