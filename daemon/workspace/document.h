/* An open document: the text that the client says it has, and what was found in it so far.
 *
 * The client's edits are applied exactly or not at all. An edit that makes no sense (a range that
 * is reversed, starts or ends past the last line or inside a character, a version that does not
 * grow) or an edit past the limit of a document's size means that client and server no longer have
 * the same text: the document is then *out of step*, refuses further edits and gives no more
 * answers until it is opened again.
 *
 * Analysis: hs_document_begin_analysis hands out a job for a worker, one at a time; when it comes
 * back, hs_document_end_analysis keeps what it found. Edits that arrive meanwhile are composed into
 * one for the next job. Loop thread only; embedded in its owner.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "text/block.h"
#include "text/position.h"
#include "workspace/analysis.h"
#include "workspace/settings.h"
#include "workspace/snapshot.h"
#include "workspace/source_text.h"
#include "workspace/text_edit.h"

typedef struct hs_document {
    char *uri;
    hs_markup markup;
    int64_t version;
    hs_source_text *text;
    hs_settings *settings;
    bool out_of_step;
    hs_error step_error;   /* why, when out of step */
    uint32_t step_line;    /* where the bad edit pointed, a line of the text */
    hs_block_list *blocks; /* newest blocks known, of an earlier text perhaps; NULL at first */
    hs_text_edit since;    /* from the text of `blocks` to the one that was last handed out */
    hs_text_edit pending;  /* from there to `text` */
    bool analysing;        /* a job is out */
    hs_snapshot *snapshot; /* newest finished; NULL at first */
} hs_document;

/* One entry of didChange's contentChanges. */
typedef struct hs_document_change {
    bool whole;     /* `text` replaces everything; `range` is meaningless */
    hs_range range; /* in the session's encoding */
    hs_str text;
} hs_document_change;

/* `text` is within the limit. Takes the settings' reference. */
void hs_document_init(hs_document *document, const char *uri, hs_markup markup, int64_t version,
                      hs_str text, hs_settings *settings_take);
void hs_document_finish(hs_document *document);

/* Applies the changes in order and moves to `version`. On an error the document is out of step,
 * its text that of before the call. */
bool hs_document_change_text(hs_document *document, int64_t version, hs_encoding encoding,
                             const hs_document_change *changes, size_t count, hs_error *error);

/* Puts the document out of step for a reason that the caller found. */
void hs_document_lose_step(hs_document *document, const char *reason);

/* Compares with what the client saved; a difference puts the document out of step. */
bool hs_document_verify(hs_document *document, hs_str saved, hs_error *error);

/* New settings ask for a new analysis, which will be cheap. */
void hs_document_set_settings_take(hs_document *document, hs_settings *settings);

/* True when `snapshot` speaks of the present text and settings. */
bool hs_document_settled(const hs_document *document);

/* Fills `analysis` (to be run, given to end, and finished). No job may be out. */
void hs_document_begin_analysis(hs_document *document, hs_document_analysis *analysis);

/* Keeps the outcome of the job. Finishing it may free the version before, which takes a while. */
void hs_document_end_analysis(hs_document *document, hs_document_analysis *analysis);
