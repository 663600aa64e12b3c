/* Runs the detectors over one block and packs what they found. Blocks that are not prose (furniture
 * of a page, bylines, datelines) yield nothing.
 */
#include "annotate/block_findings.h"
#include "annotate/accusations/accusations.h"
#include "annotate/claims/checkable.h"
#include "annotate/figures/block_figures.h"
#include "annotate/quotes/quotes.h"
#include "annotate/references/references.h"

#include <stdlib.h>

#include "annotate/helper.h"
#include "annotate/reading/edges.h"
#include "annotate/reading/headline_verb.h"
#include "annotate/reading/reading.h"
#include "annotate/reading/syntax.h"
#include "annotate/reading/truecase.h"
#include "language/shared.h"

bool hs_block_is_read(const hs_block *block)
{
    return block->kind != HS_BLOCK_BOILERPLATE && block->kind != HS_BLOCK_DATELINE &&
           block->kind != HS_BLOCK_BYLINE && block->token_count > 0;
}

static uint32_t place(const hs_attribution *attribution)
{
    if (!hs_span_empty(attribution->cue))
        return attribution->cue.start;
    return attribution->content_count > 0 ? attribution->content[0].start
                                          : attribution->source_span.start;
}

static int compare_attributions(const void *a, const void *b)
{
    const hs_attribution *x = a, *y = b;
    if (x->sentence != y->sentence)
        return x->sentence < y->sentence ? -1 : 1;
    uint32_t i = place(x), k = place(y);
    return i != k ? (i < k ? -1 : 1) : (int)x->pattern - (int)y->pattern;
}

/* "“‘You are the only one,’ he said. …”": whether marks that no cue has are around an attribution's
 * words. They stand next to it in the order of the text. */
static bool inside_marks(const hs_reading *r, size_t i)
{
    enum { NEAR = 2 };
    const hs_attribution *items = r->attributions.items;
    hs_span own = items[i].content[0];
    for (size_t k = i > NEAR ? i - NEAR : 0; k < r->attributions.count && k <= i + NEAR; k++) {
        if (k == i || items[k].pattern != HS_PATTERN_LOOSE || items[k].content_count == 0)
            continue;
        hs_span around = items[k].content[0];
        if (around.start < own.start && own.end < around.end)
            return true;
    }
    return false;
}

/* Hashes the words of each finding and notes which quotations touch the block's ends. */
static void finish_attributions(hs_reading *r)
{
    if (r->words.count == 0 || r->attributions.count == 0)
        return;
    qsort(r->attributions.items, r->attributions.count, sizeof *r->attributions.items,
          compare_attributions);
    uint32_t first = r->words.items[0].span.start;
    uint32_t end = r->words.items[r->words.count - 1].span.end;
    for (size_t i = 0; i < r->attributions.count; i++) {
        hs_attribution *attribution = &r->attributions.items[i];
        if (attribution->content_count == 0)
            continue;
        hs_span last = attribution->content[attribution->content_count - 1];
        attribution->leads = attribution->content[0].start == first;
        attribution->closes =
            (last.end == end || attribution->cue.end + 60 > end) && !inside_marks(r, i);
    }
}

enum {
    DENIAL_WORDS = 10,
    ASIDE_MOST = 1000, /* tokens of a block: what the helper is given is to be brief */
};

/* Content that says no early on: what an accused party says in answer. */
static void mark_denials(hs_reading *r)
{
    for (size_t k = 0; k < r->attributions.count; k++) {
        hs_attribution *attribution = &r->attributions.items[k];
        if (attribution->content_count == 0)
            continue;
        hs_span content = attribution->content[0];
        uint32_t first = hs_reading_word_at(r, content.start);
        for (uint32_t i = first; i < r->words.count && i < first + DENIAL_WORDS &&
                                 r->words.items[i].span.end <= content.end;
             i++)
            attribution->denies =
                attribution->denies || hs_word_is(&r->words.items[i], HS_LEX(NEGATION));
    }
}

static void read_words(hs_reading *r)
{
    hs_reading_analyse(r);
    r->words = hs_words_read(r->block, r->scratch);
}

void hs_reading_prepare(hs_reading *r)
{
    r->block = hs_truecase_capitals(r);
    read_words(r);
    if (hs_truecase_wanted(r)) {
        r->block = hs_truecase(r);
        read_words(r);
    }
    hs_headline_verb_found(r);
    if (r->syntax) {
        hs_syntax_retag(r);
        hs_reading_join_bodies(r);
    }
    r->phrases = hs_phrases_find(&r->words, r->scratch);
    hs_reading_find_quotations(r);
    if (hs_read_learned(r)) {
        hs_read_headline(r);
        hs_read_left_out(r);
    } else {
        hs_read_reporting(r);
        hs_read_nouns(r);
    }
    hs_read_heard(r);
    hs_read_announced(r);
    hs_read_summed_up(r);
    hs_read_layout(r);
    hs_read_joined(r);
    finish_attributions(r);
    mark_denials(r);
    hs_reading_paint_attributions(r);
}

/* Figures and claims need nothing of what the detectors of accusations find. */
static void read_claims(hs_reading *r)
{
    hs_read_figures(r);
    hs_read_checkable(r);
}

/* The same by the helper, where an edit has it waiting: with a scratch arena of its own. */
typedef struct claims_aside {
    hs_helper_work work; /* first */
    hs_reading reading;
    hs_arena scratch;
} claims_aside;

static void read_claims_aside(hs_helper_work *work)
{
    claims_aside *aside = (claims_aside *)work;
    aside->reading.scratch = &aside->scratch;
    read_claims(&aside->reading);
}

static bool offer_claims(const hs_reading *r, claims_aside *aside)
{
    if (r->scope != HS_FINDINGS_EDITED || r->block->token_count > ASIDE_MOST)
        return false;
    *aside = (claims_aside){.work = {.run = read_claims_aside}, .reading = *r};
    return hs_helper_offer_aside(&aside->work);
}

/* The words that go with a cue: where they are the cue again, both are the whole of it. */
static void mend_words(const hs_reading *r, hs_span *cue, hs_span *words)
{
    if (hs_span_equal(*cue, *words)) {
        *cue = *words = hs_edges_whole_phrase(r, *cue);
        return;
    }
    hs_span whole = hs_span_empty(*cue) ? *cue : hs_edges_whole_phrase(r, *cue);
    if (whole.end > cue->end && words->start >= cue->end && words->start < whole.end) {
        uint32_t next = hs_reading_word_at(r, whole.end); /* "under | fire after the vote" */
        *cue = whole;
        bool none = next >= r->words.count || hs_reading_word(r, next)->span.start >= words->end;
        words->start = none ? words->start : hs_reading_word(r, next)->span.start;
        *words = none ? whole : *words;
    }
    *words = hs_edges_mend_span(r, *words);
}

/* Once all that is learnt of their words is read off: marks at their ends tell nothing. */
static void mend_edges(hs_reading *r)
{
    for (size_t i = 0; i < r->accusing.count; i++)
        mend_words(r, &r->accusing.items[i].cue, &r->accusing.items[i].charge);
    for (size_t i = 0; i < r->answering.count; i++) {
        hs_answering *it = &r->answering.items[i];
        it->text = hs_edges_before_next(r, it->cue, it->text);
        mend_words(r, &it->cue, &it->text);
    }
}

static void run_detectors(hs_reading *r)
{
    claims_aside aside;
    if (r->scope != HS_FINDINGS_QUOTED)
        hs_read_mockery(r);
    bool offered = offer_claims(r, &aside);
    if (r->scope != HS_FINDINGS_QUOTED) {
        hs_read_accusing(r);
        hs_read_harm(r);
        hs_read_answering(r);
        r->learned_accusations = hs_read_learned_accusations(r);
        mend_edges(r);
    }
    if (offered && hs_helper_take_back(&aside.work)) {
        r->figures = aside.reading.figures;
        r->checkable = aside.reading.checkable;
        hs_arena_finish(&aside.scratch);
    } else {
        read_claims(r);
    }
}

static uint64_t hash_span(const hs_block *block, hs_span span, uint64_t seed)
{
    return hs_hash_bytes(block->text.bytes + span.start, span.end - span.start, seed);
}

/* The words that ids rest on. */
static void hash_findings(hs_reading *r)
{
    for (size_t i = 0; i < r->attributions.count; i++) {
        hs_attribution *attribution = &r->attributions.items[i];
        attribution->text_hash = hash_span(r->block, attribution->cue, 1);
        for (uint32_t k = 0; k < attribution->content_count; k++)
            attribution->text_hash =
                hash_span(r->block, attribution->content[k], attribution->text_hash);
    }
    for (size_t i = 0; i < r->accusing.count; i++)
        r->accusing.items[i].text_hash =
            hash_span(r->block, r->accusing.items[i].charge,
                      hash_span(r->block, r->accusing.items[i].cue, 2));
    for (size_t i = 0; i < r->answering.count; i++)
        r->answering.items[i].text_hash =
            hash_span(r->block, r->answering.items[i].text,
                      hash_span(r->block, r->answering.items[i].cue, 3));
    for (size_t i = 0; i < r->checkable.count; i++)
        r->checkable.items[i].text_hash = hash_span(r->block, r->checkable.items[i].span, 4);
}

static void finish_arrays(hs_reading *r)
{
    hs_array_finish(&r->attributions);
    hs_array_finish(&r->accusing);
    hs_array_finish(&r->answering);
    hs_array_finish(&r->checkable);
    hs_array_finish(&r->figures);
}

static bool spoken(const hs_reading *r)
{
    static const hs_str hearer[] = {{"you", 3}, {"your", 4}, {"yours", 5}};
    const hs_shallow_word *first = r->words.count > 0 ? &r->words.items[0] : NULL;
    if (first && (first->tag == HS_TAG_PRONOUN || hs_word_is(first, HS_LEX(NEGATION))) &&
        !hs_word_is(first, HS_LEX(MALE) | HS_LEX(FEMALE)))
        return true;
    for (uint32_t i = 0; i < r->words.count; i++) {
        const hs_shallow_word *word = &r->words.items[i];
        if (word->quotation)
            continue;
        if (hs_word_is(word, HS_LEX(FIRST_PERSON)))
            return true;
        for (size_t k = 0; k < HS_COUNT(hearer); k++)
            if (hs_str_equal_ignoring_case(hs_word_text(&r->words, i), hearer[k]))
                return true;
    }
    return false;
}

#define PACK(field, singular)                                                                      \
    do {                                                                                           \
        size_t size = reading->field.count * sizeof *reading->field.items;                         \
        findings->field = hs_arena_copy(&findings->arena, reading->field.items, size);             \
        findings->singular##_count = (uint32_t)reading->field.count;                               \
    } while (0)

void hs_reading_finish(hs_reading *reading, hs_block_findings *findings)
{
    hash_findings(reading);
    hs_read_references(reading, findings);
    findings->word_count = reading->words.count;
    findings->spoken = spoken(reading);
    findings->learned_accusations = reading->learned_accusations;
    findings->accusing_most = reading->accusing_most;
    PACK(attributions, attribution);
    PACK(accusing, accusing);
    PACK(answering, answering);
    PACK(checkable, checkable);
    PACK(figures, figure);
    finish_arrays(reading);
}

static hs_block_findings *read_block(const hs_block *block, hs_findings_scope scope,
                                     hs_arena *scratch)
{
    hs_block_findings *findings = hs_alloc_zeroed(1, sizeof *findings);
    hs_arena_reset(scratch);
    findings->date = hs_read_date(block, scratch);
    if (!hs_block_is_read(block) || !hs_language_shared(NULL))
        return findings; /* without the language model nothing reads: whoever asks is told so */
    hs_reading reading = {
        .block = block, .scope = scope, .arena = &findings->arena, .scratch = scratch};
    hs_reading_prepare(&reading);
    run_detectors(&reading);
    hs_reading_finish(&reading, findings);
    return findings;
}

static void destroy(void *attachment)
{
    hs_block_findings *findings = attachment;
    hs_arena_finish(&findings->arena);
    free(findings);
}

void hs_block_findings_make(hs_block *block, hs_findings_scope scope, hs_arena *scratch)
{
    if (!hs_block_attachment(block))
        hs_block_attach_take(block, read_block(block, scope, scratch), destroy);
}
