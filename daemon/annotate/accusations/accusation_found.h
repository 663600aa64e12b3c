/* What becomes of the network's accusations before they are findings of the reading: some accuse
 * nobody, others accuse by a word that the network left out. Part of accusation_learned.c's work.
 */
#pragma once

#include "annotate/accusations/accusation_spans.h"
#include "text/near.h"

/* The rules' findings, which become one with the model's where both see the same words. */
typedef struct hs_rule_accusations {
    hs_accusing *items;
    size_t count;
    hs_near near;
} hs_rule_accusations;

/* Of no tokens: an empty one. */
hs_span hs_found_span(const hs_reading *reading, hs_token_range range);

/* In the order of their anchors. */
void hs_found_order(hs_found_accusations *found);

/* Of findings in order: "the bank lied, the regulator alleges" is one, by the verb. */
void hs_found_join_reports(hs_reading *reading, const hs_accusation_word *words,
                           hs_found_accusations *found);

/* Whether what hangs on `anchor`, with an accusing word or without, is said not to be, or only
 * supposed. */
bool hs_found_not_said(const hs_reading *reading, const hs_accusation_word *words, uint32_t anchor,
                       bool has_word);

/* Likewise of a finding; or it is about somebody and no wrong. */
bool hs_found_unsaid(hs_reading *reading, const hs_accusation_word *words,
                     const hs_found_accusation *found);

/* "Denied claims that she lied": the noun tells of them for the first time, unlike "the claims". */
bool hs_found_told_first(const hs_reading *reading, const hs_accusation_word *words,
                         const hs_found_accusation *found);

/* Lets one accuse by the word that its charge hangs on ("was convicted of taking bribes"), or take
 * its charge from behind it. */
void hs_found_take_words(hs_reading *reading, const hs_accusation_word *words,
                         hs_found_accusation *found, const hs_rule_accusations *rules);
