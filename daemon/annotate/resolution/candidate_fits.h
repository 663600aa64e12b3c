/* Candidates for whom a mention means, and what is looked at to judge them: candidates.c weighs,
 * what is known of one stands in candidate_features.c, what rules out some in candidate_fits.c. One
 * thread, within one choice.
 */
#pragma once

#include "annotate/resolution/candidates.h"
#include "annotate/resolution/resolve.h"

enum { HS_OWN_NAMES_MOST = 6 };

/* Whom somebody who speaks names in his own words. */
typedef struct hs_own_names {
    uint32_t count;
    struct {
        uint64_t last, first; /* of a name of one word `last` alone, which may be either; else 0 */
    } items[HS_OWN_NAMES_MOST];
} hs_own_names;

typedef struct hs_situation {
    const hs_linker *linker;
    const hs_linked_entity *entities;
    const hs_reference *reference;
    hs_mention_kind kind;
    uint32_t now;                    /* sentence, counted over the document */
    uint32_t enclosing;              /* who speaks the words that the mention stands in */
    uint32_t described;              /* entity that the same words described, or HS_NONE */
    uint32_t most;                   /* mentions of the candidate that has most */
    uint32_t latest;                 /* entity that was mentioned last, or HS_NONE */
    uint32_t block;                  /* that the mention stands in */
    uint32_t country;                /* of the owner, … */
    uint32_t owner;                  /* … who is this entity, or HS_NONE */
    uint8_t gender;                  /* of the mention */
    bool gendered;                   /* somebody with a gender is meant */
    bool object;                     /* of a sentence whose subject is another */
    bool role_known;                 /* some candidate is known by the mention's role */
    bool alone;                      /* there is but one that the text knows */
    uint32_t bodies;                 /* candidates that the text has named and that are bodies */
    uint64_t own;                    /* what each pair has of the mention itself */
    uint32_t body_kinds;             /* that the mention's noun says, body_kinds.h */
    uint32_t office_kinds;           /* likewise of people, office_kinds.h */
    uint32_t beside[HS_BESIDE_MOST]; /* entities named beside it as arguments of the same word */
    uint32_t beside_count;
    bool looks_on;     /* its noun says that it speaks about others, … */
    bool told;         /* … and the text has told of a body by that noun, not by a name */
    bool any_firm;     /* "the company", which "carmaker" does not contradict */
    bool crowd;        /* "the group", "the suspects": those of whom the text told as several */
    bool of_scene;     /* "the caretaker": somebody who comes with the scene (office_kinds.h) */
    bool accused;      /* "they" whom somebody who is quoted accuses of what they do */
    bool against_us;   /* "they" who do something to those of whom the speaker says "us" */
    uint32_t onlooker; /* the attribution that it speaks, where its noun says that it looks on */
    const hs_reference *of_body; /* whom "they" speak of, where that is a body's, or NULL */
    hs_own_names own_names;      /* whom the words name whose speaker it is */
    uint32_t nearest[3];         /* the candidates that were mentioned last */
    uint32_t nearest_subject;
} hs_situation;

static inline const hs_linked_entity *hs_situation_entity(const hs_situation *s, uint32_t entity)
{
    return &s->entities[entity];
}

/* Whether an entity can be meant at all; `except` is not. */
bool hs_situation_fits(const hs_situation *situation, uint32_t candidate, uint32_t except);

/* The attribution whose speaker says of others what it holds ("…, the regulator said"), where the
 * mention is that speaker; or HS_NONE. */
uint32_t hs_situation_onlooker(const hs_linker *linker, const hs_reference *reference);

/* Whether a mention does what the words that it stands in accuse somebody of. */
bool hs_situation_does_wrong(const hs_linker *linker, const hs_reference *reference);

/* The description of a body that is the subject of what a mention says, or NULL. */
const hs_reference *hs_situation_of_body(const hs_linker *linker, const hs_reference *reference);

/* Those of whom somebody tells in words of his own, or whom he is told of, where the mention is
 * him.
 */
hs_own_names hs_situation_own_names(const hs_linker *linker, const hs_reference *reference);
/* Whether a name, by its first word and its last, may be one of them. */
bool hs_own_names_hold(const hs_own_names *names, uint64_t first, uint64_t last);

/* "Asked by Ms Hale whether Mr Orlo had lied, he said": adds those whom the question names and who
 * asks to those whom the mention does not mean; returns how many there are. */
uint32_t hs_situation_asked_about(const hs_linker *linker, const hs_reference *reference,
                                  uint32_t others[HS_BESIDE_MOST], uint32_t count);

/* "Denmark is hiding the truth, the embassy said": not Denmark's. Adds whoever does wrong in the
 * words that a country's body has just said to `others`; returns how many there are. */
uint32_t hs_situation_blamed(const hs_linker *linker, const hs_reference *reference,
                             uint32_t others[HS_BESIDE_MOST], uint32_t count);
/* "They lied to us": whether a mention does something to the speaker or his side. */
bool hs_situation_against_us(const hs_linker *linker, const hs_reference *reference);

/* Whether an entity was told of by all that qualifies the mention: "the software company" after "a
 * Swedish software company". */
bool hs_situation_qualified_alike(const hs_situation *situation, const hs_linked_entity *entity);

/* candidate_narrow.c: drops those who are out of it where others are at hand. */
void hs_situation_narrow(const hs_situation *situation, hs_candidates *candidates);

/* ---------------------------------------------------------------- candidate_features.c */

/* The features of a candidate by itself, HS_CANDIDATE_…, and of the mention with it, HS_PAIR_…;
 * those that are the mention's alone are the situation's `own`. `candidate`: an entity, or HS_NONE
 * for somebody new. */
uint64_t hs_candidate_features(const hs_situation *situation, uint32_t candidate);
uint64_t hs_candidate_of_mention(const hs_situation *situation);
uint64_t hs_candidate_pair(const hs_situation *situation, uint32_t candidate);

/* Whether an entity is a body that the text has named. */
bool hs_candidate_named_body(const hs_linked_entity *entity);
