/* The table of costs: three states a cell (words paired, a word of the quote only, a word of the
 * source only), in a band around the diagonal; free ends in the source. A pair may be one word
 * against two that make the same when written together ("long-term", "longterm").
 */
#include "evidence/align_private.h"

#include <stdlib.h>
#include <string.h>

enum {
    COST_CHANGE = 10,
    COST_CHANGE_ALIKE = 7, /* "colour", "color" */
    COST_CHANGE_MARKED = 2,
    COST_DROP = 8,
    COST_DROP_MORE = 7,
    COST_ADD = 11, /* not below a change: else a last word changed would be one added */
    COST_ADD_MORE = 10,
    COST_FREE = 1, /* what may be left out or put in */
    COST_NEVER = 1 << 28,
    ROWS = 3, /* kept of the table: a pair looks two back */
    BAND_SPARE = 40,
};

typedef enum state { PAIRED, ADDED, DROPPED, STATES } state;
typedef enum move { ONE_ONE, TWO_ONE, ONE_TWO } move; /* words of the quote, of the source */

typedef struct band {
    const hs_align_word *quote, *source;
    bool own_brackets;      /* of the source */
    uint32_t rows, columns; /* words of each */
    uint32_t half, diagonal;
    uint32_t width;
    uint32_t *cost[ROWS][STATES]; /* [row % ROWS][state][column - low(row)] */
    uint8_t *trace;               /* move | before_paired << 2 | before_added << 4 | … << 6 */
} band;

static uint32_t low(const band *b, uint32_t row)
{
    uint32_t middle = row + b->diagonal;
    uint32_t least = middle > b->half ? middle - b->half : 0;
    return least < b->columns ? least : b->columns;
}

static uint32_t high(const band *b, uint32_t row) /* included */
{
    uint32_t most = row + b->diagonal + b->half;
    return most < b->columns ? most : b->columns;
}

static uint32_t cost_at(const band *b, uint32_t row, state s, uint32_t column)
{
    if (column < low(b, row) || column > high(b, row))
        return COST_NEVER;
    return b->cost[row % ROWS][s][column - low(b, row)];
}

static state best_state(const band *b, uint32_t row, uint32_t column, uint32_t *cost)
{
    state best = PAIRED;
    *cost = cost_at(b, row, PAIRED, column);
    for (state s = ADDED; s < STATES; s++) {
        uint32_t other = cost_at(b, row, s, column);
        if (other < *cost)
            *cost = other, best = s;
    }
    return best;
}

/* Two words that may be spellings or forms of one. */
static bool alike(hs_str a, hs_str b)
{
    size_t least = a.length < b.length ? a.length : b.length;
    size_t most = a.length < b.length ? b.length : a.length;
    if (least < 4 || most - least > 2 || a.bytes[0] != b.bytes[0])
        return false;
    size_t same = 0;
    while (same < least && a.bytes[same] == b.bytes[same])
        same++;
    return same * 2 >= most;
}

static uint32_t pair_cost(const hs_align_word *quote, const hs_align_word *source)
{
    if (quote->key == source->key)
        return 0;
    if (quote->flags & HS_ALIGN_BRACKETED)
        return COST_CHANGE_MARKED;
    return alike(quote->folded, source->folded) ? COST_CHANGE_ALIKE : COST_CHANGE;
}

static bool makes(hs_str whole, hs_str first, hs_str second)
{
    return whole.length > 1 && whole.length == first.length + second.length &&
           memcmp(whole.bytes, first.bytes, first.length) == 0 &&
           memcmp(whole.bytes + first.length, second.bytes, second.length) == 0;
}

static uint32_t added_cost(const hs_align_word *word, bool open)
{
    if (word->flags & HS_ALIGN_BRACKETED)
        return COST_FREE;
    return open ? COST_ADD : COST_ADD_MORE;
}

/* Leaving out a word of the source between the quote's words `row` - 1 and `row`. */
static uint32_t dropped_cost(const band *b, uint32_t row, const hs_align_word *word, bool open)
{
    if (word->flags & HS_ALIGN_INTERRUPTION)
        return open ? COST_FREE : 0;
    bool marked = (row > 0 && b->quote[row - 1].flags & HS_ALIGN_BRACKETED) ||
                  (row < b->rows && b->quote[row].flags & HS_ALIGN_BRACKETED);
    if (marked || (word->flags & HS_ALIGN_BRACKETED && !b->own_brackets))
        return 2 * COST_FREE;
    return open ? COST_DROP : COST_DROP_MORE;
}

static uint8_t fill_paired(const band *b, uint32_t row, uint32_t column, uint32_t *cost)
{
    const hs_align_word *q = &b->quote[row - 1], *s = &b->source[column - 1];
    uint32_t before;
    state from = best_state(b, row - 1, column - 1, &before);
    *cost = before + pair_cost(q, s);
    uint8_t trace = (uint8_t)(ONE_ONE | from << 2);
    if (row > 1 && makes(s->folded, q[-1].folded, q->folded)) {
        from = best_state(b, row - 2, column - 1, &before);
        if (before < *cost)
            *cost = before, trace = (uint8_t)(TWO_ONE | from << 2);
    }
    if (column > 1 && makes(q->folded, s[-1].folded, s->folded)) {
        from = best_state(b, row - 1, column - 2, &before);
        if (before < *cost)
            *cost = before, trace = (uint8_t)(ONE_TWO | from << 2);
    }
    return trace;
}

/* The cheapest way into a one-sided state from the cell before. */
static state fill_side(const band *b, uint32_t row, uint32_t column, state side, uint32_t open,
                       uint32_t extend, uint32_t *cost)
{
    state best = PAIRED;
    *cost = COST_NEVER;
    for (state s = PAIRED; s < STATES; s++) {
        uint32_t total = cost_at(b, row, s, column) + (s == side ? extend : open);
        if (total < *cost)
            *cost = total, best = s;
    }
    return best;
}

static void fill_row(band *b, uint32_t row)
{
    uint32_t first = low(b, row), last = high(b, row);
    for (uint32_t column = first; column <= last; column++) {
        uint32_t at = column - first, cost[STATES] = {COST_NEVER, COST_NEVER, COST_NEVER};
        uint8_t trace = 0;
        if (row == 0) {
            cost[PAIRED] = 0;
        } else {
            if (column > 0)
                trace = fill_paired(b, row, column, &cost[PAIRED]);
            const hs_align_word *q = &b->quote[row - 1];
            trace |= (uint8_t)(fill_side(b, row - 1, column, ADDED, added_cost(q, true),
                                         added_cost(q, false), &cost[ADDED])
                               << 4);
        }
        for (state s = PAIRED; s < DROPPED; s++)
            b->cost[row % ROWS][s][at] = cost[s] < COST_NEVER ? cost[s] : COST_NEVER;
        if (row > 0 && column > first) {
            const hs_align_word *word = &b->source[column - 1];
            trace |=
                (uint8_t)(fill_side(b, row, column - 1, DROPPED, dropped_cost(b, row, word, true),
                                    dropped_cost(b, row, word, false), &cost[DROPPED])
                          << 6);
        }
        b->cost[row % ROWS][DROPPED][at] = cost[DROPPED] < COST_NEVER ? cost[DROPPED] : COST_NEVER;
        b->trace[(size_t)row * b->width + at] = trace;
    }
}

static void add_step(hs_align_steps *steps, hs_align_kind kind, uint32_t source, uint32_t sources,
                     uint32_t quote, uint32_t quotes)
{
    *hs_array_push(steps) = (hs_align_step){.kind = (uint8_t)kind,
                                            .source_first = source,
                                            .source_end = source + sources,
                                            .quote_first = quote,
                                            .quote_end = quote + quotes};
}

static hs_align_kind dropped_kind(const band *b, uint32_t row, const hs_align_word *word)
{
    if (word->flags & HS_ALIGN_INTERRUPTION ||
        (word->flags & HS_ALIGN_BRACKETED && !b->own_brackets))
        return HS_ALIGN_INTERRUPTED;
    return dropped_cost(b, row, word, true) < COST_DROP ? HS_ALIGN_CUT : HS_ALIGN_DROPPED;
}

/* One step of the way back; moves to the cell and state before. */
static void step_back(const band *b, uint32_t *row, uint32_t *column, state *s, uint32_t first_row,
                      uint32_t first_column, hs_align_steps *steps)
{
    uint8_t trace = b->trace[(size_t)*row * b->width + *column - low(b, *row)];
    uint32_t quote = first_row + *row, source = first_column + *column;
    if (*s == ADDED) {
        bool marked = b->quote[*row - 1].flags & HS_ALIGN_BRACKETED;
        add_step(steps, marked ? HS_ALIGN_MARKED : HS_ALIGN_ADDED, source, 0, quote - 1, 1);
        *s = trace >> 4 & 3;
        --*row;
    } else if (*s == DROPPED) {
        add_step(steps, dropped_kind(b, *row, &b->source[*column - 1]), source - 1, 1, quote, 0);
        *s = trace >> 6 & 3;
        --*column;
    } else {
        uint32_t quotes = (trace & 3) == TWO_ONE ? 2 : 1, sources = (trace & 3) == ONE_TWO ? 2 : 1;
        const hs_align_word *q = &b->quote[*row - 1];
        bool same = (trace & 3) != ONE_ONE || q->key == b->source[*column - 1].key;
        if (!same && q->flags & HS_ALIGN_BRACKETED) {
            add_step(steps, HS_ALIGN_MARKED, source, 0, quote - 1, 1);
            add_step(steps, HS_ALIGN_CUT, source - 1, 1, quote - 1, 0);
        } else {
            add_step(steps, same ? HS_ALIGN_SAME : HS_ALIGN_CHANGED, source - sources, sources,
                     quote - quotes, quotes);
        }
        *s = trace >> 2 & 3;
        *row -= quotes;
        *column -= sources;
    }
}

uint32_t hs_align_band(const hs_align_text *quote, hs_align_segment segment,
                       const hs_align_text *source, hs_align_window window, hs_arena *arena,
                       hs_align_steps *steps)
{
    band b = {.quote = quote->words + segment.first,
              .source = source->words + window.first,
              .own_brackets = source->own_brackets,
              .rows = segment.end - segment.first,
              .columns = window.end - window.first,
              .diagonal = window.diagonal};
    b.half = BAND_SPARE + b.rows / 8 + (b.rows < 200 ? b.rows : 200);
    b.width = 2 * b.half + 1;
    for (uint32_t i = 0; i < ROWS * STATES; i++)
        b.cost[i / STATES][i % STATES] = hs_arena_new_array(arena, uint32_t, b.width);
    b.trace = hs_arena_new_array(arena, uint8_t, (size_t)(b.rows + 1) * b.width);
    for (uint32_t row = 0; row <= b.rows; row++)
        fill_row(&b, row);
    uint32_t best = COST_NEVER, column = low(&b, b.rows);
    state s = PAIRED;
    for (uint32_t at = low(&b, b.rows); at <= high(&b, b.rows); at++) {
        uint32_t cost;
        state ends =
            cost_at(&b, b.rows, ADDED, at) < cost_at(&b, b.rows, PAIRED, at) ? ADDED : PAIRED;
        cost = cost_at(&b, b.rows, ends, at);
        if (cost < best)
            best = cost, column = at, s = ends;
    }
    for (uint32_t row = b.rows; row > 0;)
        step_back(&b, &row, &column, &s, segment.first, window.first, steps);
    return best;
}
