/* What the words of a noun phrase tell of the party that it names or stands for: kind, gender,
 * number, country, role, and the hashes by which linking finds it again. What the phrase is tied to
 * is references.c's matter.
 */
#pragma once

#include "annotate/reading/reading.h"

#define HS_PERSON_WORDS (HS_LEX(ROLE) | HS_LEX(KIN))
#define HS_TIME_WORDS (HS_LEX(MONTH) | HS_LEX(WEEKDAY) | HS_LEX(TIME))

/* Each sets what it learns in a reference that is otherwise blank. The phrase must be a name, a
 * noun with its words, or a pronoun. */
void hs_reference_describe_name(const hs_reading *reading, const hs_phrase *phrase,
                                hs_reference *reference);
void hs_reference_describe_common(const hs_reading *reading, const hs_phrase *phrase,
                                  hs_reference *reference);
void hs_reference_describe_pronoun(const hs_reading *reading, const hs_phrase *phrase,
                                   hs_reference *reference);

/* Of the words [first, end), as names are looked up. */
uint64_t hs_reference_hash_words(const hs_reading *reading, uint32_t first, uint32_t end);

/* Of a phrase that stands for a firm though its words may say something else. */
void hs_reference_take_for_firm(const hs_phrase *phrase, hs_reference *reference);
