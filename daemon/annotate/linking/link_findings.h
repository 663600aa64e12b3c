/* What the walk makes of a block's findings once its mentions are resolved: quotes, accusations
 * with their parties, answers, claims, and whether they are shown.
 */
#pragma once

#include "annotate/resolution/linker.h"

/* link_quotes.c */
void hs_link_attribution(hs_linker *linker, uint32_t attribution);
void hs_link_block_opening(hs_linker *linker);
void hs_link_block_closing(hs_linker *linker);
void hs_link_finish_quotes(hs_linker *linker);

/* What a role is looked for of. */
typedef struct hs_role_subject {
    const hs_roles *roles;
    hs_span cue, charge; /* or an answer's text */
    uint32_t attribution;
    uint32_t sentence;
    bool by_word; /* an accusing word says it */
} hs_role_subject;

/* A candidate for a role; features: role_features.h. */
typedef struct hs_role_side {
    hs_side side;
    uint64_t sight; /* of all its mentions near the finding */
    uint64_t party;
    float score;
    float best;       /* what its likeliest mention weighs, whose place is kept, … */
    uint32_t mention; /* … its number in hs_roles, HS_NONE: there is none, */
    uint32_t joined;  /* and what it is joined by there: hs_role_mention */
    bool open;        /* nobody whom the text tells */
} hs_role_side;

typedef struct hs_role_choice {
    const hs_role_subject *subject;
    hs_role_task task;
    const hs_role_side *sides;
    uint32_t count;
} hs_role_choice;

/* link_roles.c: the likeliest parties of what the trained model found; nobody with the author's
 * voice, and none at all, are answers too. */
hs_side hs_link_answerer(hs_linker *linker, const hs_role_subject *subject);
/* Who accuses and whom, never the same; returns how many are accused, 0 where it is somebody whom
 * the text does not tell of, HS_NONE where the words accuse nobody at all. */
uint32_t hs_link_parties(hs_linker *linker, const hs_role_subject *subject, hs_side *accuser,
                         hs_side accused[HS_ACCUSED_MAX]);

/* Hears of each choice, for training; NULL. Set before any thread links. */
extern void (*hs_roles_observer)(const hs_linker *linker, const hs_role_choice *choice);

/* link_rest.c */
hs_side hs_link_voice(const hs_linker *linker, uint32_t attribution); /* whose words */
hs_side hs_link_referred(hs_linker *linker, uint32_t reference);
hs_party hs_link_side_party(const hs_linker *linker, hs_side side);

void hs_link_accusing(hs_linker *linker, uint32_t accusing);
void hs_link_checkable(hs_linker *linker, uint32_t checkable);

/* link_foretold.c: notes whom an accusation is against, and makes one of two entities at the end,
 * where what the beginning described is named later. */
void hs_link_note_foretold(hs_linker *linker, const hs_accusing *accusing, uint32_t accused);
void hs_link_join_foretold(hs_linker *linker);

/* link_answers.c */
void hs_link_answers(hs_linker *linker); /* of the block, once its accusations are linked */
/* Notes an accusation that is thrown back: its accuser was accused by its accused before. */
void hs_link_accused_back(hs_linker *linker, const hs_accusing *accusing, const hs_side *accuser,
                          const hs_side *accused, uint32_t count);
void hs_link_finish_answers(hs_linker *linker);

/* link_who_answers.c: whose answer is what answering words say, and what an attribution says: where
 * answering words were found in it, more is known than that somebody speaks. */
hs_side hs_link_who_answers(hs_linker *linker, const hs_answering *answering);
hs_side hs_link_who_says(hs_linker *linker, uint32_t attribution);
/* The same once the possible answers by the block's answering words are worked out, which begin
 * with number `by_word`. */
hs_side hs_link_who_says_known(hs_linker *linker, uint32_t attribution, size_t by_word);

/* link_answer_features.c: a bit for each hs_answer_feature; sets the accusation that it would
 * answer. */
uint64_t hs_link_answer_features(const hs_linker *linker, hs_possible_answer *it);
/* link_answer_bars.c: whether it answers nothing, by whose words it is; once it is known what it
 * would answer, and how. */
bool hs_link_answer_barred(const hs_linker *linker, const hs_possible_answer *it);
/* From which confidence on it is shown. */
float hs_link_answer_least(const hs_linker *linker, const hs_possible_answer *it,
                           uint64_t features);

/* How many words two findings have in common, about. Either may be NULL. */
unsigned hs_link_shared_words(const hs_answer_view *a, const hs_answer_view *b);

/* From which confidence an answer to nothing is shown. */
#define HS_ANSWER_TO_NOTHING_LEAST 0.5f

/* Hears of each that is judged, for training; NULL. Set before any thread links. */
extern void (*hs_answers_observer)(const hs_linker *linker, const hs_possible_answer *answer,
                                   uint64_t features, bool holds);

/* link_verdict.c: whether it is shown, and with what confidence. `accused` is the first, or NULL.
 */
bool hs_verdict_on_accusation(const hs_linker *linker, const hs_accusing *accusing,
                              const hs_side *accuser, const hs_side *accused, float *confidence);

/* Notes one that is shown, for the end. */
void hs_verdict_note(hs_linker *linker, const hs_accusing *accusing, uint32_t item);
/* Leaves out what is too doubtful where nothing surer accuses, and what would answer it. */
void hs_verdict_leave_out(hs_linker *linker);

typedef struct hs_verdict {
    hs_finding_kind kind;
    uint64_t features;
    float odds[HS_NUMBER_FEATURE_COUNT];
    hs_span spans[2]; /* in the block: cue; charge or text */
    bool holds;
} hs_verdict;

/* Hears of each verdict, for training; NULL. Set before any thread links. */
extern void (*hs_verdicts_observer)(const hs_linker *linker, const hs_verdict *verdict);

/* link_claims.c */
void hs_link_note_claim(hs_linker *linker, uint32_t item, const hs_checkable *checkable);
void hs_link_finish_claims(hs_linker *linker); /* their scores, once all are noted */
