/* Findings: what one block yields by itself, before anything outside it is known.
 *
 * A pure function of the block, kept with it (hs_block_attach_take), so that an edit pays for the
 * blocks it touches. Linking (link.h) turns the findings of all blocks into annotations: who "he"
 * is, which paragraphs one quote runs over, whom an answer answers. Another engine can fill the
 * same records and keep the linking.
 *
 * Indices are within the block. Spans are bytes of the block's text. Everything lives in `arena`.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annotate/annotation.h"
#include "annotate/figure.h"
#include "base/arena.h"
#include "text/block.h"

struct hs_reading;

typedef enum hs_reference_kind {
    HS_REFERENCE_NAME,        /* "Mr Lavrov", "the UK government", "Moscow" */
    HS_REFERENCE_DESCRIPTION, /* "a spokesman for the ministry", "the minister" */
    HS_REFERENCE_PRONOUN,
} hs_reference_kind;

/* What a phrase is to the word that it hangs on. */
typedef enum hs_clause_place {
    HS_PLACE_OTHER,
    HS_PLACE_SUBJECT,
    HS_PLACE_OBJECT,
    HS_PLACE_OBLIQUE,
    HS_PLACE_POSSESSOR,
    HS_PLACE_ATTRIBUTE, /* "the mayor of" it */
    HS_PLACE_JOINED,    /* by "and" */
} hs_clause_place;

/* A noun phrase that may name or stand for a party. */
typedef struct hs_reference {
    hs_span span;        /* the whole phrase: "Russia's foreign minister Sergei Lavrov" */
    hs_span name;        /* the name itself, without titles: "Sergei Lavrov"; else the phrase */
    hs_span head;        /* its last word, what short forms share: "Lavrov"; "minister" */
    uint64_t name_hash;  /* of `name`, ASCII letters' case set aside */
    uint64_t head_hash;  /* of `head`, likewise */
    uint64_t first_hash; /* of the first word of `name` */
    uint64_t stem_hash;  /* of its first three letters: "Sergei" and "Sergey" share them */
    uint64_t body_hash;  /* of a body's name: where it is and what ("Brennick … Council"), or 0 */
    uint32_t owner;      /* reference that owns or qualifies it ("Russia's …"), or HS_NONE */
    uint32_t apposed;    /* reference that names the same ("Ana Ruiz, the minister"), or HS_NONE */
    uint32_t members[2]; /* the first and last reference of those behind a description whom it
                            means together ("two brokers, Ana Ruiz and Tom Orlo"), or HS_NONE */
    uint32_t inside;     /* innermost attribution whose content holds it, or HS_NONE */
    uint32_t sentence;
    uint32_t token;      /* its head in the parse; HS_NONE without one, or where it tells a gender,
                            which models are not to weigh */
    uint32_t governor;   /* the token that its head hangs on, or HS_NONE */
    uint8_t relation;    /* hs_clause_place: of its head to that */
    uint8_t kind;        /* hs_reference_kind */
    uint8_t entity_kind; /* hs_entity_kind */
    uint8_t gender;      /* hs_gender */
    uint8_t country;     /* 1 + index of the country that it names, or 0 */
    uint8_t word_count;  /* of `name` */
    uint8_t age;         /* how old the text says that it is, in years, or 0 */
    uint8_t noun_kind;   /* hs_meaning_kind of a description whose noun no list has, or 0 */
    bool capital;        /* a capital standing for its government, if for anything */
    bool honorific;      /* "Mr", "Dr" before it */
    bool plural;
    bool several;    /* by its form: "workers", not "the opposition" */
    bool definite;   /* "the", "this", a possessive, or a name */
    bool human;      /* described by a noun for a person, whether a list has it or not */
    bool enterprise; /* "the company": one that the text has named, as a rule */
    bool as_it;      /* a name whose bearer says "it" of itself: rather a body's */
    bool subject;    /* a verb follows it */
    bool main;       /* the subject of its sentence's main verb */
    bool opens;      /* its sentence */
    bool dies;       /* by its sentence: "Ana Ruiz, 50, died", "was killed" */
    bool first_person;
    bool second_person;
    bool document;    /* "report", "letter": its owner speaks in it */
    bool evidence;    /* "records", "emails": likewise, or it shows something and accuses nobody */
    bool deed;        /* "admission", "plan": who owns it acts by it */
    bool sure_person; /* a title, office or given name says so */
    bool time;        /* "Friday", "Sunday night": nobody */
    bool street;      /* "Copper Road", "the River Orlo", "R-Danforth": likewise */
    bool place;       /* something is in it or near it: "in Orlo" */
    bool article;     /* "the Beacon": no person's name */
    bool national;    /* "the Italian": somebody of that country */
    bool interviewer; /* "an interview with" it, "talks to" it */
    bool quoted;      /* inside quotation marks */
    bool own_name;    /* a body described with its name: "Orlo council", "the GWU union" */
    bool speaks;      /* it is the source of an attribution */
    bool blamed;      /* "accused it", "it was accused": somebody, then */
    bool goes_on;     /* of one whose cue carries on: "added" */
    uint8_t modifier_count;
    uint64_t modifiers[3]; /* words of a description, or before a name, that are neither its head
                              nor its role: "Democratic" */
    uint64_t role_hash;    /* of the role's last word, "Sen." being "senator"; 0 for none */
    hs_span role;          /* "foreign minister" beside a name, or the description's own noun */
    /* What the model of mentions (mention_model.h) makes of its words: where it may be meant by
     * others, and where it is asked whom it means. NULL without a model, or where neither is so. */
    const struct hs_ranker_kept *as_option;
    const struct hs_ranker_kept *as_question;
} hs_reference;

/* Of where a body is, by its hash, and what: hs_reference's body_hash. */
static inline uint64_t hs_body_hash(uint64_t place, uint64_t noun)
{
    return place * 31 + noun;
}

/* Whether it names no party, but when or where something was. */
static inline bool hs_reference_is_nobody(const hs_reference *reference)
{
    return reference->time || reference->street;
}

/* Whether it is a full name, which a text knows from its first word to its last. */
static inline bool hs_reference_is_full_name(const hs_reference *reference)
{
    bool plain_country = reference->country && !reference->capital;
    return reference->kind == HS_REFERENCE_NAME && reference->word_count > 1 && !plain_country &&
           !reference->street;
}

/* Of a pronoun: 0 "he", 1 "she", 2 "it" and the like, 3 "they". */
static inline unsigned hs_pronoun_number(const hs_reference *reference)
{
    return reference->gender == HS_GENDER_MALE     ? 0
           : reference->gender == HS_GENDER_FEMALE ? 1
           : reference->plural                     ? 3
                                                   : 2;
}

/* How an attribution was recognised; its prior confidence stands in confidence.c. */
typedef enum hs_pattern {
    HS_PATTERN_DIRECT_AFTER,  /* X said: "…" */
    HS_PATTERN_DIRECT_BEFORE, /* "…," X said */
    HS_PATTERN_CLAUSE_THAT,   /* X said that … */
    HS_PATTERN_CLAUSE_ZERO,   /* X said … */
    HS_PATTERN_POSTPOSED,     /* …, X said */
    HS_PATTERN_ACCORDING,     /* according to X */
    HS_PATTERN_INFINITIVE,    /* X vowed to …, X urged Y to … */
    HS_PATTERN_OBJECT,        /* X criticised Y for Z */
    HS_PATTERN_NOUN,          /* X's claim that … */
    HS_PATTERN_COLON,         /* X: … in headings and captions */
    HS_PATTERN_FRAGMENT,      /* X called it "…" */
    HS_PATTERN_STATEMENT,     /* X said: and then paragraphs without marks */
    HS_PATTERN_TURN,          /* a transcript's turn */
    HS_PATTERN_LOOSE,         /* marks with no cue near them */
    HS_PATTERN_COUNT
} hs_pattern;

/* Words, as a bit each by the hash of its lemma: how many two texts have in common, about. */
typedef struct hs_word_set {
    uint64_t bits[8];
} hs_word_set;

/* What the block shows of words that may answer (answer_inputs.h). */
typedef struct hs_answer_view {
    const struct hs_answer_sums *sums; /* what the model of answers makes of it */
    hs_word_set words;
    float likely;   /* that a word of it stands in an answer */
    uint8_t told;   /* the hs_answer_kind that its cue says surely, or HS_ANSWER_KINDS */
    bool idle;      /* its cue answers no accusation: "was denied bail" */
    uint32_t best;  /* of several contents the one that answers likeliest */
    uint32_t found; /* what was found in the same words: answering, or HS_NONE */
    bool by_model, by_rule, rule_sure; /* and how: see hs_signs */
} hs_answer_view;

/* How far the paragraphs below go that an attribution announces. */
typedef enum hs_announced_reach {
    HS_REACH_ALL,       /* to what ends a statement */
    HS_REACH_SPOKEN,    /* one, and those behind it that say "I" or "you" */
    HS_REACH_PARAGRAPH, /* one: a post */
} hs_announced_reach;

enum { HS_JOINED_MOST = 4 }; /* parties who say something with another */

/* Content with the words that attribute it, as far as the block shows. */
typedef struct hs_attribution {
    const hs_span *content; /* in order; none when it only announces */
    uint32_t content_count;
    uint64_t text_hash; /* of the content's words, for the id */
    hs_span cue;
    hs_span source_span; /* the words that name the source, where they are known to be other than
                            those of the reference; else empty */
    uint32_t source;     /* reference, or HS_NONE: to be found by linking */
    uint32_t *joined;    /* references of those who say it with the source */
    uint32_t joined_count;
    uint32_t addressee;         /* reference, or HS_NONE */
    uint32_t sentence;          /* where the cue (else the content) begins */
    uint8_t pattern;            /* hs_pattern */
    uint8_t form;               /* hs_quote_form */
    uint8_t act;                /* hs_quote_act */
    uint8_t weight;             /* the cue's, 0-9 */
    bool goes_on;               /* "added": a pronoun before it is the latest speaker */
    bool denies;                /* its first words hold "not", "never", "no" */
    bool question;              /* a transcript's "Question:": the speaker is whoever asks */
    bool answer;                /* a transcript's "A:": the speaker is whoever is asked */
    float confidence;           /* of the trained model; 0: the pattern's prior holds */
    const hs_answer_view *view; /* NULL without a model of answers, or without content */
    bool unnamed;      /* no words beside the cue name the source: it is its clause's subject */
    bool open_speaker; /* the text leaves it open: "the court heard" */
    bool opens;        /* its last content has no closing mark here */
    bool leads;        /* begins with the block's first word: can continue a quote */
    bool closes;       /* ends with the block's last word: can be continued */
    bool announces;    /* "X said:" ends the block: what follows is a statement */
    uint8_t reach;     /* hs_announced_reach */
} hs_attribution;

/* A mention that may have a part in a finding; features: annotate/accusations/role_features.h. */
typedef struct hs_role_mention {
    uint32_t reference;                /* a phrase, while reading */
    uint32_t joined;                   /* the same for those joined by "and" */
    uint64_t features;                 /* a bit for each hs_sight_feature */
    const struct hs_ranker_kept *sums; /* what the model makes of its token: mentions share them */
    uint32_t token;                    /* its head, or HS_NONE where that is not to be read */
    bool owner;   /* whoever owns or qualifies the reference ("Russian interference") */
    uint8_t bars; /* what it cannot be: role_bars.h */
} hs_role_mention;

enum { HS_ROLE_MENTIONS_MAX = 10 }; /* of one finding, the likeliest ones */

/* What a block shows of a finding's parties. */
typedef struct hs_roles {
    const hs_role_mention *mentions;
    const struct hs_ranker_kept *sums; /* what the model makes of the finding's words */
    uint32_t count;
    uint32_t charge, cue; /* the tokens that those words hang on; HS_NONE without a cue */
    uint32_t situation;   /* enum hs_role_situation */
} hs_roles;

/* What speaks for a finding of the trained model or the rules. */
typedef struct hs_signs {
    float sentence; /* likelihood that the sentence holds one, */
    float inside;   /* and that the finding's own word stands in one */
    bool by_model;
    bool by_rule;
    bool rule_sure;
    bool in_marks;
    bool negated, hypothetical; /* the clause of its words */
    bool wrong_negated;         /* "never lied", not "never answered" */
} hs_signs;

typedef struct hs_accusing {
    hs_span cue; /* empty for implicit ones */
    hs_span charge;
    uint32_t accuser;     /* reference, or HS_NONE: open, or whoever speaks here */
    uint32_t accused[4];  /* references */
    uint32_t attribution; /* innermost attribution whose content holds it, or HS_NONE */
    uint32_t sentence;
    uint64_t text_hash;
    uint8_t accused_count;
    uint8_t form;       /* hs_accusation_form */
    uint8_t score;      /* confidence in percent */
    bool open_accuser;  /* the text leaves it open: "alleged", passive without agent */
    bool accused_owner; /* the accused is the owner of the reference ("Russia's actions") */
    bool learned;       /* there is a trained model: linking chooses the parties from these */
    bool untaught;      /* by a word that the networks did not learn with (accusing.tsv, "r") */
    hs_roles roles;
    hs_signs signs;
    const hs_answer_view *view; /* NULL without a model of answers */
} hs_accusing;

typedef struct hs_answering {
    hs_span cue;
    hs_span text;
    uint32_t by; /* reference, or HS_NONE: whoever speaks */
    uint32_t attribution;
    uint32_t reported; /* the attribution whose cue it has, or HS_NONE */
    uint32_t sentence;
    uint64_t text_hash;
    uint8_t kind; /* hs_answer_kind */
    uint8_t score;
    bool learned;
    hs_roles roles;
    hs_signs signs;
    const hs_answer_view *view; /* likewise */
} hs_answering;

typedef struct hs_checkable {
    hs_span span;
    uint32_t attribution; /* whose content it is, or HS_NONE */
    uint32_t sentence;
    uint64_t text_hash;
    float score;      /* by features, where the trained model is not at hand */
    float logit;      /* of the model, for the sentence by itself, */
    float turn_logit; /* and as one of a debate or speech */
    float worth;      /* of a claim: specific, consequential, disputable; 0 to 1 */
    uint8_t type;     /* hs_claim_type */
    bool open;        /* "it is reported that": nobody knows whose it is, unless an attribution */
    uint32_t first_figure;
    uint32_t figure_count;
} hs_checkable;

typedef struct hs_block_findings {
    const hs_reference *references; /* in text order */
    uint32_t reference_count;
    const uint32_t *full_names; /* of the references: those that are full names */
    uint32_t full_name_count;
    const hs_attribution *attributions; /* by first content */
    uint32_t attribution_count;
    const hs_accusing *accusing;
    uint32_t accusing_count;
    const hs_answering *answering;
    uint32_t answering_count;
    const hs_checkable *checkable;
    uint32_t checkable_count;
    const hs_figure *figures;
    uint32_t figure_count;
    uint32_t word_count;
    float accusing_most; /* likelihood that its likeliest sentence accuses */
    uint32_t date;       /* YYYYMMDD: the day that a dateline, byline or the like gives; 0: none */
    bool spoken; /* "I" or "you" outside marks, or it opens with "it" or "nobody": a turn goes on */
    bool learned_accusations; /* the trained model looked for accusations and answers */
    hs_arena arena;
} hs_block_findings;

/* How much is looked for. */
typedef enum hs_findings_scope {
    HS_FINDINGS_ALL,
    HS_FINDINGS_EDITED, /* all, of a block that is being written: the next one is much like it */
    HS_FINDINGS_QUOTED, /* who says what, and figures: no accusations, answers, worth of claims */
} hs_findings_scope;

/* Makes the findings of that scope and keeps them with the block (hs_block_attachment), if there
 * are none yet. `scratch` is reset. */
void hs_block_findings_make(hs_block *block, hs_findings_scope scope, hs_arena *scratch);

/* The steps of that, for training. Words, phrases and attributions come first: what the other
 * detectors rest on; the reading's `block`, `arena` and `scratch` are set. */
void hs_reading_prepare(struct hs_reading *reading);

/* Packs what the detectors found, and frees the reading's arrays. */
void hs_reading_finish(struct hs_reading *reading, hs_block_findings *findings);
