/* Semantic tokens: the highlights of an editor (LSP 3.17, "Semantic Tokens").
 *
 * Token types, in the order of the legend, are ours; docs/FEATURES.md says what each covers. Where
 * annotations overlap, the later type of the legend shows; a quote that states a claim shows as a
 * quote that is `checkable`. Tokens never overlap and never run over a line's end, so every client
 * can show them.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "features/json_writer.h"
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

/* The tokens of one chapter, in an answer. */
typedef struct hs_token_chapter {
    size_t first, end;     /* its numbers */
    hs_position begin;     /* of its first token, lines counted from the chapter's, */
    hs_position last;      /* and of its last */
    uint32_t source_start; /* the bytes that they depend on: whole lines */
    uint32_t source_end;
} hs_token_chapter;

/* One answer in LSP's form: five numbers a token. Immutable, reference counted (loop thread). */
typedef struct hs_token_array {
    unsigned references;
    size_t count; /* of numbers: five times that of tokens */
    uint32_t *data;
    hs_snapshot *snapshot; /* of a long document: what its chapters are; else NULL */
    hs_encoding encoding;
    hs_token_chapter *chapters; /* as many as the snapshot has, or NULL */
} hs_token_array;

/* The tokens that touch `view->range`. `before` (may be NULL) is an earlier answer about the whole
 * document, whose chapters are taken over where they are the same. Any thread. */
hs_token_array *hs_semantic_tokens_compute(hs_view *view, const hs_token_array *before);

hs_token_array *hs_token_array_ref(hs_token_array *tokens);
void hs_token_array_unref(hs_token_array *tokens); /* NULL is fine */

/* {"resultId", "data"}; without an id when `result_id` is 0. */
void hs_semantic_tokens_write(hs_json_writer *json, const hs_token_array *tokens,
                              uint64_t result_id);

/* How many numbers two answers have in common, at the front and then at the back. Any thread. */
typedef struct hs_token_difference {
    size_t front, back;
} hs_token_difference;
hs_token_difference hs_semantic_tokens_compare(const hs_token_array *before,
                                               const hs_token_array *after);

/* {"resultId", "edits"}: at most one edit, of what differs. */
void hs_semantic_tokens_write_delta(hs_json_writer *json, const hs_token_array *before,
                                    const hs_token_array *after, hs_token_difference difference,
                                    uint64_t result_id);
