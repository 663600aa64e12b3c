#pragma once

/*
 * The network's outputs a word, shared by training and analysis. The logits of all taggers stand
 * side by side in groups; each group is a choice among its labels.
 */

#include "language/labels.h"

enum {
    HS_NAME_TAG_COUNT = 1 + 2 * HS_NAME_TYPE_COUNT, /* outside, then begin and inside a type */

    HS_OUTPUT_UPOS = 0,
    HS_OUTPUT_XPOS = HS_OUTPUT_UPOS + HS_UPOS_COUNT,
    HS_OUTPUT_NAME = HS_OUTPUT_XPOS + HS_XPOS_COUNT,
    HS_OUTPUT_NUMBER = HS_OUTPUT_NAME + HS_NAME_TAG_COUNT,
    HS_OUTPUT_TENSE = HS_OUTPUT_NUMBER + 3,
    HS_OUTPUT_PERSON = HS_OUTPUT_TENSE + 3,
    HS_OUTPUT_VERBFORM = HS_OUTPUT_PERSON + 4,
    HS_OUTPUT_VOICE = HS_OUTPUT_VERBFORM + 5,
    HS_OUTPUT_MOOD = HS_OUTPUT_VOICE + 2,
    HS_OUTPUT_END = HS_OUTPUT_MOOD + 4,
    HS_OUTPUT_WIDTH = 112, /* a multiple of 16 */

    /* The bias of an arc by distance, from head left of the word by 32 or more to right. */
    HS_ARC_DISTANCES = 64,
};
