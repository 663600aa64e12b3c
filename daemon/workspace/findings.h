/* Which stretches of one document version break which rule.
 *
 * Computed from annotations and quotation marks, under settings, with what the user ignores left
 * out. Immutable; owned by the snapshot.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "annotate/linking/chapters.h"
#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"
#include "workspace/rule.h"
#include "workspace/settings.h"

struct hs_checks;

typedef struct hs_finding {
    hs_rule rule;
    hs_severity severity;
    hs_span source;      /* bytes of the document */
    uint32_t annotation; /* index of what it is about, or HS_NONE */
    uint64_t id;         /* of the annotation, or of the words: stable while they are */
    hs_str message;
} hs_finding;

/* The findings of one chapter, which versions share; bytes and indices count from its beginning. */
typedef struct hs_chapter_findings hs_chapter_findings;

typedef struct hs_findings {
    hs_finding *items; /* by source.start, then rule; messages belong to the chapters */
    size_t count;
    uint64_t hash; /* of all of them but where they stand: bytes move with each edit before them */
    hs_chapter_findings **chapters;
    size_t chapter_count;
    hs_arena arena; /* messages of what the archive says */
    bool comments;  /* the document has ignore comments: another version's may differ */
} hs_findings;

/* Chapters of `previous` (findings under the same settings, or NULL) that are still the same keep
 * theirs. "Anywhere in the text" is anywhere in the chapter. `checks`: what the archive says, or
 * NULL. */
void hs_findings_init(hs_findings *findings, const hs_chapters *chapters,
                      const hs_settings *settings, const hs_findings *previous,
                      const struct hs_checks *checks);
void hs_findings_finish(hs_findings *findings);
