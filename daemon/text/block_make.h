/* Making blocks from drafts. Private to daemon/text. */
#pragma once

#include "text/draft.h"

/* A block with the draft's text and source map, not analysed yet. */
hs_block *hs_block_create(const hs_draft_list *list, const hs_draft *draft);

/* Settles the kind of a block that nobody shares yet, and fills in all that follows from it. */
void hs_block_analyse(hs_block *block, hs_block_kind kind);

/* A copy of an analysed block as another kind; it shares nothing. */
hs_block *hs_block_create_as(const hs_block *block, hs_block_kind kind);

/* Whether the block has just the draft's text and source map, and its level. */
bool hs_block_matches(const hs_block *block, const hs_draft_list *list, const hs_draft *draft);
