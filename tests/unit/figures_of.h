/* The figures of any text, as a block of it alone has them. */
#pragma once

#include "annotate/figures/figures.h"

/* In order; `*figures` is in `arena`. */
static inline size_t figures_of(hs_str text, hs_arena *arena, const hs_figure **figures)
{
    size_t count;
    const hs_token *tokens = hs_tokenize(text, arena, &count);
    return hs_figures_read_tokens(text, tokens, NULL, count, arena, figures);
}
