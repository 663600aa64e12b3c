/* What a source says of a quote's words: the verdict of one comparison, its word diff, and the
 * edits that put the source's words into the draft.
 *
 * docs/VERIFICATION.md explains the verdicts and how the thresholds were chosen. Everything lives
 * in the arena or borrows the two texts. Any thread.
 */
#pragma once

#include "evidence/align.h"

typedef enum hs_verdict {
    HS_VERDICT_NOT_FOUND,
    HS_VERDICT_VERBATIM,
    HS_VERDICT_ABRIDGED,      /* cut with an ellipsis or at its ends, nothing changed */
    HS_VERDICT_ALTERED,       /* words changed, dropped or put in */
    HS_VERDICT_MISATTRIBUTED, /* the words stand in a source, said by someone else */
    HS_VERDICT_SUPPORTED,
    HS_VERDICT_CONTRADICTED, /* a quantity, date or polarity differs */
    HS_VERDICT_FACT_CHECKED,
} hs_verdict;

#define HS_VERDICT_COUNT 8

const char *hs_verdict_name(hs_verdict verdict); /* as in the JSON: "not-found"… */

/* One quote against one source. */
typedef struct hs_comparison {
    hs_verdict verdict; /* not found, verbatim, abridged or altered */
    float score;        /* 0 to 1: how much of both is the same */
    float weight;       /* of the words that agree: a quote of few words may stand anywhere */
    hs_span source;     /* bytes of the source's text */
    hs_alignment alignment;
} hs_comparison;

hs_comparison hs_compare_quote(const hs_align_text *quote, const hs_align_text *source,
                               hs_arena *arena);

/* A stretch of the diff that turns the source's words into the draft's. */
typedef struct hs_diff_part {
    char kind; /* '=', '-' (the source's only) or '+' (the draft's only) */
    hs_str text;
} hs_diff_part;

hs_diff_part *hs_diff_words(const hs_align_text *quote, const hs_align_text *source,
                            const hs_alignment *alignment, hs_arena *arena, size_t *count);

/* A replacement in the draft that restores the source's wording. */
typedef struct hs_repair {
    hs_span span; /* bytes of the draft's text */
    hs_str text;
} hs_repair;

/* Ascending, without overlap. What agrees, the marks, ellipses and bracketed words of the draft
 * stay as they are; apostrophes take the shape that the draft has. */
hs_repair *hs_repairs_make(const hs_align_text *quote, const hs_align_text *source,
                           const hs_alignment *alignment, hs_arena *arena, size_t *count);
