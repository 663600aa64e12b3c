/* What is known of one document version: text, blocks, annotations, findings.
 *
 * Immutable, reference counted (atomic), any thread. Made by a worker (analysis.h), read by every
 * feature.
 */
#pragma once

#include <stdatomic.h>
#include <stdint.h>

#include "annotate/annotation.h"
#include "annotate/linking/chapters.h"
#include "workspace/findings.h"
#include "workspace/settings.h"
#include "workspace/source_text.h"

typedef struct hs_snapshot {
    atomic_uint references;
    int64_t version;
    hs_source_text *text;
    hs_chapters *chapters; /* their `blocks` are this version's */
    hs_settings *settings;
    hs_findings findings;
    struct hs_checks *checks; /* what the archive says; may be of an earlier version; or NULL */
    _Atomic(hs_annotations *) *joined; /* hs_snapshot_annotations has them made when asked for */
} hs_snapshot;

/* Takes one reference to each of the three. What was found in the chapters of `before` (may be
 * NULL) that are still the same is shared. */
hs_snapshot *hs_snapshot_create_take(int64_t version, hs_source_text *text, hs_chapters *chapters,
                                     hs_settings *settings, const hs_snapshot *before);

/* The same version with what the archive says of it; takes the reference. */
hs_snapshot *hs_snapshot_with_checks_take(const hs_snapshot *snapshot, struct hs_checks *checks);

hs_snapshot *hs_snapshot_ref(hs_snapshot *snapshot);
void hs_snapshot_unref(hs_snapshot *snapshot); /* NULL is fine */

/* The annotations of the whole document, borrowed. The first call of a long document puts its
 * chapters together, at a cost that grows with it; what runs at every keystroke goes through
 * `chapters`. */
const hs_annotations *hs_snapshot_annotations(const hs_snapshot *snapshot);

static inline const hs_block_list *hs_snapshot_blocks(const hs_snapshot *snapshot)
{
    return snapshot->chapters->blocks;
}

/* Whether the settings let an annotation be seen: thoughts and low-scoring claims may be hidden. */
bool hs_settings_show(const hs_settings *settings, const hs_annotation *annotation);

static inline bool hs_snapshot_shows(const hs_snapshot *snapshot, const hs_annotation *annotation)
{
    return hs_settings_show(snapshot->settings, annotation);
}
