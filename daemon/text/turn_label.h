/* Whose turn a transcript's paragraph is, by the label in front of it. */
#pragma once

#include "base/str.h"
#include "text/block.h"

/* The name in front of a turn's colon; empty if the text does not start like a turn. */
hs_span hs_turn_label(hs_str text);

/* HS_TRAIT_TURN, HS_TRAIT_WEAK_TURN and HS_TRAIT_SURE_TURN; a turn that is not sure also has to end
 * as a sentence. */
unsigned hs_turn_traits(hs_str text);

/* Whether a label says no more than what somebody does there: "Host", "MODERATOR". */
bool hs_turn_names_role(hs_str label);

/* "The Chair", "THE CHAIRMAN": whoever presides. */
bool hs_turn_chairs(hs_str label);

/* The last word of a label's name, brackets left out; `alone`: it is the only one. */
hs_str hs_turn_surname(hs_str label, bool *alone);

/* Whether a label says what a text or a part of it is, not who speaks: "Factbox", "THE FACTS". */
bool hs_turn_names_piece(hs_str label);
