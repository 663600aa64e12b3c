/* Noun phrases of a block: "Russia's foreign minister Sergei Lavrov", "more than 600 crew members",
 * "he". A phrase ends before a preposition, verb or mark; its `end_extended` takes in the "of the
 * ministry" that belongs to a person or body. Possessives split: "Russia's" is a phrase that owns
 * the next one, and a possessive determiner ("his") is a phrase of its own inside the one that it
 * begins.
 */
#pragma once

#include "annotate/annotation.h"
#include "annotate/reading/words.h"

typedef struct hs_phrase {
    uint32_t first; /* words [first, end) */
    uint32_t end;
    uint32_t end_extended; /* with its prepositional phrases */
    uint32_t head;         /* the word that the phrase is about */
    uint32_t owner;        /* phrase before a possessive "'s", or HS_NONE */
    bool owns;             /* "'s" follows: it qualifies the next phrase */
} hs_phrase;

typedef struct hs_phrases {
    hs_phrase *items; /* in text order */
    uint32_t count;
    uint32_t *phrase_at; /* for each word: its phrase, or HS_NONE */
} hs_phrases;

hs_phrases hs_phrases_find(const hs_words *words, hs_arena *scratch);
