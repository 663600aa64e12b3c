/* One run of the analysis over one document version, for a worker.
 *
 * It owns all that it needs, so the document may change or go meanwhile. Made and taken apart on
 * the loop thread; `run` is for any one thread.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "text/block.h"
#include "workspace/settings.h"
#include "workspace/snapshot.h"
#include "workspace/source_text.h"
#include "workspace/text_edit.h"

typedef struct hs_document_analysis {
    /* given */
    int64_t version;
    hs_markup markup;
    hs_source_text *text;
    hs_settings *settings;
    hs_block_list *previous; /* of an earlier text, or NULL */
    hs_text_edit edit;       /* from that text to this one */
    hs_snapshot *before;     /* an earlier one that has chapters to share, or NULL */
    /* found */
    hs_block_list *blocks; /* NULL when cancelled before it was built */
    hs_snapshot *snapshot; /* NULL when cancelled */
} hs_document_analysis;

/* Fills `blocks` and, unless cancelled, `snapshot`. A cancelled run loses little: its blocks, with
 * what was found in each, serve the next one. */
void hs_document_analysis_run(hs_document_analysis *analysis, const atomic_bool *cancel);
void hs_document_analysis_finish(hs_document_analysis *analysis);
