/* Interviews whose questions and answers stand without labels: paragraphs that ask "you" something,
 * and paragraphs behind them in which somebody says "I". Seen by annotate/quotes/layout.c too.
 */
#pragma once

#include "text/block.h"

/* Traits of a paragraph (block_kind.h has the others). */
enum {
    HS_TRAIT_ASKS = 1 << 8,       /* a question outside quotation marks, or all of it is bold */
    HS_TRAIT_ASKS_YOU = 1 << 9,   /* … of "you" */
    HS_TRAIT_SAYS_I = 1 << 10,    /* "I" or "we" outside quotation marks */
    HS_TRAIT_INTERVIEW = 1 << 11, /* it speaks of an interview */
};

unsigned hs_interview_traits(hs_str text);

/* Whether a text ends as a question does and is no longer than one, or is "**bold**" as a whole. */
bool hs_interview_asks(hs_str text);

/* The entries from the first question to the last; empty: the text is no interview. */
typedef struct hs_interview {
    size_t first, end;
} hs_interview;

/* One pass over the traits. */
hs_interview hs_interview_find(const hs_block_entry *entries, size_t count);

/* Whether the entry is a question, or the first paragraph of its answer. */
bool hs_interview_turn(const hs_block_entry *entries, hs_interview interview, size_t index);
