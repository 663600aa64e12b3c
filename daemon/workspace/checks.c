/* From annotations to questions: which words are asked about, and who is said to have said them. */
#include "workspace/checks.h"

#include <stdlib.h>

#include "annotate/annotate.h"
#include "base/array.h"
#include "base/memory.h"
#include "text/utf8.h"
#include "workspace/snapshot.h"

static bool is_mark(uint32_t c)
{
    return c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201f) || c == 0xab || c == 0xbb ||
           c == 0x2039 || c == 0x203a;
}

/* The span without the marks and spaces at its ends. */
static hs_span without_marks(hs_str text, hs_span span)
{
    while (span.start < span.end) {
        size_t next;
        uint32_t c = hs_utf8_next(text, span.start, &next);
        if (!is_mark(c) && !hs_utf8_is(c, HS_CHAR_SPACE))
            break;
        span.start = (uint32_t)next;
    }
    while (span.end > span.start) {
        size_t start;
        uint32_t c = hs_utf8_previous(text, span.end, &start);
        if (!is_mark(c) && !hs_utf8_is(c, HS_CHAR_SPACE))
            break;
        span.end = (uint32_t)start;
    }
    return span;
}

static const hs_block *block_of(const hs_annotations *annotations, uint32_t block)
{
    return annotations->blocks->entries[block].block;
}

static size_t add_place(hs_place *places, size_t count, size_t room, uint32_t block, hs_span span)
{
    if (count < room && span.end > span.start)
        places[count++] = (hs_place){block, span};
    return count;
}

/* The quotations that lie in one piece of a mixed quote. */
static size_t add_marked(const hs_annotations *annotations, hs_place piece, hs_place *places,
                         size_t count, size_t room)
{
    const hs_block *block = block_of(annotations, piece.block);
    for (size_t i = 0; i < block->quotation_count; i++) {
        const hs_quotation *quotation = &block->quotations[i];
        if (quotation->depth == 0 && quotation->span.start >= piece.span.start &&
            quotation->span.end <= piece.span.end)
            count = add_place(places, count, room, piece.block,
                              without_marks(block->text, quotation->inside));
    }
    return count;
}

size_t hs_check_places(const hs_annotations *annotations, const hs_annotation *annotation,
                       hs_place *places, size_t room)
{
    size_t count = 0;
    if (annotation->kind == HS_ANNOTATION_CLAIM)
        return add_place(places, 0, room, annotation->claim.place.block,
                         annotation->claim.place.span);
    if (annotation->kind != HS_ANNOTATION_QUOTE)
        return 0;
    const hs_quote *quote = &annotation->quote;
    for (size_t i = 0; i < quote->content_count; i++) {
        hs_place piece = quote->content[i];
        if (quote->form == HS_FORM_MIXED)
            count = add_marked(annotations, piece, places, count, room);
        else
            count = add_place(places, count, room, piece.block,
                              without_marks(block_of(annotations, piece.block)->text, piece.span));
    }
    return count;
}

hs_place hs_check_place(const hs_checked *checked, const hs_place *places, size_t count,
                        hs_span span)
{
    for (size_t i = 0; i < count && count == checked->piece_count; i++) {
        hs_span piece = checked->pieces[i];
        if (span.start < piece.start || span.end > piece.end ||
            piece.end - piece.start != places[i].span.end - places[i].span.start)
            continue;
        uint32_t start = places[i].span.start + (span.start - piece.start);
        return (hs_place){places[i].block, {start, start + (span.end - span.start)}};
    }
    return (hs_place){0};
}

/* ---------------------------------------------------------------- making */

typedef struct maker {
    hs_archive *archive;
    const hs_settings *settings;
    uint64_t generation;
    hs_error *error;
    HS_ARRAY(hs_check) checks;
} maker;

static bool check_one(maker *m, const hs_annotations *annotations, const hs_annotation *annotation)
{
    hs_place places[HS_CHECK_PLACES_MAX];
    hs_str pieces[HS_CHECK_PLACES_MAX];
    size_t count = hs_check_places(annotations, annotation, places, HS_CHECK_PLACES_MAX);
    if (count == 0)
        return true;
    for (size_t i = 0; i < count; i++)
        pieces[i] = hs_str_slice(block_of(annotations, places[i].block)->text, places[i].span.start,
                                 places[i].span.end);
    hs_check_question question = {.pieces = pieces, .piece_count = count};
    if (annotation->kind == HS_ANNOTATION_CLAIM) {
        question.claim = true;
        question.factchecks = annotation->claim.checkworthiness >= HS_CLAIM_THRESHOLD_DEFAULT;
    } else {
        const hs_quote *quote = &annotation->quote;
        question.indirect = quote->form == HS_FORM_INDIRECT;
        if (quote->speaker.known)
            question.speaker = quote->speaker.name;
    }
    hs_checked *checked = hs_checked_find(&question, m->generation);
    if (!checked)
        checked = hs_checked_ask(m->archive, &question, m->generation, m->error);
    if (checked)
        *hs_array_push(&m->checks) = (hs_check){annotation->id, checked};
    return checked != NULL;
}

static int by_id(const void *left, const void *right)
{
    uint64_t a = ((const hs_check *)left)->id, b = ((const hs_check *)right)->id;
    return (a > b) - (a < b);
}

static bool check_all(maker *m, const hs_chapters *chapters, const atomic_bool *cancel)
{
    for (size_t c = 0; c < chapters->count; c++) {
        const hs_annotations *annotations = chapters->items[c].annotations;
        for (size_t i = 0; i < annotations->count; i++) {
            const hs_annotation *annotation = &annotations->items[i];
            if (cancel && atomic_load_explicit(cancel, memory_order_relaxed))
                return false;
            if (hs_settings_show(m->settings, annotation) && !check_one(m, annotations, annotation))
                return false;
        }
    }
    return true;
}

static hs_checks *wrap(maker *m)
{
    hs_checks *checks = hs_alloc_zeroed(1, sizeof *checks);
    atomic_init(&checks->references, 1);
    checks->items = m->checks.items;
    checks->count = m->checks.count;
    checks->generation = m->generation;
    if (checks->count > 0)
        qsort(checks->items, checks->count, sizeof *checks->items, by_id);
    return checks;
}

hs_checks *hs_checks_make(hs_archive *archive, const hs_chapters *chapters,
                          const hs_settings *settings, uint64_t generation,
                          const atomic_bool *cancel, hs_error *error)
{
    maker m = {.archive = archive, .settings = settings, .generation = generation, .error = error};
    bool fine = check_all(&m, chapters, cancel);
    hs_checks *checks = wrap(&m);
    if (fine)
        return checks;
    hs_checks_unref(checks);
    return NULL;
}

hs_checks *hs_checks_ref(hs_checks *checks)
{
    atomic_fetch_add_explicit(&checks->references, 1, memory_order_relaxed);
    return checks;
}

void hs_checks_unref(hs_checks *checks)
{
    if (!checks || atomic_fetch_sub_explicit(&checks->references, 1, memory_order_acq_rel) != 1)
        return;
    for (size_t i = 0; i < checks->count; i++)
        hs_checked_unref(checks->items[i].checked);
    free(checks->items);
    free(checks);
}

bool hs_checks_same(const hs_checks *first, const hs_checks *second)
{
    if (!first || !second || first->count != second->count)
        return first == second;
    for (size_t i = 0; i < first->count; i++) {
        if (first->items[i].id != second->items[i].id ||
            first->items[i].checked != second->items[i].checked)
            return false;
    }
    return true;
}

const hs_checked *hs_checks_find(const hs_checks *checks, uint64_t id)
{
    size_t low = 0, high = checks ? checks->count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (checks->items[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return checks && low < checks->count && checks->items[low].id == id ? checks->items[low].checked
                                                                        : NULL;
}
