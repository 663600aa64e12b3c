/* A quote's alignment put together from its segments: each is placed behind the one before, and
 * what lies between them in the source is told apart by why it may be left out.
 */
#include "evidence/align.h"

#include <stdlib.h>

#include "evidence/align_private.h"

/* How far behind the segment before the next one is looked for: the length of some paragraphs. */
enum { SEGMENT_REACH = 600 };

static bool is_border(const hs_align_word *word)
{
    return (word->flags & (HS_ALIGN_GAP | HS_ALIGN_SEAM)) != 0;
}

/* The best of the windows' alignments, in reading order; false when nothing is shared. */
static bool place_segment(const hs_align_text *quote, hs_align_segment segment,
                          const hs_align_text *source, hs_align_segment within, hs_arena *arena,
                          hs_align_steps *best)
{
    hs_align_window windows[HS_ALIGN_WINDOWS];
    size_t count = hs_align_seek(quote, segment, source, within, arena, windows);
    uint32_t least = UINT32_MAX;
    hs_align_steps tried = {0};
    for (size_t i = 0; i < count; i++) {
        hs_array_clear(&tried);
        uint32_t cost = hs_align_band(quote, segment, source, windows[i], arena, &tried);
        if (cost >= least)
            continue;
        least = cost;
        hs_align_steps swap = *best;
        *best = tried;
        tried = swap;
    }
    hs_array_finish(&tried);
    for (size_t i = 0; i < best->count / 2; i++) {
        hs_align_step swap = best->items[i];
        best->items[i] = best->items[best->count - 1 - i];
        best->items[best->count - 1 - i] = swap;
    }
    return count > 0;
}

static void append(hs_align_steps *all, hs_align_step step)
{
    hs_align_step *last = all->count > 0 ? hs_array_last(all) : NULL;
    if (last && last->kind == step.kind && last->quote_end == step.quote_first &&
        last->source_end == step.source_first) {
        last->quote_end = step.quote_end;
        last->source_end = step.source_end;
    } else {
        *hs_array_push(all) = step;
    }
}

/* What the source has between two segments. */
static void append_between(hs_align_steps *all, const hs_align_text *source, uint32_t from,
                           uint32_t to, uint32_t quote)
{
    for (uint32_t i = from; i < to; i++) {
        bool interruption = source->words[i].flags & HS_ALIGN_INTERRUPTION;
        append(all, (hs_align_step){.kind = interruption ? HS_ALIGN_INTERRUPTED : HS_ALIGN_CUT,
                                    .source_first = i,
                                    .source_end = i + 1,
                                    .quote_first = quote,
                                    .quote_end = quote});
    }
}

static float weigh(const hs_align_text *text, uint32_t first, uint32_t end)
{
    float sum = 0;
    for (uint32_t i = first; i < end; i++)
        sum += hs_align_weight(&text->words[i]);
    return sum;
}

static void rate(hs_alignment *alignment, const hs_align_text *quote, const hs_align_text *source)
{
    float other = 0;
    for (uint32_t i = 0; i < alignment->step_count; i++) {
        const hs_align_step *step = &alignment->steps[i];
        float quotes = weigh(quote, step->quote_first, step->quote_end);
        float sources = weigh(source, step->source_first, step->source_end);
        if (step->kind == HS_ALIGN_SAME)
            alignment->same_weight += quotes;
        else if (step->kind == HS_ALIGN_CHANGED)
            other += quotes > sources ? quotes : sources;
        else if (step->kind == HS_ALIGN_DROPPED)
            other += sources;
        else if (step->kind == HS_ALIGN_ADDED)
            other += quotes;
    }
    float all = alignment->same_weight + other;
    alignment->similarity = all > 0 ? alignment->same_weight / all : 0;
}

static hs_align_segment next_segment(const hs_align_text *quote, uint32_t from)
{
    hs_align_segment segment = {from, from};
    while (segment.first < quote->count && is_border(&quote->words[segment.first]))
        segment.first++;
    segment.end = segment.first;
    while (segment.end < quote->count && !is_border(&quote->words[segment.end]))
        segment.end++;
    return segment;
}

/* Places one segment behind the steps so far. */
static void add_segment(hs_align_steps *all, const hs_align_text *quote, hs_align_segment segment,
                        const hs_align_text *source, hs_arena *arena, bool *placed)
{
    uint32_t from = *placed ? hs_array_last(all)->source_end : 0;
    hs_align_segment within = {from, source->count};
    if (*placed && source->count - from > SEGMENT_REACH + (segment.end - segment.first))
        within.end = from + SEGMENT_REACH + (segment.end - segment.first);
    hs_align_steps steps = {0};
    if (place_segment(quote, segment, source, within, arena, &steps)) {
        if (*placed)
            append_between(all, source, from, steps.items[0].source_first, segment.first);
        for (uint32_t i = 0; !*placed && i < all->count; i++) /* unplaced ones before it */
            all->items[i].source_first = all->items[i].source_end = steps.items[0].source_first;
        for (size_t i = 0; i < steps.count; i++)
            append(all, steps.items[i]);
        *placed = true;
    } else {
        append(all, (hs_align_step){.kind = HS_ALIGN_ADDED,
                                    .source_first = from,
                                    .source_end = from,
                                    .quote_first = segment.first,
                                    .quote_end = segment.end});
    }
    hs_array_finish(&steps);
}

static bool has_bracketed(const hs_align_text *source, uint64_t key)
{
    for (uint32_t i = 0; i < source->count; i++) {
        if (source->words[i].flags & HS_ALIGN_BRACKETED && source->words[i].key == key)
            return true;
    }
    return false;
}

enum { BRACKETED_MAX = 64 }; /* words in brackets that are looked for */

/* Bracketed words that the source has in brackets itself are no writer's own: then both texts'
 * brackets count like other words. */
static hs_align_text share_brackets(const hs_align_text *quote, hs_align_text *source,
                                    hs_arena *arena)
{
    hs_align_text shared = *quote;
    uint32_t looked = 0;
    for (uint32_t i = 0; i < quote->count && looked < BRACKETED_MAX; i++) {
        if (!(quote->words[i].flags & HS_ALIGN_BRACKETED))
            continue;
        looked++;
        if (!has_bracketed(source, quote->words[i].key))
            continue;
        if (!source->own_brackets)
            shared.words = hs_arena_copy(arena, quote->words, quote->count * sizeof *quote->words);
        source->own_brackets = true;
        shared.words[i].flags &= (uint8_t)~HS_ALIGN_BRACKETED;
    }
    return shared;
}

hs_alignment hs_align(const hs_align_text *quote_words, const hs_align_text *source_words,
                      hs_arena *arena)
{
    hs_align_text shared_source = *source_words;
    hs_align_text shared_quote = share_brackets(quote_words, &shared_source, arena);
    const hs_align_text *quote = &shared_quote, *source = &shared_source;
    hs_align_steps all = {0};
    bool placed = false;
    hs_align_segment segment = next_segment(quote, 0);
    for (; segment.first < segment.end; segment = next_segment(quote, segment.end))
        add_segment(&all, quote, segment, source, arena, &placed);
    hs_alignment alignment = {0};
    alignment.step_count = (uint32_t)all.count;
    alignment.steps = hs_arena_copy(arena, all.items, all.count * sizeof *all.items);
    if (all.count > 0) {
        alignment.source_first = all.items[0].source_first;
        alignment.source_end = hs_array_last(&all)->source_end;
    }
    hs_array_finish(&all);
    rate(&alignment, quote, source);
    return alignment;
}
