/* What the words of a block mean (meaning.h), in the pairs that they stand in.
 */
#pragma once

#include "annotate/accusations/accusation_words.h"

/* Fills the meaning of each word, and the quality that tells most against it. */
void hs_word_meanings_find(const hs_reading *reading, hs_accusation_word *words);

/* "Put lives at risk", "held the town to ransom": a verb with an idiom around its object is taken
 * for "endangered", which the network knows. Subjects, objects and passives are known. */
void hs_word_idioms_find(const hs_reading *reading, hs_accusation_word *words);
