/* Aligning a quote with the words of a source.
 *
 * The quote is aligned as a whole, the source where it fits best (a fitting alignment; Needleman
 * and Wunsch 1970 with affine gaps after Gotoh 1982), in a band around the place that shares most
 * words, so that the cost grows with the quote and not with the source. Ellipses and seams cut the
 * quote into segments, which are placed one behind the other; what is skipped there, an
 * interruption, and what stands in brackets in the quote cost next to nothing.
 *
 * Everything lives in the arena. Any thread.
 */
#pragma once

#include "evidence/align_words.h"

typedef enum hs_align_kind {
    HS_ALIGN_SAME,
    HS_ALIGN_CHANGED,     /* words of the source stand for others in the quote */
    HS_ALIGN_DROPPED,     /* the source's only */
    HS_ALIGN_ADDED,       /* the quote's only */
    HS_ALIGN_CUT,         /* the source's, left out at an ellipsis, a seam or for a bracket */
    HS_ALIGN_INTERRUPTED, /* the source's own voice: between two quotations, or in brackets */
    HS_ALIGN_MARKED,      /* the quote's, in brackets */
} hs_align_kind;

/* A range of words of each side; either may be empty. */
typedef struct hs_align_step {
    uint8_t kind; /* hs_align_kind */
    uint32_t source_first, source_end;
    uint32_t quote_first, quote_end;
} hs_align_step;

/* An edit script: the steps' quote words are all words of the quote but gaps and seams, in order;
 * their source words are those from `source_first` to `source_end`, in order and without a hole. */
typedef struct hs_alignment {
    hs_align_step *steps;
    uint32_t step_count;
    uint32_t source_first, source_end; /* words; equal when nothing was found */
    float similarity;  /* weight of the words that agree in the weight of all, 0 to 1 */
    float same_weight; /* of the words that agree: 1 a word, less for common ones */
} hs_alignment;

/* The best alignment of the quote in the source. A quote without words gives no steps. */
hs_alignment hs_align(const hs_align_text *quote, const hs_align_text *source, hs_arena *arena);
