/* From annotations to tokens: pieces are gathered, put in order block by block, flattened so that
 * none overlap, cut at line ends, and counted relative to one another. When they are sent is in
 * semantic_tokens_requests.c.
 *
 * A chapter's tokens are worked out once and taken over from the client's last answer while the
 * chapter and its lines stay the same; only what differs from that answer is sent.
 */
#include "features/semantic_tokens.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/memory.h"

const char *const hs_token_type_names[HS_TOKEN_TYPE_COUNT] = {
    [HS_TOKEN_TYPE_CLAIM] = "claim",   [HS_TOKEN_TYPE_PARAPHRASE] = "paraphrase",
    [HS_TOKEN_TYPE_QUOTE] = "quote",   [HS_TOKEN_TYPE_ANSWER] = "answer",
    [HS_TOKEN_TYPE_CHARGE] = "charge", [HS_TOKEN_TYPE_SPEAKER] = "speaker",
    [HS_TOKEN_TYPE_CUE] = "cue",
};
const char *const hs_token_modifier_names[] = {"unattributed", "thought", "unanswered",
                                               "checkable"};
const size_t hs_token_modifier_count = HS_COUNT(hs_token_modifier_names);

enum { INSERTION_SORT_MOST = 48 };

/* A stretch of a block that wants a type. */
typedef struct token_piece {
    uint32_t block;
    hs_span span;
    uint8_t type;
    uint8_t modifiers;
} token_piece;

typedef struct token_builder {
    hs_view *view;
    const hs_chapter *chapter;
    HS_ARRAY(token_piece) pieces; /* of the chapter */
    HS_ARRAY(uint32_t) data;      /* its numbers */
    hs_position last;             /* start of the newest token */
} token_builder;

static bool in_range(const token_builder *builder, uint32_t block)
{
    const hs_block_list *blocks = hs_snapshot_blocks(builder->view->snapshot);
    block += builder->chapter->first_block;
    uint32_t start = blocks->entries[block].source_start;
    uint32_t end = block + 1 < blocks->count ? blocks->entries[block + 1].source_start : UINT32_MAX;
    return start < builder->view->range.end && end > builder->view->range.start;
}

static void add(token_builder *builder, hs_place place, hs_token_type type, unsigned modifiers)
{
    if (!hs_place_none(place) && in_range(builder, place.block))
        *hs_array_push(&builder->pieces) =
            (token_piece){place.block, place.span, (uint8_t)type, (uint8_t)modifiers};
}

static void add_quote(token_builder *builder, const hs_quote *quote)
{
    bool open = !quote->speaker.known && !quote->speaker.author;
    unsigned modifiers = (open ? HS_TOKEN_MODIFIER_UNATTRIBUTED : 0) |
                         (quote->act == HS_ACT_THOUGHT ? HS_TOKEN_MODIFIER_THOUGHT : 0);
    hs_token_type type =
        quote->form == HS_FORM_INDIRECT ? HS_TOKEN_TYPE_PARAPHRASE : HS_TOKEN_TYPE_QUOTE;
    for (size_t i = 0; i < quote->content_count; i++)
        add(builder, quote->content[i], type, modifiers);
    add(builder, quote->source, HS_TOKEN_TYPE_SPEAKER, 0);
    add(builder, quote->cue, HS_TOKEN_TYPE_CUE, 0);
}

static void add_accusation(token_builder *builder, const hs_accusation *accusation)
{
    unsigned modifiers = (accusation->accuser.author ? HS_TOKEN_MODIFIER_UNATTRIBUTED : 0) |
                         (accusation->answer_count == 0 ? HS_TOKEN_MODIFIER_UNANSWERED : 0);
    add(builder, accusation->charge, HS_TOKEN_TYPE_CHARGE, modifiers);
    add(builder, accusation->cue, HS_TOKEN_TYPE_CUE, 0);
}

static void gather(token_builder *builder)
{
    const hs_annotations *annotations = builder->chapter->annotations;
    for (size_t i = 0; i < annotations->count; i++) {
        const hs_annotation *annotation = &annotations->items[i];
        if (!hs_snapshot_shows(builder->view->snapshot, annotation))
            continue;
        switch (annotation->kind) {
        case HS_ANNOTATION_QUOTE:
            add_quote(builder, &annotation->quote);
            break;
        case HS_ANNOTATION_CLAIM:
            add(builder, annotation->claim.place, HS_TOKEN_TYPE_CLAIM, 0);
            break;
        case HS_ANNOTATION_ACCUSATION:
            add_accusation(builder, &annotation->accusation);
            break;
        case HS_ANNOTATION_ANSWER:
            add(builder, annotation->answer.text, HS_TOKEN_TYPE_ANSWER, 0);
            add(builder, annotation->answer.cue, HS_TOKEN_TYPE_CUE, 0);
            break;
        }
    }
}

/* Puts the pieces in the order of their blocks, keeping that of each block (a counting sort: there
 * are more pieces than a comparison sort would do in the time of a keystroke). `starts` gets where
 * each block's begin; malloc'd result. */
static token_piece *sort_by_block(const token_builder *builder, uint32_t *starts,
                                  size_t block_count)
{
    token_piece *sorted = hs_alloc(builder->pieces.count * sizeof *sorted + 1);
    for (size_t i = 0; i < builder->pieces.count; i++)
        starts[builder->pieces.items[i].block + 1]++;
    for (size_t i = 0; i < block_count; i++)
        starts[i + 1] += starts[i];
    for (size_t i = 0; i < builder->pieces.count; i++)
        sorted[starts[builder->pieces.items[i].block]++] = builder->pieces.items[i];
    memmove(starts + 1, starts, block_count * sizeof *starts);
    starts[0] = 0;
    return sorted;
}

/* What shows in a stretch of a block. */
typedef struct shown_as {
    const token_piece *piece; /* NULL: nothing */
    unsigned modifiers;
} shown_as;

static void emit_in_line(token_builder *builder, hs_position start, uint32_t length,
                         const shown_as *shown)
{
    uint32_t lines = start.line - builder->last.line;
    uint32_t characters = lines > 0 ? start.character : start.character - builder->last.character;
    hs_array_reserve(&builder->data, builder->data.count + HS_TOKEN_NUMBERS);
    uint32_t *token = builder->data.items + builder->data.count;
    token[0] = lines;
    token[1] = characters;
    token[2] = length;
    token[3] = shown->piece->type;
    token[4] = shown->modifiers;
    builder->data.count += HS_TOKEN_NUMBERS;
    builder->last = start;
}

/* Where a line's content ends: before its line end. */
static uint32_t content_end(const hs_source_text *text, uint32_t line)
{
    const hs_line_index *lines = &text->lines;
    uint32_t end =
        line + 1 < lines->line_count ? lines->line_starts[line + 1] : (uint32_t)text->length;
    while (end > lines->line_starts[line] &&
           (text->bytes[end - 1] == '\n' || text->bytes[end - 1] == '\r'))
        end--;
    return end;
}

/* One flattened stretch of a block's text, as one token a line. */
static void emit(token_builder *builder, const shown_as *shown, hs_span text_span)
{
    hs_view *view = builder->view;
    const hs_source_text *text = view->snapshot->text;
    hs_span span = hs_chapter_source(builder->chapter, (hs_place){shown->piece->block, text_span});
    while (span.start < span.end) {
        hs_position start = hs_view_position(view, span.start);
        uint32_t line_end = content_end(text, start.line);
        uint32_t end = span.end < line_end ? span.end : line_end;
        if (span.start < end)
            emit_in_line(builder, start, hs_view_position(view, end).character - start.character,
                         shown);
        if (span.end <= line_end || start.line + 1 >= text->lines.line_count)
            return;
        span.start = text->lines.line_starts[start.line + 1];
    }
}

typedef struct boundary {
    uint32_t offset;
    bool opens;
    const token_piece *piece;
} boundary;

static int compare_boundaries(const void *a, const void *b)
{
    const boundary *left = a, *right = b;
    if (left->offset != right->offset)
        return left->offset < right->offset ? -1 : 1;
    return (int)left->opens - (int)right->opens;
}

/* Most blocks have few boundaries, nearly in order: qsort's set-up would cost more than the work.
 */
static void sort_boundaries(boundary *boundaries, size_t count)
{
    if (count > INSERTION_SORT_MOST) {
        qsort(boundaries, count, sizeof *boundaries, compare_boundaries);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        boundary moved = boundaries[i];
        size_t at = i;
        for (; at > 0 && compare_boundaries(&boundaries[at - 1], &moved) > 0; at--)
            boundaries[at] = boundaries[at - 1];
        boundaries[at] = moved;
    }
}

/* What shows where these types are open: the last of them. */
static shown_as choose(const token_piece *const *open)
{
    shown_as shown = {0};
    for (unsigned type = 0; type < HS_TOKEN_TYPE_COUNT; type++) {
        if (open[type])
            shown.piece = open[type];
    }
    if (!shown.piece)
        return shown;
    shown.modifiers = shown.piece->modifiers;
    if (open[HS_TOKEN_TYPE_CLAIM] && shown.piece->type != HS_TOKEN_TYPE_CLAIM)
        shown.modifiers |= HS_TOKEN_MODIFIER_CHECKABLE;
    return shown;
}

/* Sweeps over one block's boundaries; `open` has the newest piece of each type that has begun. */
static void flatten(token_builder *builder, const token_piece *pieces, size_t count,
                    boundary *boundaries)
{
    const token_piece *open[HS_TOKEN_TYPE_COUNT] = {0};
    unsigned depth[HS_TOKEN_TYPE_COUNT] = {0};
    shown_as shown = {0};
    uint32_t since = 0;
    for (size_t i = 0; i < count; i++) {
        boundaries[2 * i] = (boundary){pieces[i].span.start, true, &pieces[i]};
        boundaries[2 * i + 1] = (boundary){pieces[i].span.end, false, &pieces[i]};
    }
    sort_boundaries(boundaries, 2 * count);
    for (size_t i = 0; i < 2 * count; i++) {
        const boundary *at = &boundaries[i];
        unsigned type = at->piece->type;
        depth[type] += at->opens ? 1 : (unsigned)-1;
        if (at->opens || depth[type] == 0)
            open[type] = at->opens ? at->piece : NULL;
        if (i + 1 < 2 * count && boundaries[i + 1].offset == at->offset)
            continue;
        shown_as next = choose(open);
        if (next.piece == shown.piece && next.modifiers == shown.modifiers)
            continue;
        if (shown.piece)
            emit(builder, &shown, (hs_span){since, at->offset});
        shown = next;
        since = at->offset;
    }
}

/* The lines that a chapter's tokens lie in, and the bytes of them. */
static uint32_t first_line(hs_view *view, const hs_chapter *chapter)
{
    return hs_view_position(view, chapter->source_start).line;
}

static hs_span whole_lines(hs_view *view, size_t index)
{
    const hs_chapters *chapters = view->snapshot->chapters;
    const hs_line_index *lines = &view->snapshot->text->lines;
    uint32_t length = (uint32_t)view->snapshot->text->length;
    hs_span bytes = {lines->line_starts[first_line(view, &chapters->items[index])], length};
    if (index + 1 < chapters->count) {
        uint32_t line = first_line(view, &chapters->items[index + 1]);
        bytes.end = line + 1 < lines->line_count ? lines->line_starts[line + 1] : length;
    }
    return bytes;
}

static void build_chapter(token_builder *builder)
{
    size_t block_count = builder->chapter->annotations->blocks->count;
    uint32_t *starts = hs_alloc_zeroed(block_count + 2, sizeof *starts);
    hs_array_clear(&builder->pieces);
    gather(builder);
    token_piece *sorted = sort_by_block(builder, starts, block_count);
    boundary *boundaries = hs_alloc(2 * builder->pieces.count * sizeof *boundaries + 1);
    for (size_t i = 0; i < block_count; i++) {
        if (starts[i + 1] > starts[i])
            flatten(builder, sorted + starts[i], starts[i + 1] - starts[i], boundaries);
    }
    free(boundaries);
    free(sorted);
    free(starts);
}

/* A chapter of an earlier answer that has the same annotations in the same lines, or NULL. */
static const hs_token_chapter *find_shared(const token_builder *builder,
                                           const hs_token_array *before, hs_span lines)
{
    const hs_snapshot *now = builder->view->snapshot;
    if (!before || !before->snapshot || before->encoding != builder->view->encoding ||
        before->snapshot->settings != now->settings)
        return NULL;
    for (size_t i = 0; i < before->chapter_count; i++) {
        const hs_token_chapter *known = &before->chapters[i];
        uint32_t length = known->source_end - known->source_start;
        if (before->snapshot->chapters->items[i].annotations == builder->chapter->annotations &&
            lines.end - lines.start == length &&
            memcmp(before->snapshot->text->bytes + known->source_start,
                   now->text->bytes + lines.start, length) == 0)
            return known;
    }
    return NULL;
}

/* The tokens of a chapter, whose first line is `line`; NULL: none. */
static hs_token_run *build_run(token_builder *builder, uint32_t line)
{
    hs_array_clear(&builder->data);
    builder->last = (hs_position){line, 0};
    build_chapter(builder);
    if (builder->data.count == 0)
        return NULL;
    hs_position last = {builder->last.line - line, builder->last.character};
    return hs_token_run_create(builder->data.items, builder->data.count, last);
}

static void add_chapter(token_builder *builder, const hs_token_array *before,
                        hs_token_array *tokens, size_t index, hs_position *newest)
{
    hs_span lines = whole_lines(builder->view, index);
    uint32_t line = first_line(builder->view, builder->chapter);
    const hs_token_chapter *known = find_shared(builder, before, lines);
    hs_token_run *run = NULL;
    if (!known)
        run = build_run(builder, line);
    else if (known->run)
        run = hs_token_run_ref(known->run);
    tokens->chapters[index].source_start = lines.start;
    tokens->chapters[index].source_end = lines.end;
    hs_token_array_add_take(tokens, run, line, newest);
}

hs_token_array *hs_semantic_tokens_compute(hs_view *view, const hs_token_array *before)
{
    const hs_snapshot *snapshot = view->snapshot;
    const hs_chapters *chapters = snapshot->chapters;
    token_builder builder = {.view = view};
    hs_position newest = {0, 0};
    hs_token_array *tokens = hs_token_array_create(chapters->count, view->encoding);
    if (chapters->count > 1)
        tokens->snapshot = hs_snapshot_ref((hs_snapshot *)snapshot);
    for (size_t i = 0; i < chapters->count; i++) {
        builder.chapter = &chapters->items[i];
        add_chapter(&builder, before, tokens, i, &newest);
    }
    hs_array_finish(&builder.pieces);
    hs_array_finish(&builder.data);
    return tokens;
}
