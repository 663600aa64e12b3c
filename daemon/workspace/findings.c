/* The findings of a version: those of its chapters, of which a version before lends what is still
 * the same, and those from what the archive says, in the order of the text.
 */
#include "workspace/findings.h"

#include <stdlib.h>

#include "base/memory.h"
#include "workspace/chapter_findings.h"
#include "workspace/check_findings.h"

static hs_chapter_findings *find_shared(const hs_findings *previous, const hs_chapter *chapter)
{
    for (size_t i = 0; previous && i < previous->chapter_count; i++) {
        if (previous->chapters[i]->annotations == chapter->annotations)
            return hs_chapter_findings_ref(previous->chapters[i]);
    }
    return NULL;
}

static void append_one(hs_findings *findings, hs_finding finding)
{
    const uint64_t fields[] = {finding.rule, finding.severity, finding.id};
    findings->hash = hs_hash_bytes(fields, sizeof fields, findings->hash);
    findings->hash = hs_hash_bytes(finding.message.bytes, finding.message.length, findings->hash);
    findings->items[findings->count++] = finding;
}

/* Adds a chapter's findings to the document's, moved to its place. */
static void append(hs_findings *findings, const hs_chapter_findings *of_chapter,
                   const hs_chapter *chapter)
{
    for (size_t i = 0; i < of_chapter->count; i++) {
        hs_finding finding = of_chapter->items[i];
        finding.source.start += chapter->source_start;
        finding.source.end += chapter->source_start;
        if (finding.annotation != HS_NONE)
            finding.annotation += chapter->first_item;
        append_one(findings, finding);
    }
}

/* Puts what the archive says among the findings. */
static void append_checks(hs_findings *findings, const hs_finding_array *checks)
{
    for (size_t i = 0; i < checks->count; i++)
        append_one(findings, checks->items[i]);
    if (checks->count > 0)
        qsort(findings->items, findings->count, sizeof *findings->items, hs_finding_compare);
}

void hs_findings_init(hs_findings *findings, const hs_chapters *chapters,
                      const hs_settings *settings, const hs_findings *previous,
                      const hs_checks *checks)
{
    size_t count = 0;
    hs_finding_array checked = {0};
    *findings = (hs_findings){.chapter_count = chapters->count,
                              .comments = chapters->blocks->ignore_count > 0};
    findings->chapters = hs_alloc_zeroed(chapters->count, sizeof *findings->chapters);
    if (previous && (findings->comments || previous->comments))
        previous = NULL;
    for (size_t i = 0; i < chapters->count; i++) {
        const hs_chapter *chapter = &chapters->items[i];
        findings->chapters[i] = find_shared(previous, chapter);
        if (!findings->chapters[i])
            findings->chapters[i] = hs_chapter_findings_create(chapters, chapter, settings);
        count += findings->chapters[i]->count;
    }
    hs_check_findings(chapters, settings, checks, &findings->arena, &checked);
    findings->items = hs_alloc_zeroed(count + checked.count + 1, sizeof *findings->items);
    for (size_t i = 0; i < chapters->count; i++)
        append(findings, findings->chapters[i], &chapters->items[i]);
    append_checks(findings, &checked);
    hs_array_finish(&checked);
}

void hs_findings_finish(hs_findings *findings)
{
    for (size_t i = 0; i < findings->chapter_count; i++)
        hs_chapter_findings_unref(findings->chapters[i]);
    free(findings->chapters);
    free(findings->items);
    hs_arena_finish(&findings->arena);
    *findings = (hs_findings){0};
}
