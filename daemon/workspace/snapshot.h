/* What is known of one document version: text, blocks, annotations, findings.
 *
 * Immutable, reference counted (atomic), any thread. Made by a worker (analysis.h), read by every
 * feature.
 */
#pragma once

#include <stdatomic.h>
#include <stdint.h>

#include "annotate/annotation.h"
#include "workspace/findings.h"
#include "workspace/settings.h"
#include "workspace/source_text.h"

typedef struct hs_snapshot {
    atomic_uint references;
    int64_t version;
    hs_source_text *text;
    hs_annotations *annotations; /* its `blocks` are this version's */
    hs_settings *settings;
    hs_findings findings;
} hs_snapshot;

/* Takes one reference to each of the three. */
hs_snapshot *hs_snapshot_create_take(int64_t version, hs_source_text *text,
                                     hs_annotations *annotations, hs_settings *settings);
hs_snapshot *hs_snapshot_ref(hs_snapshot *snapshot);
void hs_snapshot_unref(hs_snapshot *snapshot); /* NULL is fine */

/* Whether the settings let an annotation be seen: thoughts and low-scoring claims may be hidden. */
bool hs_settings_show(const hs_settings *settings, const hs_annotation *annotation);

static inline bool hs_snapshot_shows(const hs_snapshot *snapshot, const hs_annotation *annotation)
{
    return hs_settings_show(snapshot->settings, annotation);
}
