/* Linking the chapters of one version, each of which needs nothing of the others' results: by the
 * caller, and by the helper where it has hands free (helper.h). A long text that is opened has many
 * to link, an edit inside a full name several.
 */
#pragma once

#include "annotate/linking/link_ahead.h"

typedef struct hs_link_task {
    hs_block_list *blocks;
    const hs_block_findings *const *findings; /* of all blocks */
    hs_link_around around;
    hs_link_ahead *ahead;    /* which links it, having been told of the findings; or NULL */
    hs_annotations **result; /* where it goes: the caller's reference, NULL when cancelled */
} hs_link_task;

/* Fills all results. At most one of the tasks has been begun ahead. */
void hs_link_several(hs_link_task *tasks, size_t count, const atomic_bool *cancel);
