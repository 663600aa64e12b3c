/* What checking a quote and checking a claim have in common. */
#include "evidence/match.h"

#include <stdlib.h>

#include "evidence/evidence_place.h"

bool hs_matches_read(hs_match *matches, hs_archive *archive, const hs_archive_candidate *candidates,
                     size_t count, hs_arena *arena, hs_error *error)
{
    hs_str *texts = hs_arena_new_array(arena, hs_str, count);
    if (count > 0 && !hs_archive_get_texts(archive, candidates, count, arena, texts, error))
        return false;
    for (size_t i = 0; i < count; i++) {
        matches[i].candidate = &candidates[i];
        matches[i].source = hs_align_source(texts[i], arena);
    }
    return true;
}

static int by_worth(const void *left, const void *right)
{
    const hs_match *a = left, *b = right;
    if (a->comparison.verdict != b->comparison.verdict)
        return a->comparison.verdict < b->comparison.verdict ? -1 : 1;
    if (a->comparison.score != b->comparison.score)
        return a->comparison.score > b->comparison.score ? -1 : 1;
    return (a->candidate->document > b->candidate->document) -
           (a->candidate->document < b->candidate->document);
}

void hs_matches_sort(hs_match *matches, size_t count)
{
    qsort(matches, count, sizeof *matches, by_worth);
}

hs_span hs_match_span(const hs_match *match)
{
    uint32_t base = match->candidate->place.start;
    hs_span source = match->comparison.source;
    return (hs_span){base + source.start, base + source.end};
}

/* The parts borrow texts that last no longer than the check. */
static void add_diff(const hs_match *match, const hs_align_text *asked, hs_arena *arena,
                     hs_evidence *evidence)
{
    hs_diff_part *parts = hs_diff_words(asked, &match->source, &match->comparison.alignment, arena,
                                        &evidence->diff_count);
    for (size_t i = 0; i < evidence->diff_count; i++)
        parts[i].text = hs_arena_copy_str(arena, parts[i].text);
    evidence->diff = parts;
}

bool hs_match_evidence(const hs_match *match, const hs_align_text *asked, hs_archive *archive,
                       hs_arena *arena, hs_archive_document *document, hs_evidence *evidence,
                       hs_error *error)
{
    if (!hs_archive_get(archive, match->candidate->document, arena, document, error))
        return false;
    *evidence = (hs_evidence){.verdict = match->comparison.verdict,
                              .document = document->id,
                              .score = match->comparison.score};
    hs_evidence_place(evidence, document, hs_match_span(match));
    add_diff(match, asked, arena, evidence);
    return true;
}
