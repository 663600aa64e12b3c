/* Which words of a sentence are judged as a claim by themselves.
 *
 * "The mayor, Ana Ruiz, said on Monday that crime had doubled" states that crime had doubled, and
 * it is the mayor who states it: that she said so nobody has to check. So what a sentence reports
 * is cut out of the frame that reports it: the cue, its source, and all that hangs on either. Of
 * "the bridge cost £4m, and Ruiz said it was unsafe" either half is a part. A sentence stays whole
 * where what it reports is a member of a clause of its own ("the claim that crime has doubled is
 * false"), and where it reports what somebody thinks, wants, asks or promises.
 *
 * Without syntax a clause is cut out that makes up half of its sentence. Time is linear in the
 * words; what `hs_claim_cuts_begin` gives lives in the reading's scratch arena.
 */
#pragma once

#include "annotate/reading/reading.h"

enum { HS_CLAIM_PARTS_MAX = 6 };

typedef struct hs_claim_part {
    hs_word_range words;  /* not empty */
    uint32_t attribution; /* whose content they are, or HS_NONE */
} hs_claim_part;

typedef struct hs_claim_parts {
    hs_claim_part items[HS_CLAIM_PARTS_MAX]; /* in the order of the text, apart from each other */
    uint32_t count;                          /* at least 1 */
    hs_claim_part whole;                     /* the sentence */
    hs_word_range aside; /* words of a frame that hold a clause of their own ("Ruiz, who voted
                            against it in 2015"): where they are a claim and no part is one, the
                            whole sentence is; else empty */
} hs_claim_parts;

typedef struct hs_claim_cuts {
    const hs_reading *reading;
    uint32_t *at; /* for each word: the innermost attribution over it that states something */
    struct hs_claim_word *words; /* the sentence in work, by words; NULL if nothing is to be cut */
} hs_claim_cuts;

hs_claim_cuts hs_claim_cuts_begin(const hs_reading *reading);

hs_claim_parts hs_claim_cut(const hs_claim_cuts *cuts, hs_word_range sentence);
