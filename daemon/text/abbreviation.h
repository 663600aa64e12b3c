/* Abbreviations that keep their full stop, and how strongly that stop holds a sentence together.
 *
 * The list was drawn from the training parts of the English treebanks and from the usage of news
 * agencies. Dotted runs of single letters ("U.S.", "p.m.") and initials ("J.") need no entry.
 */
#pragma once

#include "base/str.h"

typedef enum hs_abbreviation {
    HS_ABBREVIATION_NONE,
    HS_ABBREVIATION_TITLE,  /* a name follows: "Mr.", "Gen."; never ends a sentence */
    HS_ABBREVIATION_NUMBER, /* keeps its stop only before a number: "No. 4", "Fig. 2" */
    HS_ABBREVIATION_DATE,   /* months and days: keeps its stop before a number or in mid-sentence */
    HS_ABBREVIATION_INNER,  /* the sentence goes on: "vs.", "e.g." */
    HS_ABBREVIATION_PLACE,  /* keeps its stop behind a comma: "Selm, Mass." */
    HS_ABBREVIATION_EITHER, /* may end a sentence: "Inc.", "Jr." */
    HS_ABBREVIATION_TRAILING, /* gives up its stop at the end of a sentence: "etc." */
} hs_abbreviation;

/* `word` is the abbreviation without its last full stop; the case of letters does not matter. */
hs_abbreviation hs_abbreviation_find(hs_str word);
