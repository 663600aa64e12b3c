/* Which names from elsewhere a run of blocks may mean: full names that share a word, or their
 * initials, with something in it. Of all others nothing in it can depend, so that a chapter need
 * not be linked again where only such are told of otherwise before it.
 *
 * A set of hashes that may hold more than was put in (Bloom 1970): a name too many is entered, and
 * means nobody. Pure functions of the blocks and their findings.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "annotate/block_findings.h"

enum { HS_NAMES_ASKED_WORDS = 128 };

typedef struct hs_names_asked {
    uint64_t bits[HS_NAMES_ASKED_WORDS];
    bool all;     /* where initials may stand for anybody: labels of turns */
} hs_names_asked; /* all zero: none */

/* Adds what a block may ask for. */
void hs_names_ask(hs_names_asked *asked, const hs_block *block, const hs_block_findings *findings);

/* Whether a full name of another block may be meant. */
bool hs_names_may_mean(const hs_names_asked *asked, const hs_block *block,
                       const hs_reference *name);
