/* Linking: the findings of all blocks into the annotations of a document, in one cheap pass. */
#pragma once

#include "annotate/annotate.h"
#include "annotate/block_findings.h"

/* `findings` has one entry a block. NULL when `cancel` became true. */
hs_annotations *hs_link(hs_block_list *blocks, const hs_block_findings *const *findings,
                        const atomic_bool *cancel);
