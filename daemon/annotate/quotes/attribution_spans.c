/* Reads parts off the labels and links them: content and source go to the cue on the side that
 * their label names; a cue that names no speaker shares the source of the cue before it in the
 * sentence ("X said … and added …").
 */
#include "annotate/quotes/attribution_spans.h"

#include <string.h>

#include "base/sorted.h"

enum { NONE = UINT32_MAX };

typedef struct part {
    hs_token_range range;
    uint8_t label; /* of its first word */
} part;

typedef struct parts {
    part *items;
    uint32_t count;
} parts;

static parts read_parts(uint32_t count, const uint8_t *labels, hs_arena *arena)
{
    parts found = {hs_arena_new_array(arena, part, count), 0};
    for (uint32_t i = 0; i < count;) {
        uint8_t label = labels[i];
        uint32_t end = i + 1;
        if (label >= HS_LABEL_CUE) {
            label &= 0xfe;
            while (end < count && labels[end] == label + 1)
                end++;
            found.items[found.count++] = (part){{i, end}, label};
        }
        i = end;
    }
    return found;
}

typedef struct linking {
    const hs_attribution_word *words;
    parts parts;
    hs_found_attribution *items;
    uint32_t count;     /* attributions; those with cues come first */
    uint32_t cue_count; /* of them */
} linking;

static void add_cues(linking *l)
{
    for (uint32_t p = 0; p < l->parts.count; p++)
        if (l->parts.items[p].label == HS_LABEL_CUE)
            l->items[l->cue_count++].cue = l->parts.items[p].range;
    l->count = l->cue_count;
}

static hs_found_attribution *without_cue(linking *l)
{
    if (l->count == l->cue_count)
        l->count++;
    return &l->items[l->cue_count];
}

/* The attribution whose cue is nearest on the side that the label names, else on the other. */
static hs_found_attribution *owner(linking *l, uint32_t cues_before, bool ahead)
{
    if (l->cue_count == 0)
        return without_cue(l);
    if (ahead && cues_before < l->cue_count)
        return &l->items[cues_before];
    return &l->items[cues_before > 0 ? cues_before - 1 : 0];
}

static void add_content(hs_found_attribution *attribution, hs_token_range range)
{
    if (attribution->content_count < HS_FOUND_CONTENT_MAX)
        attribution->content[attribution->content_count++] = range;
}

static void add_parts(linking *l)
{
    uint32_t cues_before = 0;
    for (uint32_t p = 0; p < l->parts.count; p++) {
        const part *one = &l->parts.items[p];
        if (one->label == HS_LABEL_CUE) {
            cues_before++;
            continue;
        }
        bool ahead = one->label == HS_LABEL_CONTENT_AHEAD || one->label == HS_LABEL_SOURCE_AHEAD;
        hs_found_attribution *attribution = owner(l, cues_before, ahead);
        if (one->label >= HS_LABEL_CONTENT_AHEAD)
            add_content(attribution, one->range);
        else if (ahead || hs_token_range_empty(attribution->source))
            attribution->source = one->range;
    }
}

static bool same_sentence(const linking *l, hs_token_range a, hs_token_range b)
{
    return l->words[a.first].sentence == l->words[b.first].sentence;
}

static void share_sources(linking *l)
{
    for (uint32_t i = 1; i < l->cue_count; i++) {
        const hs_found_attribution *before = &l->items[i - 1];
        hs_found_attribution *attribution = &l->items[i];
        if (hs_token_range_empty(attribution->source) && !hs_token_range_empty(before->source) &&
            same_sentence(l, before->cue, attribution->cue))
            attribution->source = before->source;
    }
}

hs_found_attribution *hs_attribution_link(const hs_attribution_word *words, uint32_t count,
                                          const uint8_t *labels, hs_arena *arena,
                                          size_t *found_count)
{
    linking l = {.words = words, .parts = read_parts(count, labels, arena)};
    l.items = hs_arena_new_array(arena, hs_found_attribution, l.parts.count + 1);
    add_cues(&l);
    add_parts(&l);
    share_sources(&l);
    *found_count = l.count;
    return l.items;
}

/* The quotation whose inside begins right at a token, or NULL. */
static const hs_quotation *opened_at(const hs_block *block, uint32_t byte)
{
    const hs_quotation *items = block->quotations;
    size_t at = hs_sorted_first(items, block->quotation_count, inside.start, byte);
    return at < block->quotation_count && items[at].inside.start == byte ? &items[at] : NULL;
}

static bool only_edges(const hs_attribution_word *words, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (!words[i].edge)
            return false;
    return true;
}

/* A character beyond the basic plane: an emoji in front of a sentence is no part of it. */
static bool pictograph(const hs_block *block, uint32_t index)
{
    return (unsigned char)block->text.bytes[block->tokens[index].span.start] >= 0xf0;
}

/* "“‘You are the only one,’ he said. …”": the marks inside others that words fill, or NULL. */
static const hs_quotation *filled_inside(const hs_block *block, hs_span words)
{
    enum { STOP = 2 }; /* bytes of a comma in front of the mark */
    const hs_quotation *inner = opened_at(block, words.start);
    bool fills = inner && inner->depth > 0 && !inner->unclosed && inner->inside.end >= words.end &&
                 inner->inside.end < words.end + STOP;
    return fills ? inner : NULL;
}

hs_span hs_attribution_content_span(const hs_block *block, const hs_attribution_word *words,
                                    hs_token_range range)
{
    uint32_t count = (uint32_t)block->token_count;
    while (range.first + 1 < range.end &&
           (pictograph(block, range.first) || words[range.first].edge))
        range.first++;
    const hs_quotation *inside = filled_inside(block, hs_token_range_span(block, range));
    if (inside)
        return inside->span;
    const hs_attribution_word *first = &words[range.first], *last = &words[range.end - 1];
    if (first->open != NONE && first->quoted && only_edges(words, first->open, range.first))
        range.first = first->open;
    if (last->open != NONE && last->quoted && last->close - range.end < 4 &&
        only_edges(words, range.end, last->close < count ? last->close : count))
        range.end = last->close < count ? last->close + 1 : count;
    hs_span span = hs_token_range_span(block, range);
    const hs_quotation *inner = opened_at(block, span.start);
    if (inner && inner->depth > 0 && inner->inside.end == span.end)
        span = inner->span;
    return span;
}
