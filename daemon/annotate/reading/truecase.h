/* Headings whose words all have capitals, read as a sentence has them: "Police Chief Slams Mayor
 * Lena Ortiz" as "Police chief slams mayor Lena Ortiz". The language model and the rules, which
 * know sentences, find names and verbs in it then. What is a name the name tags of the heading as
 * it stands, the lexicon and the table of meanings tell. (Truecasing: Lita, Ittycheriah, Roukos and
 * Kambhatla 2003.)
 */
#pragma once

#include "annotate/reading/reading.h"

/* The block of a reading whose words are not read yet; "POLICE SLAM MAYOR LENA ORTIZ", all of whose
 * letters are capitals, as "Police Slam Mayor Lena Ortiz". Abbreviations stay, "BBC", "U.S.". The
 * copy lives in the reading's scratch, offsets as they are. */
const hs_block *hs_truecase_capitals(const hs_reading *reading);

/* Whether nearly all words of a block have capitals, outside headings all that say something, and
 * it is no longer than headings are. */
bool hs_truecase_wanted(const hs_reading *reading);

/* The block with other letters for its capitals, offsets as they are; lives in the reading's
 * scratch. The reading has its words and its syntax. */
const hs_block *hs_truecase(const hs_reading *reading);
