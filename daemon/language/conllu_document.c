/* Walks a document's blocks and has each written as a paragraph of CoNLL-U. */
#include "language/conllu_document.h"

#include "language/conllu_write.h"
#include "language/shared.h"

/* Where a block's words stand in the source. */
typedef struct place_context {
    const hs_block_entry *entry;
    hs_unit_counter counter;
} place_context;

static uint32_t units_before(place_context *c, uint32_t source_offset)
{
    if (source_offset < c->counter.byte) /* a place within what was counted: count afresh */
        c->counter.byte = c->counter.units = 0;
    return hs_unit_counter_advance(&c->counter, source_offset);
}

static hs_span place(void *context, hs_span bytes)
{
    place_context *c = context;
    hs_span source = hs_block_source_span(c->entry, bytes);
    uint32_t start = units_before(c, source.start);
    return (hs_span){start, units_before(c, source.end)};
}

static void write_block(const hs_language *language, const hs_block *block,
                        hs_conllu_options *options, hs_buffer *out)
{
    hs_arena arena = {0};
    const hs_analysis *analysis =
        hs_language_analyse_tokens(language, block->text, block->tokens, block->token_count,
                                   block->sentences, block->sentence_count, NULL, &arena);
    hs_conllu_write(analysis, options, out);
    options->first_sentence += analysis->sentence_count;
    options->new_document = options->new_document && analysis->sentence_count == 0;
    hs_arena_finish(&arena);
}

bool hs_conllu_write_document(hs_str source, hs_markup markup, hs_encoding encoding,
                              const atomic_bool *cancel, hs_buffer *out, hs_error *error)
{
    error->text[0] = '\0';
    const hs_language *language = hs_language_shared(error);
    if (!language)
        return false;
    hs_block_list *blocks = hs_block_list_build(source, markup);
    place_context context = {.counter = {.text = source, .encoding = encoding}};
    hs_conllu_options options = {
        .first_sentence = 1, .new_document = true, .place = place, .context = &context};
    bool cancelled = false;
    for (size_t i = 0; i < blocks->count && !cancelled; i++) {
        context.entry = &blocks->entries[i];
        if (context.entry->block->kind != HS_BLOCK_BOILERPLATE)
            write_block(language, context.entry->block, &options, out);
        cancelled = cancel && atomic_load(cancel);
    }
    hs_block_list_unref(blocks);
    return !cancelled;
}
