/* Which words say what the wrong is: mends the spans of accusations that were found, by the tree.
 * Part of accusation_learned.c's work.
 */
#pragma once

#include "annotate/accusations/accusation_spans.h"
#include "annotate/accusations/accusation_words.h"

/* What a charge says behind its cue, without "of", "for" or "that"; all of it where the cue stands
 * elsewhere, or says itself what the wrong is ("lied"). */
hs_token_range hs_charge_behind_cue(const hs_reading *reading, const hs_accusation_word *words,
                                    hs_token_range charge, hs_token_range cue);

/* "Allegations that X stole | have alarmed Y" ends before the predicate; "condemned" alone takes
 * what is condemned; "was attacked by a motorist" tells of a wrong and accuses by no word. */
void hs_charge_mend(const hs_reading *reading, const hs_accusation_word *words,
                    hs_found_accusation *found);

/* Takes off a charge the clause around the one that it stands in, where that tells of no wrong: of
 * "a builder who | took £4,000 has been jailed" what became of him. */
void hs_charge_leave_main_clause(const hs_reading *reading, const hs_accusation_word *words,
                                 hs_found_accusation *found);
