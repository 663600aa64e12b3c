/* How a mention stands to the words of a finding: the yes-or-no features of role_features.h, by the
 * tree, the order of words and the attributions. Part of accusation_roles.c's work.
 */
#pragma once

#include "annotate/accusations/accusation_roles.h"

/* The finding's words in the tree. */
typedef struct hs_sight {
    const hs_role_case *it;
    const hs_reading *r;
    const hs_word *tree;
    uint32_t charge, cue; /* the tokens that they hang on; HS_NONE without a cue */
    uint32_t agent;       /* who does what the charge says, directly or by a governing clause */
    uint32_t cue_agent;
    uint32_t judged; /* who does what the text judges: "wrong for X to mock Y", or HS_NONE */
    bool agent_far, agent_passive, cue_far, cue_passive;
    uint32_t governor; /* the predicate that the charge hangs on, or HS_NONE */
    uint32_t target; /* whom the clause of an accusing verb tells of: "the firm that she accused" */
    uint32_t last_joined; /* of "X and Y, who lied" Y, who does not stand where X does; HS_NONE */
    uint32_t cue_verb;    /* the verb that a noun accuses behind, or HS_NONE */
    uint32_t root_subject, former_root_subject;
    uint32_t sentence;
    uint32_t attribution;
    uint32_t noun_accused, noun_accuser; /* phrases (role_nouns.h), or HS_NONE */
    uint32_t claiming_noun; /* "claims" of "claims that she lied", the charge, or HS_NONE */
} hs_sight;

/* A finding's words looked up in the tree. role_sight_look.c */
hs_sight hs_sight_look(const hs_role_case *it);

/* The subject of a predicate or of what governs it; of a clause behind a noun that noun. HS_NONE:
 * the tree does not tell. */
uint32_t hs_sight_agent(const hs_sight *sight, uint32_t predicate);

/* Of names joined by "and" the first: where it hangs in the tree. */
uint32_t hs_sight_first_joined(const hs_sight *sight, uint32_t top);

/* What stands in front of a phrase, by what it may tell of a part in a wrong; HS_AGAINST is "at"
 * and "on" too. */
enum hs_preposition {
    HS_NO_PREPOSITION,
    HS_BY,
    HS_OF,
    HS_FROM,
    HS_FOR,
    HS_TO,
    HS_AGAINST,
    HS_OTHER_PREPOSITION
};
enum hs_preposition hs_sight_preposition(const hs_sight *sight, uint32_t token);

/* The preposition in front of a phrase that hangs in the tree by `token`; HS_NONE: none. */
uint32_t hs_sight_case(const hs_sight *sight, uint32_t token);
bool hs_sight_has_case(const hs_sight *sight, uint32_t token, const char *const *lemmas);

/* What a token hangs on, or NULL. */
static inline const hs_word *hs_sight_head(const hs_sight *sight, uint32_t token)
{
    uint32_t head = sight->tree[token].head;
    return head == HS_NO_WORD ? NULL : &sight->tree[head];
}

/* Whether a token hangs on another, if by way of a few others. */
bool hs_sight_hangs_on(const hs_sight *sight, uint32_t token, uint32_t over);

/* What the lexicon tells of the word that accuses: enum hs_accuse_role bits, 0 without a cue. */
uint32_t hs_sight_cue_roles(const hs_sight *sight);

/* Features of a phrase whose head is `token`; `top` is where the phrase hangs in the tree; of
 * several joined by "and" each stands where the first does. */
uint64_t hs_sight_of_mention(const hs_sight *sight, uint32_t phrase, uint32_t token, uint32_t top);

/* Of whoever owns or qualifies a phrase: "Russia's actions", "Russian interference". */
uint64_t hs_sight_of_owner(const hs_sight *sight, uint32_t phrase, uint32_t token, uint32_t top);

/* Of a body whose noun, `token`, stands in front of what is its own: "police brutality"
 * (hs_noun_body_qualifying). */
uint64_t hs_sight_of_body(const hs_sight *sight, uint32_t phrase, uint32_t token);

/* Of the finding itself: enum hs_role_situation. role_situation.c */
uint32_t hs_sight_situation(const hs_sight *sight);

/* "Police raided the paper. Lawyers condemned the raid": who did what is condemned. */
bool hs_role_committed(const hs_sight *sight, uint32_t token);
