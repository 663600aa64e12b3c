/* The labels that the attribution model gives to words, shared by training and analysis.
 *
 * Begin and inside of each part; "ahead" where the cue follows, "behind" where it went before, so
 * that most links between parts follow from the labels alone. The marks at a part's edges carry no
 * label of it: annotators differ on them, and attribution_spans.c puts them back.
 */
#pragma once

#include <stdbool.h>

enum {
    HS_LABEL_OUT,
    HS_LABEL_GAP, /* between the parts of one attribution */
    HS_LABEL_CUE,
    HS_LABEL_SOURCE_AHEAD = HS_LABEL_CUE + 2,
    HS_LABEL_SOURCE_BEHIND = HS_LABEL_SOURCE_AHEAD + 2,
    HS_LABEL_CONTENT_AHEAD = HS_LABEL_SOURCE_BEHIND + 2,
    HS_LABEL_CONTENT_BEHIND = HS_LABEL_CONTENT_AHEAD + 2,
    HS_LABEL_COUNT = HS_LABEL_CONTENT_BEHIND + 2,
    HS_LABEL_LANES = 16, /* scores a word, padded for the kernels */
};

/* An odd label behind the first two goes on with the part that the one before it is of. */
static inline bool hs_label_inside(int label)
{
    return label >= HS_LABEL_CUE && label % 2 != 0;
}

/* True where `label` may follow `before` (-1 at the start). */
static inline bool hs_label_follows(int before, int label)
{
    return !hs_label_inside(label) || before == label || before == label - 1;
}
