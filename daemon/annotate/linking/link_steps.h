/* One linking in steps, and what of a text's blocks it reads before it comes to them. */
#pragma once

#include "annotate/linking/link.h"
#include "annotate/resolution/linker.h"
#include "annotate/resolution/names_asked.h"

/* A block of another list that stands in for one of the chapter whose findings are not known yet:
 * the same paragraph, as an earlier version of the text has it. */
typedef struct hs_link_stand_in {
    uint32_t block; /* of the chapter */
    const hs_block_list *list;
    uint32_t index; /* in the list */
} hs_link_stand_in;

/* One linking in steps (link.c), for hs_link and link_ahead.c. */
typedef struct hs_linking {
    hs_linker linker;
    hs_annotations *result;
    uint64_t salt;
    uint32_t next;        /* block to be walked */
    hs_names_asked asked; /* of the names that are known from before */
    uint64_t asked_alone; /* words that may have been asked for: see hs_link_look_out */
    const atomic_bool *cancel;
} hs_linking;

/* Enters what is known ahead of the walk. With `stand_in` (may be NULL) `findings` has that block's
 * in the other's place. `blocks` and `findings` must outlive the linking. */
void hs_linking_begin(hs_linking *linking, hs_block_list *blocks,
                      const hs_block_findings *const *findings, const hs_link_around *around,
                      const hs_link_stand_in *stand_in, const atomic_bool *cancel);

/* Walks the blocks in front of `end`. */
void hs_linking_walk(hs_linking *linking, uint32_t end);

/* Has all that is walked from here on read other findings, which differ in blocks to come only. */
void hs_linking_go_on(hs_linking *linking, const hs_block_findings *const *findings);

/* Ends it, one way or the other. NULL when cancelled. */
hs_annotations *hs_linking_finish(hs_linking *linking);
void hs_linking_drop(hs_linking *linking);

/* link_names.c: what may be asked for of names from elsewhere, and a hash of those that are there;
 * enters them. `stand_in` as in hs_linking_begin. */
hs_names_asked hs_link_names_asked(const hs_block_list *blocks,
                                   const hs_block_findings *const *findings,
                                   const hs_link_stand_in *stand_in);
uint64_t hs_link_asked_hash(const hs_link_around *around, const hs_names_asked *asked);
void hs_link_known_names(hs_linker *linker, const hs_link_around *around,
                         const hs_names_asked *asked);

/* link_names.c: hashes of all that the linking reads of a block before it has come to it, but for
 * the name in front of a turn. */
typedef struct hs_link_outlook {
    uint64_t names;
    uint64_t alone; /* of what stands alone in it, words that are asked for: the last ones of names
                       that headings give and no prose does */
} hs_link_outlook;
hs_link_outlook hs_link_look_out(const hs_block *block, const hs_block_findings *findings,
                                 uint64_t asked_alone);
