/* The state of one linking: a walk over the blocks' findings that knows who was named, who spoke
 * last and which quote is still open. linking/link.c drives it; the files of both rooms each do one
 * part, and it is kept in the lower one.
 */
#pragma once

#include "annotate/accusations/finding_features.h"
#include "annotate/accusations/role_features.h"
#include "annotate/annotation.h"
#include "annotate/block_findings.h"
#include "annotate/claims/claim_context.h"
#include "annotate/resolution/entities.h"
#include "base/sorted.h"

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
    bool soon;                  /* and that soon after, */
    bool at_once;               /* or right after */
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

enum { HS_OFFICE_WORDS = 6 }; /* that say of what somebody holds an office */

/* Whom a text's first paragraphs name in full, where they do so first. */
typedef struct hs_introduced {
    uint32_t entity;
    uint32_t block;
    uint64_t office;              /* role_hash of what they are called there, or 0 */
    uint64_t of[HS_OFFICE_WORDS]; /* "council" of "council leader Ana Ruiz"; the rest are 0 */
    bool opens;                   /* a sentence there, or speaks in it */
    bool leads;                   /* it opens a sentence */
    bool person;                  /* or a body */
    bool trade; /* the office is one of several of its kind: "Ana Ruiz, a dentist" */
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

/* Paragraphs of marks that follow each other (loose_marks.c). */
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
    bool asks_whether;                /* it was a question: "asked her whether" */
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
    return (uint32_t)hs_sorted_first(findings->references, findings->reference_count, sentence,
                                     sentence);
}

#define HS_UNRESOLVED (UINT32_MAX - 1)

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

/* The same but for a first paragraph of a text without a heading: it ends in a stop. */
static inline bool hs_linker_headline(const hs_linker *linker, uint32_t block)
{
    const hs_block *it = linker->blocks->entries[block].block;
    return hs_linker_heading(linker, block) &&
           (it->kind == HS_BLOCK_HEADING || !hs_str_ends_with(it->text, HS_STR(".")));
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
