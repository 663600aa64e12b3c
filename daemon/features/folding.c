/* Ranges that follow the text's structure. */
#include "features/folding.h"

#include <stdlib.h>

#include "base/memory.h"
#include "features/lookup.h"

#define POSITIONS_LIMIT 1000 /* of one selectionRange request */

static hs_span block_span(const hs_block_entry *entry)
{
    return hs_block_source_span(entry, (hs_span){0, (uint32_t)entry->block->text.length});
}

/* Lines from `start` to `end` (bytes), if there is more than one. */
static void write_fold(hs_view *view, hs_json_writer *json, hs_span span, const char *kind)
{
    uint32_t first = hs_view_position(view, span.start).line;
    uint32_t last = hs_view_position(view, span.end).line;
    if (first >= last)
        return;
    hs_json_begin_object(json);
    hs_json_member_integer(json, "startLine", first);
    hs_json_member_integer(json, "endLine", last);
    if (kind)
        hs_json_member_text(json, "kind", kind);
    hs_json_end_object(json);
}

/* From each heading to the block before the next one of its level or above. Headings that are open
 * stand on a stack, whose depth the six levels bound. */
static void write_sections(hs_view *view, hs_json_writer *json)
{
    const hs_block_list *blocks = hs_snapshot_blocks(view->snapshot);
    size_t open[8], depth = 0;
    for (size_t i = 0; i <= blocks->count; i++) {
        const hs_block *block = i < blocks->count ? blocks->entries[i].block : NULL;
        if (block && (block->kind != HS_BLOCK_HEADING || block->level == 0))
            continue;
        unsigned level = block ? block->level : 0;
        while (depth > 0 && blocks->entries[open[depth - 1]].block->level >= level) {
            size_t heading = open[--depth];
            hs_span start = block_span(&blocks->entries[heading]);
            hs_span end = block_span(&blocks->entries[i - 1]);
            write_fold(view, json, (hs_span){start.start, end.end}, "region");
        }
        if (block && depth < HS_COUNT(open))
            open[depth++] = i;
    }
}

void hs_folding_range(hs_view *view, hs_json_writer *json)
{
    const hs_annotations *annotations = hs_snapshot_annotations(view->snapshot);
    hs_json_begin_array(json);
    write_sections(view, json);
    for (size_t i = 0; i < annotations->count; i++) {
        const hs_annotation *annotation = &annotations->items[i];
        if (annotation->kind != HS_ANNOTATION_QUOTE || annotation->quote.content_count < 2 ||
            !hs_snapshot_shows(view->snapshot, annotation))
            continue;
        const hs_quote *quote = &annotation->quote;
        hs_span first = hs_view_span(view, quote->content[0]);
        hs_span last = hs_view_span(view, quote->content[quote->content_count - 1]);
        write_fold(view, json, (hs_span){first.start, last.end}, NULL);
    }
    hs_json_end_array(json);
}

/* Spans around one place, the widest last. */
typedef struct range_nest {
    hs_span spans[8];
    size_t count;
} range_nest;

/* Adds a span if it lies around the newest and is not the same. */
static void widen(range_nest *nest, hs_span span)
{
    hs_span *last = nest->count > 0 ? &nest->spans[nest->count - 1] : NULL;
    if (last && (!hs_span_contains(span, *last) || hs_span_equal(span, *last)))
        return;
    if (nest->count < HS_COUNT(nest->spans))
        nest->spans[nest->count++] = span;
}

static hs_span word_at(const hs_block *block, uint32_t offset)
{
    for (size_t i = 0; i < block->token_count; i++) {
        if (block->tokens[i].span.start <= offset && offset <= block->tokens[i].span.end)
            return block->tokens[i].span;
    }
    return (hs_span){offset, offset};
}

static hs_span sentence_at(const hs_block *block, uint32_t offset)
{
    for (size_t i = 0; i < block->sentence_count; i++) {
        if (block->sentences[i].span.start <= offset && offset <= block->sentences[i].span.end)
            return block->sentences[i].span;
    }
    return (hs_span){offset, offset};
}

/* The quotation, marks included, that holds the offset; the innermost. */
static hs_span quotation_at(const hs_block *block, uint32_t offset)
{
    hs_span found = {offset, offset};
    for (size_t i = 0; i < block->quotation_count; i++) {
        hs_span span = block->quotations[i].span;
        if (span.start <= offset && offset <= span.end)
            found = span;
    }
    return found;
}

static void collect(const hs_view *view, uint32_t offset, range_nest *nest)
{
    hs_spot spot = hs_spot_at(view, offset);
    widen(nest, (hs_span){offset, offset});
    if (spot.inside) {
        const hs_block_entry *entry = &hs_snapshot_blocks(view->snapshot)->entries[spot.block];
        hs_span quotation = quotation_at(entry->block, spot.offset);
        hs_span sentence = sentence_at(entry->block, spot.offset);
        bool inner = quotation.end - quotation.start < sentence.end - sentence.start;
        const hs_span steps[] = {word_at(entry->block, spot.offset),
                                 inner ? quotation : sentence,
                                 inner ? sentence : quotation,
                                 {0, (uint32_t)entry->block->text.length}};
        for (size_t i = 0; i < HS_COUNT(steps); i++) {
            if (!hs_span_empty(steps[i]))
                widen(nest, hs_block_source_span(entry, steps[i]));
        }
    }
    widen(nest, (hs_span){0, (uint32_t)view->snapshot->text->length});
}

static void write_nest(hs_view *view, hs_json_writer *json, const range_nest *nest, size_t from)
{
    hs_json_begin_object(json);
    hs_view_write_member(view, json, "range", nest->spans[from]);
    if (from + 1 < nest->count) {
        hs_json_key(json, "parent");
        write_nest(view, json, nest, from + 1);
    }
    hs_json_end_object(json);
}

/* One answer a position, in their order. */
void hs_selection_range(hs_context *context)
{
    const json_t *positions = json_object_get(context->params, "positions");
    hs_json_begin_array(context->json);
    for (size_t i = 0; i < json_array_size(positions) && i < POSITIONS_LIMIT; i++) {
        hs_position position = {0};
        range_nest nest = {0};
        hs_json_position(json_array_get(positions, i), &position);
        collect(&context->view, hs_view_offset(&context->view, position), &nest);
        write_nest(&context->view, context->json, &nest, 0);
    }
    hs_json_end_array(context->json);
}
