/* Tokens: words, numbers and marks, cut as the Universal Dependencies treebanks of English cut
 * them (UD 2.16, EWT and GUM): "don't" is "do" + "n't", "Russia's" is "Russia" + "'s", clitics and
 * hyphenated compounds apart, an abbreviation keeps its full stop. Offsets are exact.
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
    HS_TOKEN_CAPITALISED, /* "Moscow", "McKay" */
    HS_TOKEN_UPPER,       /* "UN", "U.S." */
    HS_TOKEN_NUMBER,      /* "300", "4.5", "1,000" */
    HS_TOKEN_PUNCTUATION,
    HS_TOKEN_OTHER, /* mixed, URLs, symbols */
} hs_token_shape;

typedef struct hs_token {
    hs_span span;     /* bytes of the block's text */
    uint8_t shape;    /* hs_token_shape */
    bool space_after; /* white space follows */
    bool joined;      /* the second half of a split word: "n't", "'s" */
} hs_token;

/* Cuts `text` (valid UTF-8) into tokens, ascending and without overlap; linear time. */
hs_token *hs_tokenize(hs_str text, hs_arena *arena, size_t *count);
