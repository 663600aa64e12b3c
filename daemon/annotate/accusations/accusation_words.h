/* What the tree and the lexicon say of each token: what the inputs of the accusation model
 * (accusation_inputs.h) rest on, and roles (accusation_roles.h) again.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "annotate/reading/meaning.h"
#include "annotate/reading/reading.h"

/* A record a token. */
typedef struct hs_accusation_word {
    const hs_lexeme *lexeme; /* of the word or phrase that the token is the first of */
    uint32_t word;           /* index among the reading's words */
    uint32_t subject;        /* token that depends on this one as its subject, or HS_NONE */
    uint32_t object;
    uint32_t possessor;
    uint32_t governor;  /* nearest predicate above or at the token, or HS_NONE */
    hs_meaning meaning; /* of the lemma, names have none */
    hs_meaning quality; /* of the dependent that says the worst of it, or 0 */
    uint8_t wrong;      /* hs_accusation_class of the lexeme */
    bool negated;
    bool hypothetical;
    bool passive;
    bool helped; /* by an auxiliary: "was" */
    bool copula; /* predicated with "be" */
    bool question;
} hs_accusation_word;

/* The reading has syntax. One record a token of the block, in `arena`. */
hs_accusation_word *hs_accusation_words(const hs_reading *reading, hs_arena *arena);

/* Whether a token predicates something of somebody: a verb, or what else has a subject. */
bool hs_accusation_predicate(const hs_reading *reading, const hs_accusation_word *words,
                             uint32_t token);

/* Coarse kind of a token as a party: none, pronoun by person, name, country, person noun… */
unsigned hs_accusation_party_kind(const hs_reading *reading, const hs_accusation_word *words,
                                  uint32_t token);

/* Whether the lexicon has it for a word whose object is accused. */
static inline bool hs_accusation_word_accuses(const hs_accusation_word *word)
{
    return word->lexeme->accuse_roles & HS_ACCUSE_OBJECT;
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

/* What the lexicon told of accusing words when the networks learnt: words with the role "r" of
 * accusing.tsv came later, as did the roles "b", "h", "u", "v" and "w". */
unsigned hs_accusation_learnt_weight(const hs_lexeme *lexeme);
uint32_t hs_accusation_learnt_roles(const hs_lexeme *lexeme);

/* The same of harm: what ends an idiom has none of its own. */
unsigned hs_accusation_learnt_harm(const hs_lexeme *lexeme);

/* What the lexicon holds a word to be: 0 nothing; else accusing, harmful by weight, answering,
 * reporting. */
uint8_t hs_accusation_class(const hs_lexeme *lexeme, hs_meaning meaning);
