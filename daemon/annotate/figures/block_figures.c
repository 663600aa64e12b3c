/* The figures of a block, sentence by sentence, and the day that a dateline or byline gives. How
 * figures are read is figures.h's matter.
 */
#include "annotate/figures/block_figures.h"

#include "annotate/figures/figures.h"

enum { DATED_TOKENS_MAX = 60 };

void hs_read_figures(hs_reading *r)
{
    const hs_block *block = r->block;
    for (size_t s = 0; s < block->sentence_count; s++) {
        const hs_sentence *sentence = &block->sentences[s];
        const hs_figure *figures;
        size_t count = hs_figures_read_tokens(block->text, block->tokens + sentence->first_token,
                                              r->words.entries + sentence->first_token,
                                              sentence->token_count, r->scratch, &figures);
        for (size_t i = 0; i < count; i++)
            *hs_array_push(&r->figures) = figures[i];
    }
}

/* The first full date among the tokens up to a byte. */
static uint32_t full_date(const hs_block *block, uint32_t end, hs_arena *scratch)
{
    const hs_figure *figures;
    size_t tokens = 0;
    while (tokens < block->token_count && tokens < DATED_TOKENS_MAX &&
           block->tokens[tokens].span.start < end)
        tokens++;
    size_t count =
        hs_figures_read_tokens(block->text, block->tokens, NULL, tokens, scratch, &figures);
    for (size_t i = 0; i < count; i++)
        if (figures[i].kind == HS_FIGURE_DATE && figures[i].value >= 10000 &&
            figures[i].low == figures[i].high)
            return (uint32_t)figures[i].value;
    return 0;
}

uint32_t hs_read_date(const hs_block *block, hs_arena *scratch)
{
    bool apart = block->kind == HS_BLOCK_DATELINE || block->kind == HS_BLOCK_BYLINE ||
                 block->kind == HS_BLOCK_BOILERPLATE;
    uint32_t end = apart ? (uint32_t)block->text.length : block->dateline.end;
    return end > 0 ? full_date(block, end, scratch) : 0;
}
