/* Checks what the headers of daemon/text promise of any input. Each function returns the first
 * promise that is broken, as a text.
 */
#include "block_check.h"

#include <string.h>

#include "text/block_runs.h"
#include "text/utf8.h"

static bool stands_for(char text_byte, char source_byte)
{
    return text_byte == source_byte ||
           (text_byte == ' ' && ((unsigned char)source_byte < ' ' || source_byte == 0x7f));
}

static const char *check_runs(const hs_block_entry *entry, hs_str source)
{
    const hs_block *block = entry->block;
    uint32_t text_at = 0, source_at = 0;
    for (size_t i = 0; i < block->run_count; i++) {
        const hs_source_run *run = &block->runs[i];
        if (run->text_start != text_at)
            return "a gap between the runs of a block's text";
        if (run->source_start < source_at)
            return "runs whose source goes back";
        if (run->text_length == 0)
            return "an empty run";
        text_at = run->text_start + run->text_length;
        source_at = run->source_start + run->source_length;
        if ((size_t)entry->source_start + source_at > source.length)
            return "a run outside the source";
        if (text_at > block->text.length)
            return "a run outside the text";
        for (uint32_t k = 0; run->text_length == run->source_length && k < run->text_length; k++)
            if (!stands_for(block->text.bytes[run->text_start + k],
                            source.bytes[entry->source_start + run->source_start + k]))
                return "an equal run whose bytes differ";
    }
    if (text_at != block->text.length)
        return "runs that do not cover the text";
    return block->run_count && block->runs[0].source_start != 0
               ? "a block that does not start at its first run"
               : NULL;
}

static const char *check_tokens(const hs_block *block)
{
    uint32_t at = 0;
    for (size_t i = 0; i < block->token_count; i++) {
        hs_span span = block->tokens[i].span;
        if (span.start < at || span.end <= span.start || span.end > block->text.length)
            return "a token out of place";
        at = span.end;
    }
    size_t next_token = 0;
    at = 0;
    for (size_t i = 0; i < block->sentence_count; i++) {
        const hs_sentence *sentence = &block->sentences[i];
        if (sentence->span.start < at || sentence->span.end > block->text.length)
            return "a sentence out of place";
        if (sentence->first_token != next_token || sentence->token_count == 0)
            return "a sentence that leaves tokens out";
        next_token += sentence->token_count;
        if (next_token > block->token_count)
            return "a sentence with tokens that are not there";
        if (block->tokens[sentence->first_token].span.start < sentence->span.start ||
            block->tokens[next_token - 1].span.end > sentence->span.end)
            return "a sentence that does not hold its tokens";
        at = sentence->span.end;
    }
    return next_token == block->token_count ? NULL : "tokens behind the last sentence";
}

const char *hs_check_quotations(hs_str text, const hs_quotation *quotations, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const hs_quotation *q = &quotations[i];
        if (q->span.end > text.length || q->span.start >= q->span.end ||
            !hs_span_contains(q->span, q->inside) || q->inside.start > q->inside.end)
            return "a quotation out of place";
        if (q->unclosed && q->span.end != text.length)
            return "an unclosed quotation that stops early";
        if (i == 0 ? q->depth != 0 : q->depth > quotations[i - 1].depth + 1)
            return "a quotation whose depth leaps";
        if (i > 0 && quotations[i - 1].span.start >= q->span.start)
            return "quotations out of order";
        if (i > 0 && hs_span_overlap(quotations[i - 1].span, q->span) &&
            !hs_span_contains(quotations[i - 1].span, q->span))
            return "quotations that cross";
        if (q->style > HS_MARK_LOW_SINGLE)
            return "a quotation of no style";
    }
    return NULL;
}

/* Spans of the text map into the source, in order. */
static const char *check_mapping(const hs_block_entry *entry, hs_str source)
{
    const hs_block *block = entry->block;
    uint32_t at = entry->source_start;
    for (size_t i = 0; i < block->token_count; i++) {
        hs_span span = hs_block_source_span(entry, block->tokens[i].span);
        if (span.start > span.end || span.end > source.length)
            return "a token whose source is outside";
        if (span.end < at)
            return "tokens whose sources go back";
        at = span.start;
    }
    hs_span all = hs_block_source_span(entry, (hs_span){0, (uint32_t)block->text.length});
    return all.start == entry->source_start ? NULL : "a text that does not start at its block";
}

static const char *check_block(const hs_block_entry *entry, hs_str source)
{
    const hs_block *block = entry->block;
    if (block->text.length == 0 || block->text.bytes[0] == ' ')
        return "a block without text or with a space in front";
    if (!hs_utf8_is_valid(block->text))
        return "a text that is not UTF-8";
    for (size_t i = 0; i < block->text.length; i++)
        if ((unsigned char)block->text.bytes[i] < ' ' || block->text.bytes[i] == 0x7f)
            return "a control in a text";
    if (block->dateline.end > block->text.length || block->speaker_span.end > block->text.length)
        return "a dateline or speaker outside the text";
    if (entry->kind != block->kind)
        return "an entry that knows another kind than its block";
    const char *broken = check_runs(entry, source);
    broken = broken ? broken : check_tokens(block);
    broken = broken ? broken
                    : hs_check_quotations(block->text, block->quotations, block->quotation_count);
    return broken ? broken : check_mapping(entry, source);
}

/* The runs that own the blocks hold each of them, in their order. */
static const char *check_owners(const hs_block_list *list)
{
    size_t at = 0;
    for (size_t i = 0; i < list->run_count; i++) {
        const hs_block_run *run = list->runs[i];
        if (run->count == 0)
            return "a run of no blocks";
        for (size_t k = 0; k < run->count; k++, at++)
            if (at >= list->count || run->blocks[k] != list->entries[at].block)
                return "a run that holds another block";
    }
    return at == list->count ? NULL : "a block that no run holds";
}

const char *hs_check_block_list(const hs_block_list *list, hs_str source)
{
    uint32_t at = 0;
    for (size_t i = 0; i < list->count; i++) {
        const hs_block_entry *entry = &list->entries[i];
        if (entry->source_start < at)
            return "blocks that overlap or are out of order";
        const char *broken = check_block(entry, source);
        if (broken)
            return broken;
        at = hs_block_source_span(entry, (hs_span){0, (uint32_t)entry->block->text.length}).end;
    }
    for (size_t i = 0; i < list->ignore_count; i++)
        if (list->ignores[i].source.end > source.length ||
            list->ignores[i].source.start >= list->ignores[i].source.end ||
            list->ignores[i].block_index > list->count)
            return "an ignore comment out of place";
    return check_owners(list);
}

static bool same_ignore(const hs_ignore *a, const hs_ignore *b)
{
    if (a->source.start != b->source.start || a->source.end != b->source.end ||
        a->whole_file != b->whole_file || a->block_index != b->block_index ||
        a->rule_count != b->rule_count)
        return false;
    for (size_t i = 0; i < a->rule_count; i++)
        if (!hs_str_equal(a->rules[i], b->rules[i]))
            return false;
    return true;
}

static bool same_items(const void *a, size_t a_count, const void *b, size_t b_count, size_t size)
{
    return a_count == b_count && (a_count == 0 || memcmp(a, b, a_count * size) == 0);
}

static const char *check_same_block(const hs_block *a, const hs_block *b)
{
    if (!hs_str_equal(a->text, b->text))
        return "a text differs";
    if (a->kind != b->kind || a->level != b->level || a->hash != b->hash)
        return "a kind, level or hash differs";
    if (!same_items(a->runs, a->run_count, b->runs, b->run_count, sizeof *a->runs))
        return "a source map differs";
    if (a->dateline.end != b->dateline.end || a->speaker_span.end != b->speaker_span.end)
        return "a dateline or speaker differs";
    return a->token_count == b->token_count && a->sentence_count == b->sentence_count &&
                   a->quotation_count == b->quotation_count
               ? NULL
               : "an analysis differs";
}

const char *hs_check_same_blocks(const hs_block_list *a, const hs_block_list *b)
{
    if (a->count != b->count)
        return "the numbers of blocks differ";
    for (size_t i = 0; i < a->count; i++) {
        if (a->entries[i].source_start != b->entries[i].source_start)
            return "a block's place differs";
        const char *difference = check_same_block(a->entries[i].block, b->entries[i].block);
        if (difference)
            return difference;
    }
    if (a->ignore_count != b->ignore_count)
        return "the numbers of ignore comments differ";
    for (size_t i = 0; i < a->ignore_count; i++)
        if (!same_ignore(&a->ignores[i], &b->ignores[i]))
            return "an ignore comment differs";
    return NULL;
}
