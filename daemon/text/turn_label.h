/* Whose turn a transcript's paragraph is, by the label in front of it. */
#pragma once

#include "base/str.h"
#include "text/block.h"

/* The name in front of a turn's colon; empty if the text does not start like a turn. */
hs_span hs_turn_label(hs_str text);

/* HS_TRAIT_TURN and HS_TRAIT_SURE_TURN; a turn that is not sure also has to end as a sentence. */
unsigned hs_turn_traits(hs_str text);

/* Whether a label says what a text or a part of it is, not who speaks: "Factbox", "THE FACTS". */
bool hs_turn_names_piece(hs_str label);
