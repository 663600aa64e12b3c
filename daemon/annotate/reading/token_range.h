/* A run of a block's tokens.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "text/block.h"
#include "text/span.h"

/* Tokens [first, end) of the block. */
typedef struct hs_token_range {
    uint32_t first;
    uint32_t end;
} hs_token_range;

static inline bool hs_token_range_empty(hs_token_range range)
{
    return range.first >= range.end;
}

static inline bool hs_token_range_holds(hs_token_range range, uint32_t token)
{
    return token >= range.first && token < range.end;
}

/* The bytes of a range that is not empty. */
static inline hs_span hs_token_range_span(const hs_block *block, hs_token_range range)
{
    return (hs_span){block->tokens[range.first].span.start, block->tokens[range.end - 1].span.end};
}
