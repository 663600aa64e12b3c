/* What one chapter of a document breaks of the rules, which hold within it: "anywhere in the text"
 * is anywhere in the chapter. Immutable; shared by the versions that have the chapter. Bytes,
 * blocks and indices count from its beginning.
 */
#pragma once

#include <stdatomic.h>

#include "workspace/findings.h"

struct hs_chapter_findings {
    atomic_uint references;
    hs_annotations *annotations; /* of the chapter: whose findings these are; one reference */
    const hs_finding *items;
    size_t count;
    hs_arena arena;
};

hs_chapter_findings *hs_chapter_findings_create(const hs_chapters *chapters,
                                                const hs_chapter *chapter,
                                                const hs_settings *settings);
hs_chapter_findings *hs_chapter_findings_ref(hs_chapter_findings *findings);
void hs_chapter_findings_unref(hs_chapter_findings *findings);

/* By where they begin, then by rule, then by where they end; for qsort. */
int hs_finding_compare(const void *left, const void *right);
