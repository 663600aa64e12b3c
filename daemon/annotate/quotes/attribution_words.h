/* The words of a block as the attribution model sees them: hashes of their forms, shapes, where
 * they stand among the quotation marks, and how often words like them report.
 *
 * Quotation marks of all styles have the same two forms, one that opens and one that closes, so
 * that what is learned from double marks holds for single ones. A pure function of the block and of
 * the model's cue words. Training and analysis share this code; a change of it needs a new model.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/block.h"

#define HS_NO_WORD_NEAR UINT32_MAX

/* How surely a word is part of a cue, in steps; from HS_CUE_LIKELY on it anchors its sentence. */
enum { HS_CUE_LEVELS = 8, HS_CUE_LIKELY = 4 };

/* Shapes beyond hs_token_shape. */
enum { HS_ATTRIBUTION_SHAPE_OPEN = 6, HS_ATTRIBUTION_SHAPE_CLOSE = 7 };

typedef struct hs_attribution_word {
    uint32_t form;    /* hash of the lower-cased word, digits as 0 */
    uint32_t suffix2; /* hashes of its last letters */
    uint32_t suffix3;
    uint32_t prefix3;
    uint8_t shape;     /* hs_token_shape, and 6, 7 for quotation marks that open and close */
    uint8_t cue_level; /* 0 unknown word, else 1 … HS_CUE_LEVELS - 1 */
    bool edge;         /* only marks that a span's edge does without */
    bool quoted;       /* inside marks, the marks left out */
    uint32_t open;     /* opening mark around it, or HS_NO_WORD_NEAR; its own index for a mark */
    uint32_t close;    /* closing mark, or the count when nothing closes */
    uint32_t sentence;
    uint32_t cue_left; /* nearest likely cue word in the sentence, outside other quotations */
    uint32_t cue_right;
} hs_attribution_word;

/* How surely `form` belongs to a cue: 0 … HS_CUE_LEVELS - 1. */
typedef uint8_t (*hs_cue_level)(const void *model, uint32_t form);

/* One record a token of the block, in `arena`. */
hs_attribution_word *hs_attribution_words(const hs_block *block, hs_cue_level cue_level,
                                          const void *model, hs_arena *arena);

/* Fills cue_left and cue_right from the levels. */
void hs_attribution_words_anchor(hs_attribution_word *words, size_t count);
