/* Linking: the findings of all blocks of a chapter into its annotations, in one cheap pass. */
#pragma once

#include "annotate/annotation.h"
#include "annotate/block_findings.h"

/* `findings` has one entry a block; `salt` goes into the ids. NULL when `cancel` became true. */
hs_annotations *hs_link(hs_block_list *blocks, const hs_block_findings *const *findings,
                        uint64_t salt, const atomic_bool *cancel);
