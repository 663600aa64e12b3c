/* The labels that the accusation model gives to words, shared by training and analysis.
 *
 * Two sequences: what accuses (cue and charge of explicit accusations, the asserted wrong of
 * implicit ones) and what answers. Beside them, word by word: which part a mention plays, what kind
 * an answer's words are of. An odd label goes on with the part that the one before it is of.
 */
#pragma once

#include <stdbool.h>

enum {
    HS_ACCUSING_OUT,
    HS_ACCUSING_CUE,                               /* "accused", "liar" */
    HS_ACCUSING_CHARGE = HS_ACCUSING_CUE + 2,      /* what an explicit accusation is about */
    HS_ACCUSING_ASSERTED = HS_ACCUSING_CHARGE + 2, /* a wrong asserted with no accusing word */
    HS_ACCUSING_LABELS = HS_ACCUSING_ASSERTED + 2,
};

enum {
    HS_ANSWERING_OUT,
    HS_ANSWERING_CUE,
    HS_ANSWERING_TEXT = HS_ANSWERING_CUE + 2,
    HS_ANSWERING_LABELS = HS_ANSWERING_TEXT + 2,
};

/* What a word that names or stands for a party is to the accusation around it. */
enum { HS_PART_NONE, HS_PART_ACCUSER, HS_PART_ACCUSED, HS_PARTS };

/* Where a sentence's feeling goes: neither, from or to this party, against or for. */
enum {
    HS_STANCE_NEUTRAL,
    HS_STANCE_AGAINST,
    HS_STANCE_ATTACKED,
    HS_STANCE_FOR,
    HS_STANCE_PRAISED,
    HS_STANCES
};

enum { HS_ANSWER_KINDS = 5 };

/* Where each group of scores stands among a word's. */
enum {
    HS_LANE_ACCUSING = 0,
    HS_LANE_ANSWERING = HS_LANE_ACCUSING + HS_ACCUSING_LABELS,
    HS_LANE_KIND = HS_LANE_ANSWERING + HS_ANSWERING_LABELS,
    HS_LANE_PART = HS_LANE_KIND + HS_ANSWER_KINDS,
    HS_LANE_STANCE = HS_LANE_PART + HS_PARTS,
    HS_LANE_COUNT = HS_LANE_STANCE + HS_STANCES,
    HS_ACCUSATION_LANES = 32, /* padded for the kernels */
};
_Static_assert((int)HS_LANE_COUNT <= (int)HS_ACCUSATION_LANES, "lanes");

static inline bool hs_chain_label_inside(int label)
{
    return label > 0 && label % 2 == 0;
}

/* True where `label` may follow `before` (-1 at the start) in either sequence. */
static inline bool hs_chain_label_follows(int before, int label)
{
    return !hs_chain_label_inside(label) || before == label || before == label - 1 ||
           (before >= 0 && before <= HS_ACCUSING_CUE + 1 && before > 0 &&
            label > HS_ACCUSING_CUE + 1);
}
