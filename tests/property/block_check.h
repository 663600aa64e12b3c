/* The invariants of a document's blocks, for property tests and fuzzing. */
#pragma once

#include "text/block.h"

/* NULL when the list keeps every promise of text/block.h for `source`; else what is broken. */
const char *hs_check_block_list(const hs_block_list *list, hs_str source);

/* NULL when both lists say the same of the same source; else what differs. */
const char *hs_check_same_blocks(const hs_block_list *a, const hs_block_list *b);

/* NULL when the quotations keep the promises of text/quotation.h for `text`. */
const char *hs_check_quotations(hs_str text, const hs_quotation *quotations, size_t count);
