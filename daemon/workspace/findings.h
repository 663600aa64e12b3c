/* Which stretches of one document version break which rule.
 *
 * Computed from annotations and quotation marks, under settings, with what the user ignores left
 * out. Immutable; owned by the snapshot.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "annotate/annotation.h"
#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"
#include "workspace/rule.h"
#include "workspace/settings.h"

typedef struct hs_finding {
    hs_rule rule;
    hs_severity severity;
    hs_span source;      /* bytes of the document */
    uint32_t annotation; /* index of what it is about, or UINT32_MAX */
    uint64_t id;         /* of the annotation, or of the words: stable while they are */
    hs_str message;
} hs_finding;

typedef struct hs_findings {
    const hs_finding *items; /* by source.start, then rule */
    size_t count;
    uint64_t hash; /* of everything above: equal hashes need no new push */
    hs_arena arena;
} hs_findings;

void hs_findings_init(hs_findings *findings, const hs_annotations *annotations,
                      const hs_settings *settings);
void hs_findings_finish(hs_findings *findings);
