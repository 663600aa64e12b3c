/* Sentences of one block, over its tokens.
 *
 * A full stop ends a sentence unless an abbreviation, an initial, a number or an ellipsis that
 * goes on holds it; closing quotation marks and brackets behind the stop belong to the sentence.
 * A question or exclamation mark inside closing marks does not end it when the reporting clause
 * follows ("Why?" he asked). A heading with no stop is one sentence. None is longer than
 * about a thousand tokens.
 *
 * Ruled, not learned: the rules were drawn from the training parts of the English treebanks and
 * from the usage of news reports. The program corpus/train/evaluate.c measures them.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"
#include "text/token.h"

typedef struct hs_sentence {
    hs_span span; /* bytes of the block's text, without outer white space */
    uint32_t first_token;
    uint32_t token_count;
} hs_sentence;

/* Every token falls into exactly one sentence; linear time. */
hs_sentence *hs_sentences_split(hs_str text, const hs_token *tokens, size_t token_count,
                                hs_arena *arena, size_t *count);
