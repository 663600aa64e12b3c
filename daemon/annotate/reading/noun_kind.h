/* What kind of party a noun means that no list of the lexicon calls a person, group or body. Words
 * are numbered as in the reading; without a parse only hs_noun_men and, of nouns that report,
 * hs_noun_deed say yes.
 */
#pragma once

#include "annotate/reading/meaning.h"
#include "annotate/reading/reading.h"

/* "Ferrymen accused her": a noun that opens a sentence and looks like a name, for several people.
 */
bool hs_noun_men(const hs_reading *reading, uint32_t word);

/* "Ostrans", "many Ostrans": people of a country, not the country, which "the Ostrans" may mean. */
bool hs_noun_people(const hs_reading *reading, const hs_phrase *phrase);

/* "The Italian", "an Italian", "the Democrat": one of that people or party; not "the Dutch", "the
 * Japanese", who are all of them. */
bool hs_noun_national(const hs_reading *reading, const hs_phrase *phrase);

/* "Democrat": a word in capitals whose plural is a group. */
bool hs_noun_member(const hs_reading *reading, uint32_t word);

/* Several people: "staffers", "attackers". */
bool hs_noun_persons(const hs_reading *reading, uint32_t word);

/* A plural by its form: "workers", "people"; not "police". */
bool hs_noun_several(const hs_reading *reading, uint32_t word);

/* One: "cashier". */
bool hs_noun_person(const hs_reading *reading, uint32_t word);

/* A noun for a person as well as for a firm: "contractor". */
bool hs_noun_person_or_firm(const hs_reading *reading, uint32_t word);

/* Likewise, and a firm as a rule: "the broadcaster". */
bool hs_noun_mostly_firm(const hs_reading *reading, uint32_t word);

/* Whether a word before a name says what its bearer is, though no list has it: "archaeologist". */
bool hs_noun_trade(const hs_reading *reading, uint32_t word);

/* What a word in capitals means as a noun, singular or plural: "Rivers"; 0 for a name. */
hs_meaning hs_noun_in_capitals(const hs_reading *reading, uint32_t word);

/* The hs_meaning_kind of a description's noun that no list has, a trait for an adjective without an
 * article ("she was ready"), or 0. */
unsigned hs_noun_kind(const hs_reading *reading, const hs_phrase *phrase);

/* What somebody does, says, thinks or is, but nobody: "admission", "plan". */
bool hs_noun_deed(const hs_reading *reading, uint32_t word);

/* Whether whom "of" names behind it suffers it: "killing", "detention", not "handling". By its
 * lemma. */
bool hs_noun_suffered(hs_str lemma);

/* The noun for a body or for several people in front of what they do or are: "police brutality",
 * "city council inaction". Empty where there is none. */
hs_word_range hs_noun_body_qualifying(const hs_reading *reading, const hs_phrase *phrase);
