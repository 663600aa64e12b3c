#include "annotate/parse_run.h"

#include "annotate/block_findings.h"
#include "language/shared.h"

/* Three times what the network takes at once: the less of that then stays empty. */
enum { WORDS_MOST = 3 * HS_SENTENCE_WORDS_MAX };

/* Adds a block, if it is one to be read; false when the run is full. */
static bool add(hs_parse_run *run, const hs_block *block, size_t *words)
{
    if (hs_block_attachment(block) || !hs_block_is_read(block))
        return true;
    if (run->count == HS_PARSE_RUN_BLOCKS || *words + block->token_count > WORDS_MOST)
        return false;
    *words += block->token_count;
    run->blocks[run->count] = block;
    run->texts[run->count++] = (hs_language_text){.text = block->text,
                                                  .tokens = block->tokens,
                                                  .token_count = block->token_count,
                                                  .sentences = block->sentences,
                                                  .sentence_count = block->sentence_count};
    return true;
}

void hs_parse_run_reach(hs_parse_run *run, const hs_block_list *blocks, size_t at, bool backwards)
{
    const hs_language *language = hs_language_shared(NULL);
    if (!language || hs_parse_run_find(run, blocks->entries[at].block))
        return;
    run->count = 0;
    size_t words = 0;
    while (at < blocks->count && add(run, blocks->entries[at].block, &words))
        at += backwards ? (size_t)-1 : 1; /* before the first block it is beyond all */
    hs_arena_reset(&run->arena);
    if (run->count < 2)
        run->count = 0; /* nothing to be won */
    else
        hs_language_analyse_texts(language, run->texts, run->count, &run->arena);
}

const hs_language_text *hs_parse_run_find(const hs_parse_run *run, const hs_block *block)
{
    for (size_t i = 0; i < run->count; i++)
        if (run->blocks[i] == block)
            return &run->texts[i];
    return NULL;
}

void hs_parse_run_finish(hs_parse_run *run)
{
    hs_arena_finish(&run->arena);
}
