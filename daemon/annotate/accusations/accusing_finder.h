/* What the readers of accusing verbs (accusing.c) and of accusing nouns, qualities and states
 * (accusing_nouns.c, accusing_epithets.c, accusing_states.c) share: the word in hand, and how a
 * finding is entered.
 */
#pragma once

#include "annotate/accusations/predicate.h"

typedef struct hs_accusing_finder {
    hs_reading *r;
    hs_predicate predicate;
    const hs_lexeme *lexeme;
    uint32_t word;
    uint32_t ground; /* "suspicion" of "arrested on suspicion of": not read again as accusing */
} hs_accusing_finder;

/* Enters a finding with the word in hand as its cue; `points` are added to what its weight is
 * worth, in percent. */
hs_accusing *hs_accusing_push(hs_accusing_finder *finder, hs_span charge, int points);

/* One more accused, if it is a phrase and there is room. */
void hs_accusing_add(hs_accusing *accusing, uint32_t phrase);

/* Behind "X, the mayor of Y,": the word after the second comma. */
uint32_t hs_accusing_behind_apposition(const hs_accusing_finder *finder, uint32_t at);

/* Behind "to X" or "with X", whom something is said to; `at` where nothing of the kind stands. */
uint32_t hs_accusing_behind_addressee(const hs_accusing_finder *finder, uint32_t at);

/* The first word of a phrase with what owns it: "Russia's foreign minister". */
uint32_t hs_accusing_first_word(const hs_reading *reading, uint32_t phrase);

/* Who stands to a token of the parse as what: phrases, or HS_NONE. */
typedef struct hs_accusing_hung {
    uint32_t subject, object;
    uint32_t agent, origin, target; /* "by X", "from X", "against X": parties */
    bool passive;
    bool unasserted; /* "not", "never", "if", "could" */
} hs_accusing_hung;
hs_accusing_hung hs_accusing_hung_on(const hs_reading *reading, uint32_t token);

/* By what the lexicon says of the word: "allegations", "alleged", "liar", "guilty of", "critical
 * of". */
void hs_accusing_read_noun(hs_accusing_finder *finder);
void hs_accusing_read_alleged(hs_accusing_finder *finder);
void hs_accusing_read_epithet(hs_accusing_finder *finder);
void hs_accusing_read_state(hs_accusing_finder *finder);
void hs_accusing_read_feeling(hs_accusing_finder *finder);

/* "called for X to resign": whether the word in hand is what somebody demands of somebody. */
bool hs_accusing_read_call(hs_accusing_finder *finder, const hs_cue *previous);
void hs_accusing_read_demand(hs_accusing_finder *finder, const hs_cue *previous);

/* "Asked the police to investigate X": who asks for what the infinitive in hand says, or HS_NONE.
 * accusing_calls.c */
uint32_t hs_accusing_asker(const hs_accusing_finder *finder, const hs_cue *previous);

/* "Pinned the collapse on X", "the blame lies with X": what went wrong is put on somebody.
 * accusing_shifts.c */
void hs_accusing_read_shift(hs_accusing_finder *finder);

/* Whether a verb or noun tells of a wrong by the lexicon or what it means: "leaking", "bribes". */
bool hs_accusing_wrong_word(const hs_reading *reading, uint32_t word);

/* "Caught X stealing": the word where the gerund begins that tells what somebody was caught at, or
 * HS_NONE. */
uint32_t hs_accusing_gerund(const hs_accusing_finder *finder, uint32_t from);

/* What follows from `first`, up to a comma or the next verb of the sentence's subject: "dumping
 * paint | and sailed away". */
hs_span hs_accusing_short_clause(const hs_accusing_finder *finder, uint32_t first);

/* "Handed X a ban for doping", "was given a ban". */
bool hs_accusing_read_penalty(hs_accusing_finder *finder);

/* "X fined £2m for it", "jailed three years for it": whether the object of the verb in hand is what
 * one is punished with, as in headings, which leave out the "was". */
bool hs_accusing_punished_with(const hs_accusing_finder *finder);

/* ---------------------------------------------------------------- accusing_links.c */

/* Words behind which a charge stands; ends with NULL. */
extern const char *const hs_accusing_charge_words[];

/* The word behind which the charge stands, from `from` on: "of", "for", "on suspicion of" (whose
 * noun becomes the finder's ground), or HS_NONE. */
uint32_t hs_accusing_find_link(hs_accusing_finder *finder, uint32_t from);

/* Whether there is such a word, and anything behind it. */
bool hs_accusing_goes_on(const hs_accusing_finder *finder, uint32_t link);

/* "Expelled", "fined": a penalty tells of a wrong where it says what for. */
bool hs_accusing_penalty(const hs_accusing_finder *finder);

/* Whether a link tells what a penalty is for: "for leaking papers", "on suspicion of", not "for
 * years", "as a child", "for 46". */
bool hs_accusing_gives_reason(const hs_accusing_finder *finder, uint32_t link);

/* "Jailed for three years", "for life": how long, not why. */
bool hs_accusing_tells_how_long(const hs_reading *reading, uint32_t link);

/* "Turned on X over the missing money", "for getting it wrong", not "took on X over two legs": what
 * makes it one of words. */
bool hs_accusing_quarrels_over(const hs_reading *reading, uint32_t link);

/* "Dragged X for lying", not "dragged X to safety": false where a verb accuses only with what for,
 * and the link does not tell it. */
bool hs_accusing_says_what_for(const hs_accusing_finder *finder, uint32_t link);
