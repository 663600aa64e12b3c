/* What the network's trees get wrong time and again where the rest of the sentence leaves no doubt.
 *
 * A verb has one subject: of two, the other belongs to the clause between or behind them ("| Tom
 * Orlo | was cheated, Ana Ruiz said"; "the mayor, Ana Ruiz said, had lied"; "the man | Mara Veldt |
 * accused of rape left"). A clause has one: whoever stands right in front of a verb that has none
 * is no apposition. Of several joined by "and" a clause behind the last tells of him ("Orlo and
 * Ruiz, | who is accused"), and "who" of people, not of a body. "That" behind "said in a letter"
 * opens what is said, "by X" behind "was branded a liar" names who did so, and ", of" goes on
 * behind "accused Ana Ruiz, the mayor". "Guilty" behind "found Ana Ruiz" tells what she is, and
 * "hid" of "report finds firm hid leak" what the firm did, as does "attacked" of "said officers
 * attacked", and "the 29-year-old claims" what he says. Heads and relations are changed, and the
 * tags of "that", of "guilty", of such participles and of verbs taken for auxiliaries; where a
 * change would close a circle, none is made.
 */
#pragma once

#include "language/language.h"

/* Lemmas are known, heads lie in their sentences. What is no tree stays none, but is read safely.
 * Linear time: each look goes over a bounded number of neighbours. */
void hs_tree_mend(hs_str text, hs_word *words, const hs_word_span *sentences, uint32_t count);
