/* The life of one block: made from a draft, analysed once, shared, and released with what a layer
 * above has attached; and the way from its text back to the source. Which blocks a document has is
 * block_list.c's affair.
 */
#include "text/block.h"

#include <assert.h>
#include <stdlib.h>

#include "base/sorted.h"
#include "text/block_kind.h"
#include "text/block_make.h"
#include "text/turn_label.h"

static hs_block *create(hs_str text, const hs_source_run *runs, size_t run_count)
{
    hs_block *block = hs_alloc_zeroed(1, sizeof *block);
    atomic_init(&block->references, 1);
    block->text = hs_arena_copy_str(&block->arena, text);
    block->runs = hs_arena_copy(&block->arena, runs, run_count * sizeof *runs);
    block->run_count = run_count;
    return block;
}

hs_block *hs_block_create(const hs_draft_list *list, const hs_draft *draft)
{
    hs_block *block =
        create(hs_draft_text(list, draft), list->runs.items + draft->first_run, draft->run_count);
    block->level = draft->level;
    return block;
}

void hs_block_analyse(hs_block *block, hs_block_kind kind)
{
    block->kind = kind;
    if (kind == HS_BLOCK_PARAGRAPH)
        block->dateline = hs_block_kind_dateline(block->text);
    if (kind == HS_BLOCK_TRANSCRIPT_TURN)
        block->speaker_span = hs_turn_label(block->text);
    block->tokens = hs_tokenize(block->text, &block->arena, &block->token_count);
    block->sentences = hs_sentences_split(block->text, block->tokens, block->token_count,
                                          &block->arena, &block->sentence_count);
    block->quotations = hs_quotations_find(block->text, &block->arena, &block->quotation_count);
    const uint8_t head[2] = {(uint8_t)kind, block->level};
    block->hash =
        hs_hash_bytes(block->text.bytes, block->text.length, hs_hash_bytes(head, sizeof head, 0));
}

hs_block *hs_block_create_as(const hs_block *block, hs_block_kind kind)
{
    hs_block *copy = create(block->text, block->runs, block->run_count);
    copy->level = block->level;
    hs_block_analyse(copy, kind);
    return copy;
}

bool hs_block_matches(const hs_block *block, const hs_draft_list *list, const hs_draft *draft)
{
    return block->level == draft->level && block->run_count == draft->run_count &&
           hs_str_equal(block->text, hs_draft_text(list, draft)) &&
           memcmp(block->runs, list->runs.items + draft->first_run,
                  block->run_count * sizeof *block->runs) == 0;
}

hs_block *hs_block_ref(hs_block *block)
{
    atomic_fetch_add_explicit(&block->references, 1, memory_order_relaxed);
    return block;
}

void hs_block_unref(hs_block *block)
{
    if (!block || atomic_fetch_sub_explicit(&block->references, 1, memory_order_acq_rel) > 1)
        return;
    void *attachment = atomic_load(&block->attachment);
    if (attachment)
        block->attachment_destroy(attachment);
    hs_arena_finish(&block->arena);
    free(block);
}

void *hs_block_attach_take(hs_block *block, void *attachment, void (*destroy)(void *))
{
    assert(attachment && destroy);
    /* The last reference reads it, after the acquire-release of the count. Racing threads write
     * the same value. */
    atomic_store_explicit(&block->attachment_destroy, destroy, memory_order_relaxed);
    void *winner = NULL;
    if (atomic_compare_exchange_strong(&block->attachment, &winner, attachment))
        return attachment;
    destroy(attachment);
    return winner;
}

void *hs_block_attachment(const hs_block *block)
{
    return atomic_load(&block->attachment);
}

/* The last run that starts at or before `text_offset`. */
static size_t run_at(const hs_block *block, uint32_t text_offset)
{
    size_t low = 0, high = block->run_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (block->runs[middle].text_start <= text_offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool maps_bytewise(const hs_source_run *run)
{
    return run->text_length == run->source_length;
}

hs_span hs_block_source_span(const hs_block_entry *entry, hs_span text_span)
{
    const hs_block *block = entry->block;
    uint32_t base = entry->source_start;
    if (block->run_count == 0)
        return (hs_span){base, base};
    size_t first = run_at(block, text_span.start);
    /* A run without source of its own shares that of the one before it. */
    while (first > 0 && block->runs[first].source_length == 0)
        first--;
    const hs_source_run *run = &block->runs[first];
    uint32_t inside = text_span.start - run->text_start;
    uint32_t start = base + run->source_start + (maps_bytewise(run) ? inside : 0);
    if (text_span.end <= text_span.start) {
        if (inside >= run->text_length)
            start = base + run->source_start + run->source_length;
        return (hs_span){start, start};
    }
    run = &block->runs[run_at(block, text_span.end - 1)];
    uint32_t length = maps_bytewise(run) ? text_span.end - run->text_start : run->source_length;
    return (hs_span){start, base + run->source_start + length};
}

/* The offset in the text of a source offset that counts from the block's start; false when it is
 * behind the block. */
static bool text_offset_of(const hs_block *block, uint32_t source, uint32_t *text_offset)
{
    size_t low = 0, high = block->run_count;
    while (low < high) { /* the first run that ends behind it */
        size_t middle = low + (high - low) / 2;
        if (block->runs[middle].source_start + block->runs[middle].source_length <= source)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == block->run_count)
        return false;
    const hs_source_run *run = &block->runs[low];
    bool within = source > run->source_start && maps_bytewise(run);
    *text_offset = run->text_start + (within ? source - run->source_start : 0);
    return true;
}

bool hs_block_list_find(const hs_block_list *list, uint32_t source_offset, size_t *block_index,
                        uint32_t *text_offset)
{
    size_t behind =
        hs_sorted_first(list->entries, list->count, source_start, hs_above(source_offset));
    if (behind > 0) {
        const hs_block_entry *entry = &list->entries[behind - 1];
        if (text_offset_of(entry->block, source_offset - entry->source_start, text_offset)) {
            *block_index = behind - 1;
            return true;
        }
    }
    *block_index = behind;
    *text_offset = 0;
    return behind < list->count;
}
