/* What the parts of the alignment share: where to look (align_seek.c), and the table of costs
 * (align_band.c). */
#pragma once

#include "base/array.h"
#include "evidence/align.h"

/* One segment of the quote: words [first, end) without gaps and seams. */
typedef struct hs_align_segment {
    uint32_t first, end;
} hs_align_segment;

/* A stretch of the source in which a segment may stand: words [first, end). */
typedef struct hs_align_window {
    uint32_t first, end;
    uint32_t diagonal; /* where in the window the segment's first word is expected */
    float weight;      /* of the words shared */
} hs_align_window;

#define HS_ALIGN_WINDOWS 3

/* The windows within words [from, to) that share most with the segment, best first. */
size_t hs_align_seek(const hs_align_text *quote, hs_align_segment segment,
                     const hs_align_text *source, hs_align_segment within, hs_arena *arena,
                     hs_align_window windows[HS_ALIGN_WINDOWS]);

typedef HS_ARRAY(hs_align_step) hs_align_steps;

/* Aligns a segment in a window and appends its steps, last first; returns the cost. */
uint32_t hs_align_band(const hs_align_text *quote, hs_align_segment segment,
                       const hs_align_text *source, hs_align_window window, hs_arena *arena,
                       hs_align_steps *steps);
