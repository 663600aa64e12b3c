/* Where a phrase and the name in it begin and end. Words are numbered as in the reading. */
#pragma once

#include "annotate/reading/reading.h"

/* What may stand in front of a name without being part of it. */
#define HS_BEFORE_NAME (HS_LEX(HONORIFIC) | HS_LEX(TITLE) | HS_LEX(ROLE))

/* Whether a word is a hyphen inside a compound. */
bool hs_name_hyphen(const hs_reading *reading, uint32_t word);

/* Where the name inside a phrase begins: behind articles, demonyms, titles and roles. */
uint32_t hs_name_start(const hs_reading *reading, const hs_phrase *phrase);

/* Behind the last word that counts: "Jr." and "III" do not tell people apart. */
uint32_t hs_name_end(const hs_reading *reading, uint32_t first, uint32_t head);

/* Whether a nickname stands in marks inside a name, which the name tags take for its end. */
bool hs_name_holds_marks(const hs_reading *reading, const hs_phrase *phrase);

/* The phrase without what the parse takes for no part of the name: "Ana Ruiz shook", "Alongside
 * BLM"; of several names in a row the person's: "Council on Relations Ana Ruiz". */
hs_phrase hs_name_part(const hs_reading *reading, const hs_phrase *phrase);

/* A name at the front of a longer phrase owns it: "Russian officials", "Tarnwater engineers". Empty
 * where there is none. */
hs_word_range hs_name_qualifying(const hs_reading *reading, const hs_phrase *phrase);

/* "Brennick City Council" of "Brennick City Council leader Ana Ruiz": a body's name in front of the
 * office of whoever a phrase names. Empty where there is none. */
hs_word_range hs_name_body_in_front(const hs_reading *reading, const hs_phrase *phrase);

/* The first run of names in a phrase: "MIC Coastal" of "MIC Coastal information centre Osterleigh".
 */
hs_word_range hs_name_first(const hs_reading *reading, const hs_phrase *phrase);

/* Behind the last word of a phrase and of what belongs to it, less what the parse hangs on a verb:
 * "attacked the firm | from the pulpit", "tenants of Elm Court | say", "accused the firm | of
 * fraud". */
uint32_t hs_phrase_own_end(const hs_reading *reading, const hs_phrase *phrase);

/* "secretary" of the one lexicon word "foreign secretary". */
hs_span hs_name_last_part(const hs_reading *reading, uint32_t word);

/* The office among the words before a name as a hash, "Sen." being "senator" (name_hash.h); 0 for
 * none. "Former president" and "vice president" are other offices than "president". */
uint64_t hs_name_office(const hs_reading *reading, uint32_t first, uint32_t end);

/* Likewise of a description that ends with `head`, whatever it calls somebody. */
uint64_t hs_name_described(const hs_reading *reading, uint32_t first, uint32_t head);

/* Where a name ends with what it says of whom somebody works for or where they are from: "Ana Ruiz
 * of the Orlo Clinic". */
uint32_t hs_name_with_place(const hs_reading *reading, const hs_phrase *name);
