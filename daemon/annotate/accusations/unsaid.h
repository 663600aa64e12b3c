/* Words that tell of a wrong without saying that it was done: denied, supposed, or found no
 * evidence of. They accuse nobody, whatever the network makes of them.
 */
#pragma once

#include "annotate/accusations/accusation_words.h"

/* "The claims against her were false": whether an accusing noun is so called. The reading has
 * syntax, here as below. */
bool hs_unsaid_claim(const hs_reading *reading, const hs_accusation_word *words, uint32_t noun);

/* `anchor` is the token on which the words hang. */
bool hs_unsaid(const hs_reading *reading, const hs_accusation_word *words, uint32_t anchor);

/* Of the above, for unsaid_verb.c. Said of nobody: "did not", "no one has". */
bool hs_unsaid_negated(const hs_accusation_word *words, uint32_t token);
/* "Faults neither party", "criticized no one on the stage": an accusing verb that accuses nobody;
 * not that of "accused no fewer than nine". */
bool hs_unsaid_of_nobody(const hs_reading *reading, const hs_accusation_word *words, uint32_t verb);
/* "It is wrong to blame managers", "too early to accuse anybody": nobody does here. */
bool hs_unsaid_wrong_to(const hs_reading *reading, const hs_accusation_word *words, uint32_t verb);

/* A clause that nobody asserts: "did not say that", "doubts that", "the myth that"
 * (unsaid_clause.c). `token` is its predicate. */
bool hs_unsaid_clause(const hs_reading *reading, const hs_accusation_word *words, uint32_t token);
/* "A false report that he was arrested", "falsely reported that she stole it": what hangs on it is
 * told as untrue, whatever its words are. */
bool hs_unsaid_falsely_told(const hs_reading *reading, uint32_t token);
bool hs_unsaid_tells_fault(const hs_accusation_word *word);
/* "Prove", "establish". */
bool hs_unsaid_proves(const hs_word *word);

/* "refused to blame them", "blamed himself": an accusing verb that accuses nobody else, or is not
 * said to have (unsaid_verb.c). */
bool hs_unsaid_verb(const hs_reading *reading, const hs_accusation_word *words, uint32_t verb);

/* What is asked, or what a quarrel is about (unsaid_topic.c); of words with no accusing one. */
bool hs_unsaid_topic(const hs_reading *reading, const hs_accusation_word *words, uint32_t anchor);

/* What happens in a plot, or to whoever does so: "in the novel, he cheats", "anyone who steals"
 * (unsaid_plot.c). */
bool hs_unsaid_plot(const hs_reading *reading, const hs_accusation_word *words, uint32_t anchor);
/* "Anyone", "those | who", "any minister | who": a token that stands for nobody in particular. */
bool hs_unsaid_generality(const hs_reading *reading, uint32_t token);
