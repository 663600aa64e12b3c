/* The state of one linking: a walk over the blocks' findings that knows who was named, who spoke
 * last and which quote is still open. link.c drives it; the others each do one part.
 */
#pragma once

#include "annotate/accusations/finding_features.h"
#include "annotate/accusations/role_features.h"
#include "annotate/annotation.h"
#include "annotate/block_findings.h"
#include "annotate/claims/claim_context.h"
#include "annotate/linking/entities.h"
#include "annotate/linking/link.h"

enum {
    HS_RECENT_MAX = 14,
    HS_RECENT_THINGS_MAX = 4,
    HS_ACCUSED_MAX = 5, /* of one accusation */
};

typedef struct hs_linked_mention {
    uint32_t entity;
    uint32_t reference;
    hs_mention mention;
} hs_linked_mention;

/* A quote while paragraphs may still be added to it. */
typedef struct hs_piece {
    hs_place place;
    uint32_t next; /* index of the quote's next piece, or HS_NONE */
} hs_piece;

typedef struct hs_linked_quote {
    uint32_t item; /* index in items */
    uint32_t first_piece;
    uint32_t last_piece;
    uint32_t count;
} hs_linked_quote;

/* Somebody who accuses, is accused or answers. */
typedef struct hs_side {
    uint32_t entity; /* HS_NONE: unknown, unless author */
    hs_place mention;
    float share; /* how likely it is to be this one; 0 where rules alone say so */
    bool author;
} hs_side;

/* What may be an answer. */
typedef struct hs_possible_answer {
    hs_side by;
    uint32_t to; /* item, or HS_NONE */
    hs_span cue, text;
    uint32_t sentence; /* counted over the document */
    hs_answer_kind kind;
    uint64_t text_hash;
    uint32_t attribution;       /* whose content they are, or HS_NONE */
    const hs_signs *signs;      /* of the finding, or NULL where only somebody says something */
    const hs_answer_view *view; /* or NULL */
    bool said;                  /* the attribution's content */
    bool thrown_back;           /* by accusing back, */
    bool soon;                  /* and that soon after */
    bool goes_on;               /* the same party answered just before */
    bool of_accused;            /* whoever answers is of the side of whom `to` accuses */
    bool accuses_further;       /* its words accuse those whom it would answer for, or others */
    bool related;               /* whom `to` accuses is of its side, or named in or beside it */
} hs_possible_answer;

typedef struct hs_known_accusation {
    uint32_t item;
    uint32_t accused[HS_ACCUSED_MAX];
    uint32_t accused_count;
    uint32_t accuser;
    uint32_t sentence;          /* counted over the document */
    const hs_answer_view *view; /* of its charge, or NULL */
    bool answered;
} hs_known_accusation;

/* Whom a text's first paragraphs name in full, where they do so first. */
typedef struct hs_introduced {
    uint32_t entity;
    uint32_t block;
    uint64_t office; /* role_hash of what they are called there, or 0 */
    bool opens;      /* a sentence there, or speaks in it */
    bool person;     /* or a body */
    bool trade;      /* the office is one of several of its kind: "Ana Ruiz, a dentist" */
} hs_introduced;

enum { HS_INTRODUCED_MAX = 16 };

/* Somebody whom a text's beginning describes and accuses before it names anybody ("Drug firm hid
 * risk"), and whom it names later and accuses of the like. */
typedef struct hs_foretold {
    uint32_t described, named;  /* entities; `named` HS_NONE: nobody yet */
    const hs_answer_view *view; /* of the charge */
    uint32_t common;            /* words in common with what the named one is accused of */
} hs_foretold;

enum { HS_FORETOLD_MAX = 8 };

/* Paragraphs of marks that follow each other (link_loose.c). */
typedef struct hs_talk {
    uint32_t block;       /* of the latest, or HS_NONE */
    uint32_t speakers[2]; /* entities: of the latest, and the other before; HS_NONE */
    uint32_t addressee;   /* of the latest, or HS_NONE */
    bool alternates;      /* two people talk by turns */
} hs_talk;

#define HS_SCENE_OPEN (UINT32_MAX - 1) /* somebody spoke, nobody knows who */

typedef struct hs_linker {
    hs_block_list *blocks;
    hs_arena *arena; /* the result's */
    hs_entities entities;
    HS_ARRAY(hs_linked_mention) mentions;
    uint32_t recent[HS_RECENT_MAX]; /* entities, latest first */
    uint32_t recent_count;
    uint32_t recent_things[HS_RECENT_THINGS_MAX]; /* likewise, of what is described as no party */
    uint32_t recent_thing_count;
    uint32_t last_speaker;            /* entity, or HS_NONE */
    uint32_t previous_speaker;        /* the one before, when another */
    uint32_t lead, lead_block;        /* a quote that waits to be somebody's, or HS_NONE; where */
    uint32_t asker, asked;            /* who last asked or suggested something, and whom, where
                                         nobody spoke since; or HS_NONE */
    uint32_t leading[2];              /* entities with most mentions, or HS_NONE */
    uint32_t most_accused;            /* entity, or HS_NONE */
    uint32_t latest_by_pronoun[2][4]; /* whom the latest "he", "she", "it", "they" meant, outside
                                         marks and inside */
    uint32_t turn_speakers[2];        /* of a transcript, the latest first */
    uint32_t interviewer;             /* who asks a transcript's questions, if the text says */
    uint32_t interviewee;             /* who answers them, once known */
    uint32_t chair;                   /* who presides, if the text says */
    bool has_turns;                   /* some block is a transcript's turn */
    HS_ARRAY(uint32_t) questions;     /* quotes of whoever asks, as long as that is not known */
    uint32_t date;                    /* the text's own day, YYYYMMDD; 0: not given */

    bool opens_text; /* the chapter is the text's first */
    hs_introduced introduced[HS_INTRODUCED_MAX];
    uint32_t introduced_count;
    hs_foretold foretold[HS_FORETOLD_MAX];
    uint32_t foretold_count;

    /* The block in hand. */
    const hs_block_findings *const *all_findings; /* by block */
    const hs_block_findings *findings;
    uint32_t block;
    uint32_t sentence_base; /* sentences before the block */
    uint32_t *resolved;     /* by reference: entity, HS_NONE, or HS_UNRESOLVED */
    uint32_t resolving;     /* references, one for the sake of the other */
    uint32_t *speakers;     /* by attribution: entity, HS_NONE, or HS_UNRESOLVED */
    uint32_t *quote_of;     /* by attribution: item, or HS_NONE */
    uint32_t block_speaker; /* whose quote the whole block belongs to, or HS_NONE */
    uint32_t block_quote;   /* its item, or HS_NONE */

    /* Quotes. */
    hs_annotation *items;
    uint32_t item_count;
    HS_ARRAY(hs_piece) pieces;
    HS_ARRAY(hs_linked_quote) quotes;
    uint32_t open;      /* quote whose marks are not closed yet */
    uint32_t adjacent;  /* quote that ended the paragraph before */
    uint32_t statement; /* quote that takes in whole paragraphs */
    bool statement_is_turn;
    uint8_t statement_reach; /* hs_announced_reach */
    bool turns_before;       /* since the latest heading */
    hs_talk talk;
    uint32_t scene;    /* the person whom the last sentence of the paragraph before is about, where
                          nobody speaks in it: entity, HS_NONE or HS_SCENE_OPEN */
    uint32_t turn_end; /* the first block that no longer belongs to the turn */

    HS_ARRAY(hs_linked_claim) claims; /* in the order of the text */

    hs_known_accusation accusations[32]; /* the latest, for answers */
    uint32_t accusation_count;
    HS_ARRAY(uint32_t) doubtful; /* items: asserted wrongs that may be left out at the end */
    struct {
        uint32_t count;
        float sum; /* of confidences */
        bool sure; /* one says that it accuses, or is surer than most */
    } judged;      /* accusations that are shown so far */
    struct {
        uint32_t by;
        uint32_t to;
        uint32_t sentence;
        hs_answer_kind kind;
        bool any;
    } last_answer;
    HS_ARRAY(hs_possible_answer) possible; /* answers of the block in hand */
} hs_linker;

/* The first reference of a sentence of the block in hand, or of one behind it. */
static inline uint32_t hs_linker_first_reference(const hs_linker *linker, uint32_t sentence)
{
    const hs_block_findings *findings = linker->findings;
    uint32_t low = 0, high = findings->reference_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (findings->references[middle].sentence < sentence)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A block of another list that stands in for one of the chapter whose findings are not known yet:
 * the same paragraph, as an earlier version of the text has it. */
typedef struct hs_link_stand_in {
    uint32_t block; /* of the chapter */
    const hs_block_list *list;
    uint32_t index; /* in the list */
} hs_link_stand_in;

/* One linking in steps (link.c), for hs_link and link_ahead.c. */
typedef struct hs_linking {
    hs_linker linker;
    hs_annotations *result;
    uint64_t salt;
    uint32_t next;        /* block to be walked */
    uint64_t asked_alone; /* words that may have been asked for: see hs_link_look_out */
    const atomic_bool *cancel;
} hs_linking;

/* Enters what is known ahead of the walk. With `stand_in` (may be NULL) `findings` has that block's
 * in the other's place. `blocks` and `findings` must outlive the linking. */
void hs_linking_begin(hs_linking *linking, hs_block_list *blocks,
                      const hs_block_findings *const *findings, const hs_link_around *around,
                      const hs_link_stand_in *stand_in, const atomic_bool *cancel);

/* Walks the blocks in front of `end`. */
void hs_linking_walk(hs_linking *linking, uint32_t end);

/* Has all that is walked from here on read other findings, which differ in blocks to come only. */
void hs_linking_go_on(hs_linking *linking, const hs_block_findings *const *findings);

/* Ends it, one way or the other. NULL when cancelled. */
hs_annotations *hs_linking_finish(hs_linking *linking);
void hs_linking_drop(hs_linking *linking);

#define HS_UNRESOLVED (UINT32_MAX - 1)

/* resolve.c, resolve_names.c, resolve_short.c: who a reference of the block in hand is. All give an
 * entity, or HS_NONE where the text leaves it open, and may be asked in any order: a reference is
 * resolved once, from what the text said before it. */
/* Full names of the block, ahead of the walk, … What is read of a block here, or in its headings,
 * stands in hs_link_outlook. */
void hs_resolve_names(hs_linker *linker);
void hs_resolve_full_names(hs_linker *linker); /* … and nothing else of it */

/* Of a name of several words: by the whole of it, or as the same party with another initial or
 * spelling. */
uint32_t hs_resolve_long_name(hs_linker *linker, const hs_reference *reference);
uint32_t hs_resolve_short_name(hs_linker *linker, const hs_reference *reference); /* of one word */
/* Of "Laura and Simon Webb" Laura Webb, or HS_NONE. */
uint32_t hs_resolve_of_couple(hs_linker *linker, const hs_reference *reference);
uint32_t hs_resolve_add_named(hs_linker *linker, const hs_reference *reference);

/* Whether only a firm is called so: "Orlo & Sons", "Orlo Foods", but not the Ruiz Foundation. */
bool hs_resolve_is_firm(hs_str name);
bool hs_resolve_is_club(hs_str name); /* resolve_short.c: "Orlo Rovers" */
bool hs_body_of_place(hs_str name);   /* resolve_short.c: "Brennick Council" */
/* Likewise: a body by the first words of its name, or HS_NONE. */
uint32_t hs_resolve_beginning(hs_linker *linker, const hs_reference *reference);
enum { HS_ACRONYM_MAX = 8 }; /* letters of a name that its short form may have */

void hs_link_known_names(hs_linker *linker, const hs_link_around *around); /* link_names.c */

/* link_names.c: hashes of all that the linking reads of a block before it has come to it, but for
 * the name in front of a turn. */
typedef struct hs_link_outlook {
    uint64_t names;
    uint64_t alone; /* of what stands alone in it, words that are asked for: the last ones of names
                       that headings give and no prose does */
} hs_link_outlook;
hs_link_outlook hs_link_look_out(const hs_block *block, const hs_block_findings *findings,
                                 uint64_t asked_alone);

/* The bit of a word in a set of those that are asked for, which may hold more than it should. */
static inline uint64_t hs_link_alone_bit(uint64_t word_hash)
{
    return UINT64_C(1) << (word_hash * UINT64_C(0x9e3779b97f4a7c15) >> 58);
}

void hs_resolve_headings(hs_linker *linker); /* of a heading: what only looks like a full name */
uint32_t hs_resolve_reference(hs_linker *linker, uint32_t reference);
uint32_t hs_resolve_party(hs_linker *linker, uint32_t reference); /* capitals as governments */
uint32_t hs_resolve_speaker(hs_linker *linker, uint32_t attribution);
void hs_resolve_interviewer(hs_linker *linker, const hs_reference *reference, uint32_t entity);

/* What a reference tells of an entity is noted with it; "the minister" later finds who was so
 * called. */
void hs_resolve_enrich(hs_linker *linker, uint32_t entity, const hs_reference *reference);
void hs_resolve_enter_role(hs_linker *linker, uint32_t entity, const hs_reference *reference);

/* coarguments.c: whom the block names as another argument of a mention's word, so that it does not
 * mean them; returns how many. */
enum { HS_BESIDE_MOST = 4 };
uint32_t hs_resolve_beside(const hs_linker *linker, const hs_reference *reference,
                           uint32_t beside[HS_BESIDE_MOST]);

/* resolve_ahead.c: descriptions that stand before the name. */
void hs_resolve_note_introduced(hs_linker *linker); /* by the block in hand, ahead of the walk */
uint32_t hs_resolve_ahead(hs_linker *linker, const hs_reference *reference);

/* resolve_group.c: the party of several members, at most HS_ENTITY_MEMBERS, entered where there is
 * none yet; its name, by theirs; and of a speaker the party of all who say it with him. */
uint32_t hs_resolve_group(hs_linker *linker, const uint32_t *members, uint32_t count);
void hs_resolve_name_group(hs_linker *linker, uint32_t group);
uint32_t hs_resolve_joined(hs_linker *linker, const hs_attribution *attribution, uint32_t speaker);

/* resolve_described.c */
uint32_t hs_resolve_description(hs_linker *linker, const hs_reference *reference);

/* resolve_two.c: "the two men" and the like; "they" of two whom the text named together just
 * before; either HS_NONE where there are none. */
uint32_t hs_resolve_two(hs_linker *linker, const hs_reference *reference);
uint32_t hs_resolve_couple(hs_linker *linker, const hs_reference *reference);

/* resolve_described.c */
uint64_t hs_resolve_description_key(hs_linker *linker, const hs_reference *reference);

/* documents.c: whoever speaks in a document, its author where the text names one, here or before;
 * or HS_NONE. */
uint32_t hs_resolve_author(hs_linker *linker, const hs_reference *document);

/* link_mentions.c: notes that a reference of the block in hand means an entity. */
void hs_link_mention(hs_linker *linker, uint32_t reference, uint32_t entity);

/* pronouns.c */
/* "He lied", she said of Tom Orlo: the reference to whom the words of a quote are said of, right
 * behind its cue. HS_NONE where nothing says so. */
uint32_t hs_resolve_said_of(const hs_linker *linker, const hs_reference *mention);
uint32_t hs_resolve_pronoun(hs_linker *linker, const hs_reference *reference);

/* "Mrs Doyle was relieved. “At last,” she said.": the one person, a reference, who is the subject
 * of the sentence before, in the paragraph of the mention that speaks. HS_NONE where there is none,
 * or two. */
uint32_t hs_resolve_subject_before(const hs_linker *linker, const hs_reference *mention);

/* Who speaks the words that a reference stands in; HS_NONE for the text itself. */
uint32_t hs_resolve_enclosing(hs_linker *linker, const hs_reference *reference);

/* Whoever speaks the words of a turn or statement in which "he" or "the governor" stands: it is
 * another. HS_NONE elsewhere. */
uint32_t hs_resolve_own_voice(hs_linker *linker, const hs_reference *reference);

/* The likeliest person that is not `except`. */
uint32_t hs_resolve_person(hs_linker *linker, const hs_reference *reference, uint32_t except);

/* link_quotes.c */
void hs_link_attribution(hs_linker *linker, uint32_t attribution);
void hs_link_block_opening(hs_linker *linker);
void hs_link_block_closing(hs_linker *linker);
void hs_link_finish_quotes(hs_linker *linker);

/* link_loose.c */
uint32_t hs_link_loose_speaker(hs_linker *linker, uint32_t attribution);
/* Whether the block in hand, a paragraph of marks behind another, is the other one's turn. */
bool hs_link_takes_turn(hs_linker *linker);
/* "The word is 'benign', Mr Orlo.": whether marks of the block in hand speak to somebody, who then
 * does not speak. */
bool hs_link_addresses(hs_linker *linker, uint32_t entity);

/* Whose turn it is in the block in hand, where two people talk by turns and the one whose it is may
 * be of that gender; else HS_NONE. */
uint32_t hs_link_next_speaker(const hs_linker *linker, uint8_t gender);
void hs_link_note_turn(hs_linker *linker, uint32_t quote, uint32_t speaker);
void hs_link_set_scene(hs_linker *linker); /* at the end of each block */
/* A quote that opens the text, of nobody so far: it is whoever's the next paragraph tells of. */
void hs_link_note_lead(hs_linker *linker, uint32_t item);
void hs_link_name_lead(hs_linker *linker); /* at the end of each block */

/* Who signs the marks that the block in hand is, in the line below it; or HS_NONE. link_signed.c */
uint32_t hs_link_signer(const hs_linker *linker);

/* link_turns.c */
void hs_link_turn_label(hs_linker *linker); /* of a turn, before its references are resolved */
/* Whose the label in front of the turn in hand is, by its turns before; HS_NONE: there were none.
 */
uint32_t hs_link_labelled(const hs_linker *linker);
/* Whom the text calls by the one word that the label is: "Commissioner"; or HS_NONE. */
uint32_t hs_link_office_labelled(const hs_linker *linker);
/* Remembers whose it is; HS_NONE: whoever bears that name, else a party known by the label alone.
 */
uint32_t hs_link_label(hs_linker *linker, uint32_t speaker);
void hs_link_note_parts(
    hs_linker *linker); /* who asks and who presides, at the end of each block */
/* A question of nobody who is known yet; once somebody is, all that wait are his. */
void hs_link_note_question(hs_linker *linker, uint32_t item);
void hs_link_fill_questions(hs_linker *linker);

/* Notes who asks somebody something, for who replies; of an attribution whose speaker is known. */
void hs_link_note_asking(hs_linker *linker, const hs_attribution *attribution, uint32_t speaker);

/* Whom the text in front of a transcript is most about: who answers in it. HS_NONE: nobody. */
uint32_t hs_link_interviewee(hs_linker *linker);

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
/* Who accuses and whom, never the same; returns how many are accused. */
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

/* sides.c */
bool hs_office_of_firms(hs_str words);
void hs_link_note_sides(hs_linker *linker); /* that the block in hand tells, once it is resolved */
/* Whether a description's word is for those who speak for somebody: "spokesman", "campaign". */
bool hs_reference_is_voice(const hs_reference *reference);
/* "A spokesman", of whom the text does not tell whose he is. */
bool hs_link_loose_voice(const hs_linked_entity *entity);
/* Whether one party speaks for another: the same, of the same country, its aide, minister or
 * lawyer, or named after it. */
bool hs_link_same_side(const hs_linker *linker, uint32_t a, uint32_t b);
/* Whether somebody is called another one's brother, wife or the like. */
bool hs_link_relative(const hs_linked_entity *entity);

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

hs_party hs_link_party(const hs_linker *linker, uint32_t entity, hs_place mention);

static inline hs_linked_entity *hs_linker_entity(const hs_linker *linker, uint32_t entity)
{
    return &linker->entities.items.items[entity];
}

static inline const hs_block *hs_linker_block(const hs_linker *linker)
{
    return linker->blocks->entries[linker->block].block;
}

/* A text may open with a headline that no mark tells from prose. */
static inline bool hs_linker_heading(const hs_linker *linker, uint32_t block)
{
    return (block == 0 && linker->opens_text) ||
           linker->blocks->entries[block].block->kind == HS_BLOCK_HEADING;
}

/* Whether a reference opens its sentence, be there a dateline in front of it. */
static inline bool hs_linker_opens(const hs_block *block, const hs_reference *reference)
{
    enum { DASH = 6 }; /* bytes between */
    uint32_t end = block->dateline.end, start = reference->span.start;
    return reference->opens || (end > 0 && start >= end && start <= end + DASH);
}

static inline hs_str hs_linker_text(const hs_linker *linker, hs_span span)
{
    return hs_str_slice(hs_linker_block(linker)->text, span.start, span.end);
}

/* How many accusations are known, and the `back`th from the latest on, 1 … */
static inline uint32_t hs_linker_known_back(const hs_linker *linker)
{
    uint32_t room = (uint32_t)HS_COUNT(linker->accusations);
    return linker->accusation_count < room ? linker->accusation_count : room;
}

static inline const hs_known_accusation *hs_linker_known(const hs_linker *linker, uint32_t back)
{
    return &linker->accusations[(linker->accusation_count - back) % HS_COUNT(linker->accusations)];
}

static inline hs_place hs_linker_place(const hs_linker *linker, hs_span span)
{
    return (hs_place){linker->block, span};
}
