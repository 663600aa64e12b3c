/* Cues: words that report, and who is their subject. */
#pragma once

#include "annotate/reading/reading.h"

typedef struct hs_cue {
    uint32_t word;
    uint32_t subject;    /* phrase, or HS_NONE */
    uint32_t left;       /* first word of subject and cue together */
    uint32_t right;      /* the word behind both */
    hs_word_range scope; /* sentence, or the quotation that the cue stands in, cut to it */
    bool passive;
    bool negated;
    bool inverted;   /* "said X" */
    bool participle; /* ", saying" */
    bool infinitive; /* "to say" */
    bool relative;   /* "who said" */
} hs_cue;

/* Whether word `i` is a verb that reports, with its subject. `previous` is the cue before it in the
 * sentence, or NULL: "X said … and added". */
bool hs_cue_read(const hs_reading *reading, uint32_t i, const hs_cue *previous, hs_cue *cue);

/* The subject of any verb at `i`, found the same way: for accusing and harmful predicates. */
void hs_cue_find_subject(const hs_reading *reading, const hs_cue *previous, hs_cue *cue);

/* What the relative pronoun at `who` refers to: a phrase, or HS_NONE. */
uint32_t hs_cue_antecedent(const hs_reading *reading, uint32_t who);

/* A verb of speech in a finite form at `i`, as far as can be told without its subject. */
bool hs_cue_finite_speech(const hs_reading *reading, uint32_t i);

/* Words that may stand between a verb and its subject or object: "has not yet". */
static inline bool hs_cue_passes(uint8_t tag)
{
    return tag == HS_TAG_ADVERB || tag == HS_TAG_AUXILIARY || tag == HS_TAG_NEGATION;
}
