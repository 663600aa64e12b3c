/* The tree of one sentence while it is mended: short looks around a word, and the one way to hang a
 * word elsewhere. Internal to mend.c and the files that each mend one kind of mistake.
 *
 * Looks go REACH words to either side at most, so that each takes bounded time. Functions that find
 * no word return HS_NO_WORD.
 */
#pragma once

#include "language/language.h"

enum { HS_MEND_REACH = 48, HS_MEND_LONGEST_PHRASE = 12 };

typedef struct hs_mend_tree {
    hs_str text;
    hs_word *words;
    hs_word_span span;
} hs_mend_tree;

/* The words that may be looked at around one: [low, high). */
uint32_t hs_mend_low(const hs_mend_tree *tree, uint32_t word);
uint32_t hs_mend_high(const hs_mend_tree *tree, uint32_t word);

bool hs_mend_is_word(const hs_mend_tree *tree, uint32_t word, const char *form);

/* False outside the sentence. */
bool hs_mend_is_comma(const hs_mend_tree *tree, uint32_t word);

bool hs_mend_is_nominal(const hs_word *word);
bool hs_mend_is_finite(const hs_word *word);

/* The first word of [from, end) that hangs on `head` by a relation. */
uint32_t hs_mend_child(const hs_mend_tree *tree, uint32_t head, enum hs_deprel relation,
                       uint32_t from, uint32_t end);
bool hs_mend_has_child(const hs_mend_tree *tree, uint32_t head, enum hs_deprel relation);
bool hs_mend_has_subject(const hs_mend_tree *tree, uint32_t verb);

/* The first subject of a verb in front of a word. */
uint32_t hs_mend_subject_before(const hs_mend_tree *tree, uint32_t verb, uint32_t word);

/* Whether a clause tells something of a time: "lied", "had lied", "is a liar"; not "to lie". */
bool hs_mend_tells(const hs_mend_tree *tree, uint32_t verb);

/* A noun with what stands around it and hangs on it. */
hs_word_span hs_mend_phrase_of(const hs_mend_tree *tree, uint32_t top);

/* The nominal whose phrase ends right in front of a verb, its auxiliaries and adverbs. */
uint32_t hs_mend_right_before(const hs_mend_tree *tree, uint32_t verb);

/* Hangs a word elsewhere, unless it is a root or that would close a circle. */
void hs_mend_attach(hs_mend_tree *tree, uint32_t word, uint32_t head, enum hs_deprel relation);
void hs_mend_attach_subject(hs_mend_tree *tree, uint32_t word, uint32_t verb);

/* Each mends one kind of mistake at a word, or does nothing. mend_speech.c */
void hs_mend_clause_before(hs_mend_tree *tree, uint32_t clause);
void hs_mend_clause_around(hs_mend_tree *tree, uint32_t clause);
void hs_mend_speaker(hs_mend_tree *tree, uint32_t verb);
void hs_mend_said(hs_mend_tree *tree, uint32_t verb);
void hs_mend_that(hs_mend_tree *tree, uint32_t clause);
/* "The 29-year-old | claims the club lied": what he does, and no claims of old. */
void hs_mend_aged(hs_mend_tree *tree, uint32_t old);

/* mend_subjects.c */
void hs_mend_relative(hs_mend_tree *tree, uint32_t verb);
void hs_mend_who(hs_mend_tree *tree, uint32_t verb);
void hs_mend_of_last(hs_mend_tree *tree, uint32_t verb);
void hs_mend_auxiliary(hs_mend_tree *tree, uint32_t verb);
void hs_mend_participle(hs_mend_tree *tree, uint32_t verb);
void hs_mend_premier(hs_mend_tree *tree, uint32_t hour);
void hs_mend_joined(hs_mend_tree *tree, uint32_t second);
void hs_mend_second_subject(hs_mend_tree *tree, uint32_t second);

/* mend_links.c */
void hs_mend_agent(hs_mend_tree *tree, uint32_t agent);
void hs_mend_of(hs_mend_tree *tree, uint32_t charge);
void hs_mend_guilty(hs_mend_tree *tree, uint32_t guilty);
void hs_mend_found(hs_mend_tree *tree, uint32_t deed);
/* "Said officers | attacked at dawn": what they did, and no participle of theirs. */
void hs_mend_said_deed(hs_mend_tree *tree, uint32_t deed);
