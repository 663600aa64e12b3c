/* What the parse, and what words mean, correct of tags where words are names or parts of one. Part
 * of retag.c's work; the reading has syntax.
 */
#pragma once

#include "annotate/reading/reading.h"

/* Makes a name of a word that is one, though it looks like a verb or an adverb: "Will Tran". True
 * where it is surely part of a name, whatever else the parse has it for. */
bool hs_retag_name(hs_reading *reading, uint32_t word);

/* "Colonel" of "its spokesman, Colonel Ana Ruiz", which the parse may take for a verb. */
bool hs_retag_titles_name(const hs_reading *reading, uint32_t word);

/* "OSTRA TODAY": a word in capitals behind a name in capitals. */
bool hs_retag_in_capitals(const hs_reading *reading, uint32_t word);

/* "Hands Together said", "Clean Rivers Now": an adverb in capitals that a body's name ends in. */
bool hs_retag_ends_body(const hs_reading *reading, uint32_t word);

/* Makes one name of several words: "Committee on Foreign Affairs", "the Nurses and Midwives
 * Council", "Save Our Dale". Every word has its own tag by then. */
void hs_retag_join_names(hs_reading *reading);

/* An office in capitals that is nobody's name: "Prime Minister", "Acme CEO"; not "Judge Ruiz", an
 * Ana Baker, or the Ostra Union Leader, which is a newspaper. With an article capitals are better
 * taken for one certain holder's. */
bool hs_retag_office(const hs_reading *reading, uint32_t word);

/* The "&" of "Orlo & Sons". */
bool hs_retag_joins_firm(const hs_reading *reading, uint32_t word);

/* "Seon-myo": a small letter behind a hyphen inside a person's name. */
bool hs_retag_joins_given(const hs_reading *reading, uint32_t word);
