/* Tokens: words, numbers and marks, cut as the Universal Dependencies treebanks of English cut
 * them (UD 2.16, EWT and GUM): "don't" is "do" + "n't", "Russia's" is "Russia" + "'s", the parts of
 * "peace-keeping" and its hyphen stand apart, "re-elected" does not, an abbreviation keeps its full
 * stop. Offsets are exact, and every byte that is not white space lies in exactly one token.
 *
 * What the treebanks write as one surface token of several words ("don't") is here a token
 * followed by tokens marked `joined`.
 *
 * Ruled, not learned: the rules were drawn from the treebanks' training parts. The program
 * corpus/train/evaluate.c measures them.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"

typedef enum hs_token_shape {
    HS_TOKEN_LOWER,       /* "said" */
    HS_TOKEN_CAPITALISED, /* "Moscow", "McKay", "A" */
    HS_TOKEN_UPPER,       /* "UN", "U.S." */
    HS_TOKEN_NUMBER,      /* "300", "4.5", "1,000" */
    HS_TOKEN_PUNCTUATION,
    HS_TOKEN_OTHER, /* mixed, URLs, symbols */
} hs_token_shape;

typedef struct hs_token {
    hs_span span;     /* bytes of the block's text; never empty */
    uint8_t shape;    /* hs_token_shape */
    bool space_after; /* white space follows */
    bool joined;      /* a further part of a split word: "n't", "'s" */
} hs_token;

/* Cuts `text` into tokens, ascending and without overlap; linear time. Bytes that are not UTF-8
 * become tokens too. */
hs_token *hs_tokenize(hs_str text, hs_arena *arena, size_t *count);

/* The same; adds to `*bytes_read` how many characters were looked at, which tests hold below a
 * fixed multiple of the length. */
hs_token *hs_tokenize_counting(hs_str text, hs_arena *arena, size_t *count, uint64_t *bytes_read);

static inline hs_str hs_token_text(hs_str text, const hs_token *token)
{
    return hs_str_slice(text, token->span.start, token->span.end);
}
