/* Describes the blocks of a source in text, for tables of what becomes of markup. */
#pragma once

#include "base/buffer.h"
#include "text/block.h"

static const char *const block_kind_names[] = {
    [HS_BLOCK_PARAGRAPH] = "paragraph",
    [HS_BLOCK_HEADING] = "heading",
    [HS_BLOCK_BYLINE] = "byline",
    [HS_BLOCK_DATELINE] = "dateline",
    [HS_BLOCK_CAPTION] = "caption",
    [HS_BLOCK_LIST_ITEM] = "item",
    [HS_BLOCK_QUOTE] = "quote",
    [HS_BLOCK_TRANSCRIPT_TURN] = "turn",
    [HS_BLOCK_BOILERPLATE] = "boilerplate",
};

typedef struct cut_case {
    const char *what;
    hs_str source;
    const char *blocks; /* "kind: text\n" for each; a level other than 0 behind the kind */
} cut_case;

static inline char *describe_blocks(const hs_block_list *list)
{
    hs_buffer out = {0};
    hs_buffer_append_text(&out, "");
    for (size_t i = 0; i < list->count; i++) {
        const hs_block *block = list->entries[i].block;
        hs_buffer_append_text(&out, block_kind_names[block->kind]);
        if (block->level > 0)
            hs_buffer_printf(&out, "%u", block->level);
        hs_buffer_printf(&out, ": %.*s\n", HS_STR_ARGS(block->text));
    }
    return hs_buffer_take(&out);
}

static inline void check_cuts(hs_markup markup, const cut_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        hs_block_list *list = hs_block_list_build(cases[i].source, markup);
        char *blocks = describe_blocks(list);
        if (strcmp(blocks, cases[i].blocks) != 0)
            fail_msg("%s:\n%swanted:\n%s", cases[i].what, blocks, cases[i].blocks);
        free(blocks);
        hs_block_list_unref(list);
    }
}

/* The source that the words of a block's text came from. */
static inline hs_str source_of(const hs_block_list *list, hs_str source, size_t block,
                               const char *words)
{
    const char *text = list->entries[block].block->text.bytes;
    const char *found = strstr(text, words);
    assert_non_null(found);
    hs_span span = {(uint32_t)(found - text), (uint32_t)(found - text + (ptrdiff_t)strlen(words))};
    hs_span at = hs_block_source_span(&list->entries[block], span);
    return hs_str_slice(source, at.start, at.end);
}

typedef struct map_case {
    const char *words;  /* in the text of the block */
    const char *source; /* what they came from */
} map_case;

static inline void check_maps(hs_markup markup, hs_str source, const map_case *cases, size_t count)
{
    hs_block_list *list = hs_block_list_build(source, markup);
    assert_int_equal(list->count, 1);
    for (size_t i = 0; i < count; i++) {
        hs_str found = source_of(list, source, 0, cases[i].words);
        if (!hs_str_equal(found, hs_str_from(cases[i].source)))
            fail_msg("\"%s\" came from \"%.*s\", not \"%s\"", cases[i].words, HS_STR_ARGS(found),
                     cases[i].source);
    }
    hs_block_list_unref(list);
}
