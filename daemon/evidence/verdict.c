/* From an alignment to a verdict: what differs, what is cut, and whether enough agrees to say that
 * it is the same utterance at all.
 */
#include "evidence/verdict.h"

#include <string.h>

#include "base/memory.h"

/* Chosen on drafts made from train text (docs/VERIFICATION.md). */
#define SIMILARITY_LEAST 0.5f
#define WEIGHT_LEAST 2.5f

const char *hs_verdict_name(hs_verdict verdict)
{
    static const char *const names[HS_VERDICT_COUNT] = {
        "not-found",     "verbatim",  "abridged",     "altered",
        "misattributed", "supported", "contradicted", "fact-checked"};
    return names[verdict];
}

typedef struct changes {
    bool altered;
    bool cut;
} changes;

/* Whether the source has an ellipsis between words `at` - 1 and `at`. */
static bool has_ellipsis(const hs_align_text *source, uint32_t at)
{
    size_t start = at > 0 ? source->words[at - 1].span.end : 0;
    size_t end = at < source->count ? source->words[at].span.start : source->text.length;
    hs_str between = hs_str_slice(source->text, start, end);
    return memmem(between.bytes, between.length, "…", 3) != NULL ||
           memmem(between.bytes, between.length, "..", 2) != NULL ||
           memmem(between.bytes, between.length, ". .", 3) != NULL;
}

/* Whether the gap at word `gap` of the quote is one that the source has itself. */
static bool is_sources_gap(const hs_align_text *source, const hs_alignment *alignment, uint32_t gap)
{
    uint32_t at = alignment->source_first;
    for (uint32_t i = 0; i < alignment->step_count; i++) {
        const hs_align_step *step = &alignment->steps[i];
        if (step->quote_first < step->quote_end && step->quote_first > gap)
            break;
        if (step->quote_first < step->quote_end)
            at = step->source_end;
    }
    return has_ellipsis(source, at);
}

static changes find_changes(const hs_align_text *quote, const hs_align_text *source,
                            const hs_alignment *alignment)
{
    changes found = {0};
    for (uint32_t i = 0; i < alignment->step_count; i++) {
        uint8_t kind = alignment->steps[i].kind;
        if (kind == HS_ALIGN_CHANGED || kind == HS_ALIGN_DROPPED || kind == HS_ALIGN_ADDED)
            found.altered = true;
        if (kind == HS_ALIGN_CUT)
            found.cut = true;
    }
    for (uint32_t i = 0; i < quote->count; i++) {
        if (quote->words[i].flags & HS_ALIGN_GAP && !is_sources_gap(source, alignment, i))
            found.cut = true;
    }
    return found;
}

hs_comparison hs_compare_quote(const hs_align_text *quote, const hs_align_text *source,
                               hs_arena *arena)
{
    hs_comparison result = {.alignment = hs_align(quote, source, arena)};
    const hs_alignment *alignment = &result.alignment;
    if (alignment->source_first >= alignment->source_end)
        return result;
    result.score = alignment->similarity;
    result.weight = alignment->same_weight;
    result.source = (hs_span){source->words[alignment->source_first].span.start,
                              source->words[alignment->source_end - 1].span.end};
    changes found = find_changes(quote, source, alignment);
    if (found.altered) {
        if (result.score >= SIMILARITY_LEAST && result.weight >= WEIGHT_LEAST)
            result.verdict = HS_VERDICT_ALTERED;
    } else if (found.cut || !hs_align_ends_before(source, alignment->source_first) ||
               !hs_align_ends_before(source, alignment->source_end)) {
        result.verdict = HS_VERDICT_ABRIDGED;
    } else {
        result.verdict = HS_VERDICT_VERBATIM;
    }
    return result;
}
