/* Quotation marks of one block, paired.
 *
 * Straight and curly double marks, single marks told from apostrophes ("’90s", "'tis",
 * "the bosses’"), guillemets « » ‹ ›, low marks „ “ and ‚ ‘; nested by depth. A mark that opens and
 * never closes yields a quotation to the end of the block that is `unclosed`: in news such a
 * paragraph goes on in the next one that opens with the same mark, which the linking across blocks
 * decides.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"

typedef enum hs_mark_style {
    HS_MARK_STRAIGHT_DOUBLE,
    HS_MARK_STRAIGHT_SINGLE,
    HS_MARK_CURLY_DOUBLE,
    HS_MARK_CURLY_SINGLE,
    HS_MARK_GUILLEMET,
    HS_MARK_SINGLE_GUILLEMET,
    HS_MARK_LOW_DOUBLE,
    HS_MARK_LOW_SINGLE,
} hs_mark_style;

typedef struct hs_quotation {
    hs_span span;   /* marks included; to the block's end when unclosed */
    hs_span inside; /* marks left out */
    uint8_t style;  /* hs_mark_style */
    uint8_t depth;  /* 0 outermost */
    bool unclosed;  /* no closing mark in this block */
} hs_quotation;

/* Finds and pairs the marks of `text` (valid UTF-8), ordered by opening offset; linear time. */
hs_quotation *hs_quotations_find(hs_str text, hs_arena *arena, size_t *count);
