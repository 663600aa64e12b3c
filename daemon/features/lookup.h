/* What stands at a place of the text: parties and annotations, for features about a position. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "features/view.h"
#include "workspace/party.h"

/* A position as a block and an offset in its text. */
typedef struct hs_spot {
    bool inside; /* false: between blocks */
    uint32_t block;
    uint32_t offset;
} hs_spot;

hs_spot hs_spot_at(const hs_view *view, uint32_t source_offset);

/* The entity one of whose mentions holds the spot, the shortest such; HS_NONE if none.
 * `mention` (may be NULL) gets the mention's place. */
uint32_t hs_entity_at(const hs_view *view, hs_spot spot, hs_place *mention);

/* The entity of that name, or HS_NONE. */
uint32_t hs_entity_named(const hs_view *view, hs_str name);

/* Whether a party's mention is a pronoun ("he"). */
bool hs_party_is_pronoun(const hs_annotations *annotations, const hs_party *party);

/* The words that carry an annotation, of which one holds the spot: a quote's content, a claim, a
 * charge, an answer. False if none does. */
bool hs_annotation_holds(const hs_annotation *annotation, hs_spot spot, hs_place *place);

/* What a party does in the text. */
typedef struct hs_part {
    unsigned quotes;  /* that are shown */
    unsigned accused; /* accusations of it */
    unsigned accuses; /* accusations by it */
    unsigned answers;
} hs_part;

/* One a entity, malloc'd. */
hs_part *hs_parts_count(const hs_snapshot *snapshot);

/* SymbolKind: parties are objects, in LSP's terms. */
enum { HS_SYMBOL_PARTY = 19, HS_SYMBOL_QUOTE = 15, HS_SYMBOL_ACCUSATION = 24 };
