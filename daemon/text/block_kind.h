/* What kind of block a text is, by its own words and shape and by its neighbours. Private to
 * daemon/text.
 *
 * Two steps. A block's traits depend on its own text alone and are kept in its entry. The kinds of
 * all blocks then follow from the row of traits in one cheap pass, so that a block whose
 * neighbours change is the only one that has to be looked at again.
 */
#pragma once

#include "text/block.h"
#include "text/interview.h"

/* Traits of a block's own text, kept in `hs_block_entry.traits`. */
enum {
    HS_TRAIT_SETTLED = 1,         /* own_kind holds, whatever stands around it */
    HS_TRAIT_SENTENCE = 2,        /* ends as a sentence does */
    HS_TRAIT_HEADLINE = 4,        /* short, no final stop, starts like a headline */
    HS_TRAIT_TURN = 8,            /* "Ana Ruiz: …": a turn if there are more */
    HS_TRAIT_SURE_TURN = 16,      /* "Question: …" */
    HS_TRAIT_WEAK_TURN = 1 << 12, /* "THE LANTERN: …": likewise, if others are named */
    HS_TRAIT_IMAGE = 32,          /* "Open image modal": a caption follows */
    HS_TRAIT_CAPTION = 64,        /* may be a caption behind such a line */
    HS_TRAIT_MARKED = 128,        /* the markup settled the kind, rightly or not */
};

/* Sets kinds and traits of the entry for a block of `text`, which the markup reader called `kind`;
 * `marked`: the markup itself says so. Headlines are only looked for where `guess`, that is in
 * plain text. */
void hs_block_kind_judge(hs_block_entry *entry, hs_str text, hs_block_kind kind, bool marked,
                         bool guess);

/* What the kinds of a document's blocks rest on beside their own traits. */
typedef struct hs_block_row {
    size_t count;
    size_t turns; /* how many may be transcript turns by their labels */
    hs_interview interview;
} hs_block_row;

hs_block_row hs_block_kind_look_over(const hs_block_entry *entries, size_t count);

/* The kind of the block at `index` among its neighbours. */
hs_block_kind hs_block_kind_decide(const hs_block_entry *entries, const hs_block_row *row,
                                   size_t index);

/* Whether a line is page furniture by how it starts, so that no paragraph goes on in it. */
bool hs_block_kind_is_furniture(hs_str line);

/* "MOSCOW (AP) —" at the front; empty if none. */
hs_span hs_block_kind_dateline(hs_str text);
