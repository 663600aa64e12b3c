/* Verbs with their roles, for accusations and answers: who, to whom, and the words that follow. */
#pragma once

#include "annotate/quotes/content.h"

typedef struct hs_predicate {
    hs_cue cue;        /* with the subject */
    uint32_t object;   /* phrase behind the verb, or HS_NONE */
    bool in_front;     /* the object is: "the firm that she accused" */
    uint32_t behind;   /* the word behind verb and object */
    uint32_t agent;    /* "by X" of a passive, or HS_NONE */
    bool hypothetical; /* in an if-clause, or under "would", "could", "might" */
    bool question;
} hs_predicate;

hs_predicate hs_predicate_read(const hs_reading *reading, uint32_t verb, const hs_cue *previous);

/* The first of `words` (NULL-terminated) from word `from` up to `reach` words on, inside the
 * predicate's scope and before a comma or verb; HS_NONE if none. */
uint32_t hs_predicate_find(const hs_reading *reading, const hs_predicate *predicate, uint32_t from,
                           uint32_t reach, const char *const *words);

/* The clause from `first` to where it ends, never empty; cut at a comma when `short_form`. */
hs_span hs_predicate_clause(const hs_reading *reading, const hs_predicate *predicate,
                            uint32_t first, bool short_form);

/* Whose act a phrase is: its owner ("Russia's actions"), a country that qualifies it ("Russian
 * interference": the phrase itself), or the phrase behind "by"; HS_NONE if it does not say. */
uint32_t hs_predicate_party_of(const hs_reading *reading, uint32_t phrase);

/* The last of a phrase and those that it owns: of "Russia", "Russia's foreign minister". HS_NONE
 * for HS_NONE. */
uint32_t hs_predicate_whole(const hs_reading *reading, uint32_t phrase);

/* Whether a phrase can be a party: a name, pronoun, person, office, body or group. */
bool hs_predicate_is_party(const hs_reading *reading, uint32_t phrase);
