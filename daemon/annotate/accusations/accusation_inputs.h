/* What the accusation model sees of a word beside the network's state: rows of a hashed table, for
 * its lemma, what the lexicon knows of it and of the word that it hangs on, its place in the tree,
 * whose words it stands in, and its clause's subject.
 */
#pragma once

#include <stdint.h>

#include "annotate/reading/meaning.h"
#include "annotate/reading/reading.h"

enum {
    HS_ACCUSATION_INPUTS = 32,
    HS_ACCUSATION_ROWS = 32768,
    HS_ACCUSATION_STATE = 288, /* of a word's state: what the network makes of it */
    HS_ACCUSATION_LEXICAL =
        5, /* the first inputs know single words: training drops them at times */
};

typedef uint32_t hs_accusation_rows[HS_ACCUSATION_INPUTS];

/* What the features rest on, a record a token; roles (accusation_roles.h) use it again. */
typedef struct hs_accusation_word {
    const hs_lexeme *lexeme; /* of the word or phrase that the token is the first of */
    uint32_t word;           /* index among the reading's words */
    uint32_t subject;        /* token that depends on this one as its subject, or HS_NONE */
    uint32_t object;
    uint32_t possessor;
    uint32_t governor;  /* nearest predicate above or at the token, or HS_NONE */
    hs_meaning meaning; /* of the lemma, names have none */
    hs_meaning quality; /* of the dependent that says the worst of it, or 0 */
    uint8_t wrong;      /* class of the lexeme: see class_of() */
    bool negated;
    bool hypothetical;
    bool passive;
    bool helped; /* by an auxiliary: "was" */
    bool copula; /* predicated with "be" */
    bool question;
} hs_accusation_word;

/* The reading has syntax. One record and one set of rows a token of the block, in `arena`. */
hs_accusation_word *hs_accusation_words(const hs_reading *reading, hs_arena *arena);
hs_accusation_rows *hs_accusation_inputs(const hs_reading *reading, const hs_accusation_word *words,
                                         hs_arena *arena);

/* Coarse kind of a token as a party: none, pronoun by person, name, country, person noun… */
unsigned hs_accusation_party_kind(const hs_reading *reading, const hs_accusation_word *words,
                                  uint32_t token);

/* Whether the lexicon has it for a word whose object is accused. */
static inline bool hs_accusation_word_accuses(const hs_accusation_word *word)
{
    return word->lexeme->accuse_roles & HS_LETTER('o');
}

/* Whether the lexicon has it for a word of denial: "deny", "reject". */
static inline bool hs_accusation_word_denies(const hs_accusation_word *word)
{
    return word->lexeme->answer_weight && word->lexeme->answer_kind == HS_ANSWER_DENIAL;
}

/* "Call", "brand": a verb by which somebody is called what follows. */
bool hs_accusation_calls(const hs_word *verb);

/* "Face", "draw", "dodge": a verb whose subject gets, bears or answers an accusation, its object.
 * role_nouns.c */
bool hs_accusation_bears(const hs_word *verb);

uint32_t hs_accusation_hash(uint32_t kind, uint64_t value);

/* A hash of the token's lemma and coarse part of speech; names and numbers are all alike. */
uint64_t hs_accusation_lemma(const hs_word *word);

/* A hash of letters, ASCII letters' case set aside. */
uint64_t hs_accusation_letters(const char *bytes, size_t length);
