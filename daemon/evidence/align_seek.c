/* Where in a source a segment of a quote may stand: the stretches, about as long as the segment,
 * whose words agree most with it, rare words and words that follow each other counting more. One
 * walk over the source to find its words in the segment's table, then walks over those hits only.
 */
#include "evidence/align_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct slot {
    uint64_t key;
    uint32_t index; /* 1 + the word's place in the segment, the first; 0: free */
    uint32_t seen;  /* how often the source has it */
    float weight;
} slot;

typedef struct hit {
    uint32_t at; /* word of the source */
    uint32_t index;
    float weight;
} hit;

typedef struct table {
    slot *slots;
    uint32_t mask;
} table;

static slot *find(const table *t, uint64_t key)
{
    uint32_t i = (uint32_t)(key >> 7) & t->mask;
    while (t->slots[i].index && t->slots[i].key != key)
        i = (i + 1) & t->mask;
    return &t->slots[i];
}

static table build(const hs_align_text *quote, hs_align_segment segment, hs_arena *arena)
{
    uint32_t size = 16;
    while (size < 2 * (segment.end - segment.first))
        size *= 2;
    table t = {hs_arena_new_array(arena, slot, size), size - 1};
    for (uint32_t i = segment.first; i < segment.end; i++) {
        slot *s = find(&t, quote->words[i].key);
        if (!s->index)
            *s = (slot){quote->words[i].key, i - segment.first + 1, 0,
                        hs_align_weight(&quote->words[i])};
    }
    return t;
}

static hit *collect(const table *t, const hs_align_text *source, hs_align_segment within,
                    hs_arena *arena, size_t *count)
{
    size_t n = 0;
    for (uint32_t i = within.first; i < within.end; i++) {
        slot *s = find(t, source->words[i].key);
        if (s->index)
            s->seen++, n++;
    }
    hit *hits = hs_arena_new_array(arena, hit, n + 1);
    *count = 0;
    for (uint32_t i = within.first; i < within.end && n > 0; i++) {
        const slot *s = find(t, source->words[i].key);
        if (!s->index)
            continue;
        float weight = s->weight / (1.0f + log2f((float)s->seen));
        hit *before = *count > 0 ? &hits[*count - 1] : NULL;
        if (before && before->at + 1 == i && before->index + 1 == s->index - 1)
            weight += 0.5f;
        hits[(*count)++] = (hit){i, s->index - 1, weight};
    }
    return hits;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The word at which the segment would begin, by the middle one of what its hits say. */
static int64_t estimate_start(const hit *hits, size_t first, size_t end, hs_arena *arena)
{
    int64_t *starts = hs_arena_new_array(arena, int64_t, end - first + 1);
    size_t n = 0;
    for (size_t i = first; i < end; i++) {
        if (hits[i].weight > 0.25f)
            starts[n++] = (int64_t)hits[i].at - hits[i].index;
    }
    if (n == 0)
        starts[n++] = (int64_t)hits[first].at - hits[first].index;
    qsort(starts, n, sizeof *starts, by_value);
    return starts[n / 2];
}

/* The run of hits within `length` words with the most weight among those not `used`. */
static bool best_run(const hit *hits, const bool *used, size_t count, uint32_t length,
                     size_t *run_first, size_t *run_end, float *run_weight)
{
    float sum = 0;
    *run_weight = 0;
    for (size_t first = 0, end = 0; first < count; first++) {
        if (end < first)
            end = first, sum = 0;
        while (end < count && hits[end].at - hits[first].at < length && !used[end])
            sum += hits[end++].weight;
        if (sum > *run_weight + 1e-4f) {
            *run_weight = sum;
            *run_first = first;
            *run_end = end;
        }
        if (end > first)
            sum -= hits[first].weight;
    }
    return *run_weight > 0;
}

size_t hs_align_seek(const hs_align_text *quote, hs_align_segment segment,
                     const hs_align_text *source, hs_align_segment within, hs_arena *arena,
                     hs_align_window windows[HS_ALIGN_WINDOWS])
{
    uint32_t words = segment.end - segment.first;
    table t = build(quote, segment, arena);
    size_t count, found = 0;
    hit *hits = collect(&t, source, within, arena, &count);
    bool *used = hs_arena_new_array(arena, bool, count + 1);
    uint32_t slack = 16 + words / 8;
    for (size_t first, end; found < HS_ALIGN_WINDOWS; found++) {
        float weight;
        if (!best_run(hits, used, count, words + words / 4 + 8, &first, &end, &weight))
            break;
        if (found > 0 && weight < 0.6f * windows[0].weight)
            break;
        int64_t start = estimate_start(hits, first, end, arena);
        int64_t low = start - slack, high = start + words + slack + 24;
        hs_align_window *w = &windows[found];
        w->first = low < within.first ? within.first : (uint32_t)low;
        w->end = high > within.end ? within.end : (uint32_t)(high < 0 ? 0 : high);
        if (w->end < w->first)
            w->end = w->first;
        w->diagonal = start > w->first ? (uint32_t)(start - w->first) : 0;
        w->weight = weight;
        for (size_t i = first; i < end; i++)
            used[i] = true;
    }
    return found;
}
