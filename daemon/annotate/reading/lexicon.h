/* The lexicon: what the engine knows about words before it reads a text.
 *
 * corpus/lexicon holds one tab-separated file a topic; corpus/lexicon/generate.py turns them into
 * the constant table behind these functions at build time. A lexeme is one form of a word ("said")
 * or a phrase ("according to", stored with single spaces, cut as the tokenizer cuts). Everything
 * is lower case; lookups set the ASCII letters' case aside. Constant data, any thread.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Classes of grammar.tsv, people.tsv, claims.tsv and countries.tsv; the generator numbers them in
 * this order. */
/* clang-format off */
#define HS_LEX_CLASSES(X)                                                                          \
    X(DETERMINER) X(POSSESSIVE) X(PREPOSITION) X(CONJUNCTION) X(SUBORDINATOR) X(RELATIVE)          \
    X(QUESTION) X(SUBJECT_PRONOUN) X(MALE) X(FEMALE) X(PLURAL_PRONOUN) X(FIRST_PERSON)             \
    X(SECOND_PERSON) X(NEUTER) X(OBJECT_PRONOUN) X(BE) X(HAVE) X(DO) X(MODAL) X(FUTURE)            \
    X(HYPOTHETICAL) X(NEGATION) X(TO) X(THAT) X(ADVERB) X(TIME) X(WEEKDAY) X(MONTH)                \
    X(PARTICLE) X(NOT_A_NAME) X(TITLE) X(HONORIFIC) X(ROLE) X(KIN) X(GROUP) X(ORGANISATION)        \
    X(COMPARISON) X(SUPERLATIVE) X(CAUSE) X(RULE) X(VOTE) X(STATISTIC) X(CRIME) X(OPINION)         \
    X(VAGUE) X(GIVEN_NAME) X(VERB) X(NOUN_FORM) X(COUNTRY) X(DEMONYM) X(CAPITAL) X(NUMBER)         \
    X(UNIT) X(ADJECTIVE) X(DOCUMENT) X(ENTERPRISE) X(EVIDENCE)
/* clang-format on */

enum hs_lex_class_index {
#define X(name) HS_LEX_INDEX_##name,
    HS_LEX_CLASSES(X)
#undef X
        HS_LEX_CLASS_COUNT
};

/* One bit a class: HS_LEX(ROLE) | HS_LEX(TITLE). */
#define HS_LEX(name) (UINT64_C(1) << HS_LEX_INDEX_##name)

/* Verb forms: a bit each, several where they look alike. */
enum hs_lex_form {
    HS_LEX_FORM_BASE = 1,
    HS_LEX_FORM_THIRD = 2, /* says */
    HS_LEX_FORM_PAST = 4,
    HS_LEX_FORM_PARTICIPLE = 8, /* accused (of) */
    HS_LEX_FORM_ING = 16,
};

enum hs_lex_part {
    HS_LEX_PART_NONE,
    HS_LEX_PART_VERB,
    HS_LEX_PART_NOUN,
    HS_LEX_PART_ADJECTIVE,
    HS_LEX_PART_ADVERB
};
enum hs_lex_number {
    HS_LEX_NUMBER_NONE,
    HS_LEX_NUMBER_CARDINAL,
    HS_LEX_NUMBER_ORDINAL,
    HS_LEX_NUMBER_MULTIPLIER,
    HS_LEX_NUMBER_FRACTION,
    HS_LEX_NUMBER_APPROXIMATE
};

/* Frames and roles are letters in the files, one bit each here. */
#define HS_LETTER(letter) (UINT32_C(1) << ((letter) - 'a'))

/* What follows a reporting verb or noun as what it reports, or in front of that: reporting.tsv,
 * report_nouns.tsv. */
enum hs_report_frame {
    HS_FRAME_QUOTATION = HS_LETTER('q'),   /* "Come in," she said */
    HS_FRAME_THAT = HS_LETTER('c'),        /* "said that …" */
    HS_FRAME_CLAUSE = HS_LETTER('z'),      /* "said he had lied" */
    HS_FRAME_QUESTION = HS_LETTER('w'),    /* "asked whether …" */
    HS_FRAME_ADDRESSEE = HS_LETTER('t'),   /* "told X that …": in front of the content */
    HS_FRAME_INFINITIVE = HS_LETTER('i'),  /* "promised to …"; of a noun "a promise to …" */
    HS_FRAME_GERUND = HS_LETTER('g'),      /* "denied leaking it" */
    HS_FRAME_OBJECT = HS_LETTER('o'),      /* "announced a plan"; of a noun "a warning of …" */
    HS_FRAME_AS = HS_LETTER('a'),          /* "described X as Y", "called X Y" */
    HS_FRAME_PREPOSITION = HS_LETTER('f'), /* "called for …", where the phrase has it */
    HS_FRAME_ABOUT = HS_LETTER('b'),       /* nouns: "a statement about", "over", "on …" */
    HS_FRAME_GOES_ON = HS_LETTER('k'),     /* "added": whoever spoke speaks on */
};

/* What accusing.tsv says of a word, in full there: where its roles stand, when it accuses. */
enum hs_accuse_role {
    HS_ACCUSE_OBJECT = HS_LETTER('o'),     /* "accuse X", "blame X" */
    HS_ACCUSE_SUBJECT = HS_LETTER('s'),    /* "X lied", "X is under fire" */
    HS_ACCUSE_DRAWN = HS_LETTER('k'),      /* "X drew the ire of Y" */
    HS_ACCUSE_POWER = HS_LETTER('h'),      /* "she says they jailed her" accuses them */
    HS_ACCUSE_FOR = HS_LETTER('f'),        /* the charge follows "of", "for", "over" or "as" */
    HS_ACCUSE_CLAUSE = HS_LETTER('c'),     /* the charge is a clause about the accused */
    HS_ACCUSE_DEED = HS_LETTER('g'),       /* the object is the charge: "deplore the attack" */
    HS_ACCUSE_GERUND = HS_LETTER('a'),     /* "caught X stealing" */
    HS_ACCUSE_STOP = HS_LETTER('i'),       /* "warn X to stop" */
    HS_ACCUSE_DEMAND = HS_LETTER('u'),     /* "called for X to resign" */
    HS_ACCUSE_WRONG_ON = HS_LETTER('x'),   /* the object is what went wrong: "pinned it on X" */
    HS_ACCUSE_MOCKING = HS_LETTER('m'),    /* a wrong of the subject's, done to the weak */
    HS_ACCUSE_TO_PARTY = HS_LETTER('y'),   /* "reported X to the police" */
    HS_ACCUSE_REASON = HS_LETTER('l'),     /* where "for" or "over" says what for */
    HS_ACCUSE_VIOLENCE = HS_LETTER('b'),   /* where no charge follows: "attacked by" */
    HS_ACCUSE_IDIOM_END = HS_LETTER('t'),  /* "took X | to task" */
    HS_ACCUSE_NOUN = HS_LETTER('p'),       /* "the minister's claim that" */
    HS_ACCUSE_NOUN_OF = HS_LETTER('n'),    /* only with "of", "against" or "on" */
    HS_ACCUSE_NOUN_THAT = HS_LETTER('q'),  /* only with a that-clause */
    HS_ACCUSE_NOUN_WHOSE = HS_LETTER('w'), /* "the complaints of farmers" */
    HS_ACCUSE_NOUN_AIMED = HS_LETTER('v'), /* "took a swipe at X" */
    HS_ACCUSE_ALLEGED = HS_LETTER('d'),    /* the charge is what it modifies */
    HS_ACCUSE_EPITHET = HS_LETTER('e'),    /* said of a party it is the charge: "a liar" */
    HS_ACCUSE_RULES_ONLY = HS_LETTER('r'), /* not known to the trained models */
};

typedef struct hs_lexeme {
    uint64_t classes;
    uint32_t text_place;    /* for hs_lexeme_text */
    uint32_t report_frames; /* enum hs_report_frame bits; 0: no reporting verb */
    uint32_t noun_frames;   /* of a reporting noun */
    uint32_t accuse_roles;  /* enum hs_accuse_role bits */
    uint16_t lemma;         /* index of the base form's lexeme, for "the same word" */
    uint16_t first_phrase;
    uint8_t phrase_count; /* phrases that begin with this word, longest first */
    uint8_t text_length;
    uint8_t word_count; /* more than 1: a phrase */
    uint8_t forms;
    uint8_t report_weight;
    uint8_t report_thought; /* 1: a verb of thought */
    uint8_t noun_weight;
    uint8_t noun_thought;
    uint8_t accuse_weight;
    uint8_t accuse_part;
    uint8_t harm_weight;
    uint8_t harm_part;
    uint8_t answer_weight;
    uint8_t answer_kind; /* hs_answer_kind */
    uint8_t answer_part;
    uint8_t gender;      /* hs_gender */
    uint8_t number_kind; /* enum hs_lex_number */
    uint8_t number;      /* index for hs_lexicon_number */
    uint8_t unit;        /* index for hs_lexicon_unit */
    uint8_t country;     /* 1 + index for hs_lexicon_country; 0 = none */
} hs_lexeme;

/* A lexeme without any property: what unknown words get. */
extern const hs_lexeme hs_lexeme_unknown;

/* The single word's lexeme, or hs_lexeme_unknown; never NULL. */
const hs_lexeme *hs_lexicon_find(hs_str word);

/* The `index`th phrase that begins with a lexeme (index < phrase_count). */
const hs_lexeme *hs_lexicon_phrase(const hs_lexeme *first_word, unsigned index);

const char *hs_lexeme_text(const hs_lexeme *lexeme);
double hs_lexicon_number(const hs_lexeme *lexeme);
const char *hs_lexicon_unit(const hs_lexeme *lexeme, double *factor);
const char *hs_lexicon_country(unsigned country); /* 1 … as in hs_lexeme.country */

static inline bool hs_lexeme_is(const hs_lexeme *lexeme, uint64_t classes)
{
    return (lexeme->classes & classes) != 0;
}
