/* Showing and mending what differs: both walk the alignment's steps and cut their words out of the
 * two texts as they are written there.
 */
#include "base/array.h"
#include "base/buffer.h"
#include "evidence/verdict.h"
#include "text/utf8.h"

typedef HS_ARRAY(hs_diff_part) parts;

static hs_str words_text(const hs_align_text *text, uint32_t first, uint32_t end)
{
    return hs_str_slice(text->text, text->words[first].span.start, text->words[end - 1].span.end);
}

static void add_part(parts *list, char kind, hs_str text)
{
    if (text.length > 0)
        *hs_array_push(list) = (hs_diff_part){kind, text};
}

hs_diff_part *hs_diff_words(const hs_align_text *quote, const hs_align_text *source,
                            const hs_alignment *alignment, hs_arena *arena, size_t *count)
{
    parts list = {0};
    for (uint32_t i = 0; i < alignment->step_count; i++) {
        const hs_align_step *step = &alignment->steps[i];
        if (step->kind == HS_ALIGN_INTERRUPTED)
            continue;
        if (step->kind == HS_ALIGN_SAME) {
            add_part(&list, '=', words_text(quote, step->quote_first, step->quote_end));
            continue;
        }
        if (step->source_end > step->source_first)
            add_part(&list, '-', words_text(source, step->source_first, step->source_end));
        if (step->quote_end > step->quote_first)
            add_part(&list, '+', words_text(quote, step->quote_first, step->quote_end));
    }
    *count = list.count;
    hs_diff_part *copy = hs_arena_copy(arena, list.items, list.count * sizeof *list.items);
    hs_array_finish(&list);
    return copy;
}

/* ---------------------------------------------------------------- repairs */

typedef HS_ARRAY(hs_repair) repairs;

/* The apostrophe that the quote uses, or else the source's own. */
static uint32_t apostrophe_of(const hs_align_text *quote)
{
    for (uint32_t i = 0; i < quote->count; i++) {
        hs_span span = quote->words[i].span;
        for (size_t at = span.start; at < span.end;) {
            uint32_t c = hs_utf8_next(quote->text, at, &at);
            if (c == '\'' || c == 0x2019)
                return c;
        }
    }
    return 0;
}

static void append_source(hs_buffer *out, hs_str text, uint32_t apostrophe)
{
    for (size_t at = 0; at < text.length;) {
        size_t next;
        char bytes[4];
        uint32_t c = hs_utf8_next(text, at, &next);
        if ((c == '\'' || c == 0x2019) && apostrophe)
            hs_buffer_append(out, bytes, hs_utf8_encode(apostrophe, bytes));
        else if (c == '\n' || c == '\r' || c == '\t')
            hs_buffer_append_byte(out, ' ');
        else if (c != '"' && c != 0x201c && c != 0x201d)
            hs_buffer_append(out, text.bytes + at, next - at);
        at = next;
    }
}

/* Adds a change at `span`, or widens the one before when only spaces part them. */
static void add_repair(repairs *list, hs_span span, hs_str text)
{
    *hs_array_push(list) = (hs_repair){span, text};
}

/* Takes the word's space with it, so that no two are left. */
static hs_span with_space(hs_str text, hs_span span)
{
    if (span.end < text.length && text.bytes[span.end] == ' ')
        span.end++;
    else if (span.start > 0 && text.bytes[span.start - 1] == ' ')
        span.start--;
    return span;
}

static void repair_step(repairs *list, const hs_align_text *quote, const hs_align_text *source,
                        const hs_align_step *step, uint32_t apostrophe, hs_arena *arena)
{
    hs_buffer text = {0};
    if (step->source_end > step->source_first)
        append_source(&text, words_text(source, step->source_first, step->source_end), apostrophe);
    hs_span span;
    if (step->kind == HS_ALIGN_DROPPED && step->quote_first > 0) {
        uint32_t end = quote->words[step->quote_first - 1].span.end;
        hs_buffer spaced = {0};
        hs_buffer_append_byte(&spaced, ' ');
        hs_buffer_append_str(&spaced, hs_buffer_str(&text));
        add_repair(list, (hs_span){end, end}, hs_arena_copy_str(arena, hs_buffer_str(&spaced)));
        hs_buffer_finish(&spaced);
    } else if (step->quote_end > step->quote_first) {
        span = (hs_span){quote->words[step->quote_first].span.start,
                         quote->words[step->quote_end - 1].span.end};
        if (step->kind == HS_ALIGN_ADDED)
            span = with_space(quote->text, span);
        add_repair(list, span, hs_arena_copy_str(arena, hs_buffer_str(&text)));
    }
    hs_buffer_finish(&text);
}

hs_repair *hs_repairs_make(const hs_align_text *quote, const hs_align_text *source,
                           const hs_alignment *alignment, hs_arena *arena, size_t *count)
{
    repairs list = {0};
    uint32_t apostrophe = apostrophe_of(quote);
    for (uint32_t i = 0; i < alignment->step_count; i++) {
        uint8_t kind = alignment->steps[i].kind;
        if (kind == HS_ALIGN_CHANGED || kind == HS_ALIGN_DROPPED || kind == HS_ALIGN_ADDED)
            repair_step(&list, quote, source, &alignment->steps[i], apostrophe, arena);
    }
    *count = list.count;
    hs_repair *copy = hs_arena_copy(arena, list.items, list.count * sizeof *list.items);
    hs_array_finish(&list);
    return copy;
}
