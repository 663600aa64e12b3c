/* What the daemon finds in a text: quotes, claims, accusations and answers.
 *
 * The model of the JSON that users see (docs/PROTOCOL.md, "Annotations"). Places are given as a
 * block and a span of its text, so that an edit elsewhere leaves them alone; hs_place_source()
 * turns one into bytes of the source.
 *
 * Ownership: an `hs_annotations` owns everything it points to through its arena and holds a
 * reference to the block list that its places speak of. Immutable, reference counted (atomic),
 * any thread.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annotate/figure.h"
#include "base/arena.h"
#include "base/str.h"
#include "text/block.h"
#include "text/span.h"

/* In place of an index: there is none. */
#define HS_NONE UINT32_MAX

/* A span of one block's text; empty span = no such part. */
typedef struct hs_place {
    uint32_t block; /* index in the block list */
    hs_span span;
} hs_place;

/* Somebody who speaks, accuses or is accused. */
typedef struct hs_party {
    bool known;  /* false: the text leaves it open; the rest is empty */
    bool author; /* the text's own voice; name and mention are empty */
    hs_str name; /* the fullest name that the document gives */
    hs_place mention;
    uint32_t entity; /* index in hs_annotations.entities; HS_NONE for author and unknown */
} hs_party;

typedef enum hs_annotation_kind {
    HS_ANNOTATION_ACCUSATION, /* in the order of their names: ties sort by kind */
    HS_ANNOTATION_ANSWER,
    HS_ANNOTATION_CLAIM,
    HS_ANNOTATION_QUOTE,
} hs_annotation_kind;

typedef enum hs_quote_act { HS_ACT_SPEECH, HS_ACT_THOUGHT } hs_quote_act;
typedef enum hs_quote_form {
    HS_FORM_DIRECT,
    HS_FORM_MIXED,
    HS_FORM_INDIRECT,
    HS_FORM_BLOCK
} hs_quote_form;

typedef struct hs_quote {
    hs_quote_act act;
    hs_quote_form form;
    const hs_place *content; /* in order, at least one */
    size_t content_count;
    hs_place cue;
    hs_place source;
    hs_party speaker;
    hs_party addressee;
    bool unclosed; /* an opening mark that nothing closes or continues */
} hs_quote;

typedef enum hs_claim_type {
    HS_CLAIM_QUANTITY,
    HS_CLAIM_COMPARISON,
    HS_CLAIM_CAUSE,
    HS_CLAIM_EVENT,
    HS_CLAIM_RULE,
    HS_CLAIM_RECORD,
    HS_CLAIM_OTHER,
} hs_claim_type;

typedef struct hs_quantity {
    hs_place place;
    double value;
    const char *unit; /* "year", "percent", "USD"…; "" for a bare number */
    const char *per;  /* of a rate: "hour"; else "" */
    double low, high; /* what the words allow; infinite where open */
    hs_figure_kind kind;
    hs_figure_bound bound;
    uint32_t first_day, last_day; /* YYYYMMDD, of a date or relative date; 0: unknown */
} hs_quantity;

typedef struct hs_claim {
    hs_place place;
    float checkworthiness; /* 0 to 1 */
    float worth;           /* of what is a claim: specific, consequential, disputable; 0 to 1 */
    hs_claim_type type;
    hs_party claimant;
    uint32_t quote; /* index of the quote it stands in, or HS_NONE */
    const hs_quantity *quantities;
    size_t quantity_count;
} hs_claim;

typedef enum hs_accusation_form {
    HS_ACCUSATION_EXPLICIT,
    HS_ACCUSATION_IMPLICIT
} hs_accusation_form;

typedef struct hs_accusation {
    hs_accusation_form form;
    hs_party accuser;
    const hs_party *accused;
    size_t accused_count;
    hs_place cue;
    hs_place charge;
    uint32_t quote;          /* index or HS_NONE */
    const uint32_t *answers; /* indices of answers to it */
    size_t answer_count;
} hs_accusation;

typedef enum hs_answer_kind {
    HS_ANSWER_DENIAL,
    HS_ANSWER_COUNTER,
    HS_ANSWER_ADMISSION,
    HS_ANSWER_JUSTIFICATION,
    HS_ANSWER_NO_COMMENT,
} hs_answer_kind;

typedef struct hs_answer {
    hs_answer_kind kind;
    hs_party by;
    hs_place cue;
    hs_place text;
    uint32_t to; /* index of an accusation or HS_NONE */
} hs_answer;

typedef struct hs_annotation {
    hs_annotation_kind kind;
    uint64_t id;      /* stable while the covered text is unchanged; shown as 16 hex digits */
    float confidence; /* 0 to 1 */
    hs_place first;   /* the first place it covers; annotations are ordered by it, then by kind */
    hs_place last;    /* the last place it covers */
    union {
        hs_quote quote;
        hs_claim claim;
        hs_accusation accusation;
        hs_answer answer;
    };
} hs_annotation;

typedef enum hs_gender { HS_GENDER_UNKNOWN, HS_GENDER_FEMALE, HS_GENDER_MALE } hs_gender;
typedef enum hs_entity_kind {
    HS_ENTITY_PERSON,
    HS_ENTITY_ORGANISATION,
    HS_ENTITY_PLACE,
    HS_ENTITY_GROUP,
    HS_ENTITY_OTHER
} hs_entity_kind;

/* A mention of an entity: a name, a short form, a title or a resolved pronoun. */
typedef struct hs_mention {
    hs_place place;
    bool pronoun;
} hs_mention;

typedef struct hs_entity {
    hs_str name; /* the fullest */
    hs_str role; /* "foreign minister of Karlova", or empty */
    hs_entity_kind kind;
    hs_gender gender;
    const hs_mention *mentions; /* in order; the first gives the name's first place */
    size_t mention_count;
    uint32_t side; /* the entity whose aide, minister or lawyer it is, or HS_NONE; told within a
                      chapter only */
} hs_entity;

typedef struct hs_annotations {
    atomic_uint references;
    hs_block_list *blocks; /* one reference */
    const hs_annotation *items;
    size_t count;
    const hs_entity *entities; /* in order of first mention */
    size_t entity_count;
    hs_arena arena;
} hs_annotations;

hs_annotations *hs_annotations_ref(hs_annotations *annotations);
void hs_annotations_unref(hs_annotations *annotations); /* NULL is fine */

/* Bytes of the source that a place covers. */
hs_span hs_place_source(const hs_annotations *annotations, hs_place place);

static inline bool hs_place_none(hs_place place)
{
    return hs_span_empty(place.span);
}

/* Whether one place begins before another. */
static inline bool hs_place_before(hs_place a, hs_place b)
{
    return a.block != b.block ? a.block < b.block : a.span.start < b.span.start;
}

/* Names as in the JSON: "quote", "speech", "direct", "comparison", "no-comment"… */
const char *hs_annotation_kind_name(hs_annotation_kind kind);
const char *hs_quote_act_name(hs_quote_act act);
const char *hs_quote_form_name(hs_quote_form form);
const char *hs_claim_type_name(hs_claim_type type);
const char *hs_accusation_form_name(hs_accusation_form form);
const char *hs_answer_kind_name(hs_answer_kind kind);
