/* Semantic tokens: the highlights of an editor (LSP 3.17, "Semantic Tokens").
 *
 * Token types, in the order of the legend, are ours; docs/FEATURES.md says what each covers. Where
 * annotations overlap, the later type of the legend shows; a quote that states a claim shows as a
 * quote that is `checkable`. Tokens never overlap and never run over a line's end, so every client
 * can show them.
 */
#pragma once

#include <stddef.h>

#include "features/token_array.h"
#include "features/view.h"

typedef enum hs_token_type {
    HS_TOKEN_TYPE_CLAIM,
    HS_TOKEN_TYPE_PARAPHRASE,
    HS_TOKEN_TYPE_QUOTE,
    HS_TOKEN_TYPE_ANSWER,
    HS_TOKEN_TYPE_CHARGE,
    HS_TOKEN_TYPE_SPEAKER,
    HS_TOKEN_TYPE_CUE,
    HS_TOKEN_TYPE_COUNT,
} hs_token_type;

typedef enum hs_token_modifier {
    HS_TOKEN_MODIFIER_UNATTRIBUTED = 1 << 0, /* nobody named says or asserts it */
    HS_TOKEN_MODIFIER_THOUGHT = 1 << 1,
    HS_TOKEN_MODIFIER_UNANSWERED = 1 << 2,
    HS_TOKEN_MODIFIER_CHECKABLE = 1 << 3, /* a claim lies here too */
} hs_token_modifier;

extern const char *const hs_token_type_names[HS_TOKEN_TYPE_COUNT];
extern const char *const hs_token_modifier_names[];
extern const size_t hs_token_modifier_count;

/* The tokens that touch `view->range`. `before` (may be NULL) is an earlier answer about the whole
 * document, whose chapters are taken over where they are the same. Any thread. */
hs_token_array *hs_semantic_tokens_compute(hs_view *view, const hs_token_array *before);
