/* Linking: the findings of all blocks of a chapter into its annotations, in one cheap pass. */
#pragma once

#include "annotate/annotation.h"
#include "annotate/block_findings.h"

/* What a chapter knows of the text that it stands in. All zero: it is the whole text, or its first
 * chapter. */
typedef struct hs_link_around {
    uint64_t salt;                 /* goes into the ids */
    uint32_t date;                 /* the text's own day, YYYYMMDD; 0: its blocks may tell */
    const hs_block_list *document; /* NULL for the first chapter; … */
    uint32_t known_from, known_to; /* … the full names of these blocks of it are known; their
                                      findings are made */
} hs_link_around;

/* `findings` has one entry a block. NULL when `cancel` became true. */
hs_annotations *hs_link(hs_block_list *blocks, const hs_block_findings *const *findings,
                        const hs_link_around *around, const atomic_bool *cancel);

/* The text's own day, as its first blocks give it; 0: they do not. */
uint32_t hs_link_date(const hs_block_findings *const *findings, size_t count);

/* link_names.c: a hash of all that a chapter behind these blocks may know of them: where it is
 * equal, so are their full names. Findings are made. */
uint64_t hs_link_names_hash(const hs_block_list *blocks);

/* Whether these blocks can make the same of what is around them in either case: the day, and of the
 * names those that they share words with. Findings of all are made. */
bool hs_link_same_around(const hs_block_list *blocks, const hs_link_around *one,
                         const hs_link_around *other);
