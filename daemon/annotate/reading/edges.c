/* Mends the two ends of a range of words. Neighbours are looked at only up to the end of the
 * quotation that an end lies in, and only over stops.
 */
#include "annotate/reading/edges.h"

#include "annotate/reading/syntax.h"

/* The pair of marks around a word, marks included, where it opens and closes in one sentence. */
static hs_word_range pair_around(const hs_reading *r, uint32_t word)
{
    hs_word_range none = {0, 0};
    if (!hs_reading_word(r, word)->quotation)
        return none;
    hs_word_range pair = hs_reading_quotation(r, word);
    bool whole =
        pair.end > pair.first + 1 && hs_reading_tag(r, pair.first) == HS_TAG_OPEN_MARK &&
        hs_reading_tag(r, pair.end - 1) == HS_TAG_CLOSE_MARK &&
        hs_reading_word(r, pair.first)->sentence == hs_reading_word(r, pair.end - 1)->sentence;
    return whole ? pair : none;
}

static bool ends_clause(uint8_t tag)
{
    return tag == HS_TAG_STOP || tag == HS_TAG_COMMA;
}

static bool only_stops(const hs_reading *r, uint32_t first, uint32_t end)
{
    while (first < end && ends_clause(hs_reading_tag(r, first)))
        first++;
    return first >= end;
}

/* "Had | "hidden behind his collar | "": the pair opens inside and closes behind. */
static hs_word_range close_pair(const hs_reading *r, hs_word_range words)
{
    hs_word_range pair = pair_around(r, words.end - 1);
    if (pair.end <= words.end || pair.first < words.first)
        return words;
    if (pair.first == words.first)
        words.first += words.end > words.first + 1;
    else if (only_stops(r, words.end, pair.end - 1))
        words.end = pair.end;
    return words;
}

/* "" | in appalling conditions" to release her": the pair opens in front and closes inside. */
static hs_word_range open_pair(const hs_reading *r, hs_word_range words)
{
    hs_word_range pair = pair_around(r, words.first);
    if (pair.end == 0 || pair.first >= words.first || pair.end > words.end)
        return words;
    if (pair.end < words.end) {
        words.first = words.first == pair.first + 1 ? pair.first : words.first;
        return words;
    }
    do
        words.end--;
    while (words.end > words.first + 1 && ends_clause(hs_reading_tag(r, words.end - 1)));
    return words;
}

static bool joins(const hs_reading *r, uint32_t word)
{
    static const char *const relatives[] = {"who", "which", "whose", NULL};
    return hs_reading_tag(r, word) == HS_TAG_CONJUNCTION ||
           (hs_reading_tag(r, word) == HS_TAG_RELATIVE &&
            hs_reading_word_among(r, word, relatives));
}

/* Without marks that close or open nothing in the words, and without what leads on from them. */
static hs_word_range without_loose_ends(const hs_reading *r, hs_word_range words)
{
    while (words.first + 1 < words.end && hs_reading_tag(r, words.first) == HS_TAG_CLOSE_MARK)
        words.first++;
    bool loose = true;
    while (words.first + 1 < words.end && loose) {
        uint32_t last = words.end - 1;
        loose = hs_reading_tag(r, last) == HS_TAG_OPEN_MARK || joins(r, last) ||
                (hs_reading_tag(r, last) == HS_TAG_COMMA && joins(r, last - 1));
        words.end -= loose;
    }
    while (words.first + 1 < words.end && hs_reading_tag(r, words.end - 1) == HS_TAG_COMMA)
        words.end--;
    return words;
}

/* "PORT ORLO (AP) — | Thousands marched". */
static uint32_t behind_dateline(const hs_reading *r, hs_word_range words)
{
    uint32_t first = words.first;
    while (first < words.end && hs_reading_word(r, first)->span.start < r->block->dateline.end)
        first++;
    return first < words.end ? first : words.first;
}

hs_word_range hs_edges_mend(const hs_reading *r, hs_word_range words)
{
    words.first = behind_dateline(r, words);
    words = without_loose_ends(r, words);
    return open_pair(r, close_pair(r, words));
}

hs_span hs_edges_mend_span(const hs_reading *r, hs_span span)
{
    hs_word_range words = {hs_reading_word_at(r, span.start), 0};
    words.end = words.first;
    while (words.end < r->words.count && hs_reading_word(r, words.end)->span.start < span.end)
        words.end++;
    if (hs_span_empty(span) || words.end == words.first)
        return span;
    hs_word_range mended = hs_edges_mend(r, words);
    if (mended.first + 2 < mended.end && hs_reading_tag(r, mended.first) == HS_TAG_CONJUNCTION)
        mended.first++;
    hs_span whole = hs_reading_span(r, mended.first, mended.end);
    if (mended.first != words.first)
        span.start = whole.start;
    if (mended.end != words.end)
        span.end = whole.end;
    return span;
}

/* Whether a word tells of another act than a verb in front of it does: "denied it and | resigned",
 * "denied it, | saying". */
static bool next_act(const hs_reading *r, uint32_t word, uint32_t verb)
{
    const hs_word *it = &r->syntax->words[hs_reading_token(r, word)];
    if (it->head != verb || (it->upos != HS_UPOS_VERB && it->upos != HS_UPOS_AUX))
        return false;
    bool says = it->xpos == HS_XPOS_VBG && hs_reading_word(r, word)->lexeme->report_weight > 0;
    return it->deprel == HS_DEPREL_CONJ || (it->deprel == HS_DEPREL_ADVCL && says);
}

hs_span hs_edges_before_next(const hs_reading *r, hs_span cue, hs_span behind)
{
    if (!r->syntax || hs_span_empty(cue) || behind.start < cue.end)
        return behind;
    uint32_t verb = hs_reading_token(r, hs_reading_word_at(r, cue.start));
    uint32_t first = hs_reading_word_at(r, behind.start), joint = first;
    for (uint32_t i = first + 1; i < r->words.count; i++) {
        if (hs_reading_word(r, i)->span.start >= behind.end)
            break;
        uint8_t tag = hs_reading_tag(r, i);
        if (tag == HS_TAG_CONJUNCTION || tag == HS_TAG_COMMA)
            joint = i;
        if (joint > first && next_act(r, i, verb)) {
            behind.end = hs_reading_word(r, joint - 1)->span.end;
            break;
        }
    }
    return behind;
}

hs_span hs_edges_whole_phrase(const hs_reading *r, hs_span span)
{
    uint32_t i = hs_reading_word_at(r, span.start);
    if (hs_span_empty(span) || i >= r->words.count)
        return span;
    const hs_shallow_word *word = hs_reading_word(r, i);
    uint32_t last = word->first_token + word->lexeme->word_count - 1;
    const hs_lexeme *end = hs_lexicon_find(hs_token_text(r->block->text, &r->block->tokens[last]));
    bool within = span.start == word->span.start && span.end < word->span.end;
    return within && !hs_lexeme_is(end, HS_LEX(PREPOSITION)) ? word->span : span;
}
