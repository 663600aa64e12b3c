/* Neighbouring blocks that are parsed together, while a text is opened or many are read.
 *
 * The network reads sentences side by side in little more time than one takes, and a paragraph of
 * news has one or two. So before one is read, those that come next are parsed with it. What comes
 * out is what each gives by itself. A run belongs to one thread.
 */
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "language/language.h"
#include "text/block.h"

enum { HS_PARSE_RUN_BLOCKS = 24 };

typedef struct hs_parse_run {
    const hs_block *blocks[HS_PARSE_RUN_BLOCKS];
    hs_language_text texts[HS_PARSE_RUN_BLOCKS];
    size_t count;
    hs_arena arena;
} hs_parse_run; /* zero-initialised = empty */

/* Parses the block at a place and the unread ones next to it, forwards or backwards, some
 * hundred words, unless the run has the block already. What the run had is gone. */
void hs_parse_run_reach(hs_parse_run *run, const hs_block_list *blocks, size_t at, bool backwards);

/* What the run has of a block, or NULL. */
const hs_language_text *hs_parse_run_find(const hs_parse_run *run, const hs_block *block);

void hs_parse_run_finish(hs_parse_run *run);
