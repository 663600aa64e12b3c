/* Look-ups in a reading that several detectors share. */
#include "annotate/reading/reading.h"

#include "language/shared.h"

void hs_reading_analyse(hs_reading *r)
{
    const hs_language *language = hs_language_shared(NULL);
    const hs_block *block = r->block;
    if (!language)
        return;
    r->state_width = hs_language_state_width(language);
    int8_t *states = hs_arena_room(r->scratch, block->token_count, r->state_width);
    r->states = states;
    r->syntax =
        (r->scope == HS_FINDINGS_EDITED ? hs_language_analyse_edited : hs_language_analyse_tokens)(
            language, block->text, block->tokens, block->token_count, block->sentences,
            block->sentence_count, states, r->scratch);
}

uint32_t hs_reading_token(const hs_reading *r, uint32_t word)
{
    uint32_t first = r->words.items[word].first_token;
    uint32_t end = first + r->words.items[word].lexeme->word_count;
    for (uint32_t i = first; i < end; i++)
        if (r->syntax->words[i].head < first || r->syntax->words[i].head >= end)
            return i;
    return first;
}

uint32_t hs_reading_word_of_token(const hs_reading *r, uint32_t token)
{
    return hs_reading_word_at(r, r->block->tokens[token].span.start);
}

bool hs_reading_dash(const hs_reading *r, uint32_t word)
{
    return hs_reading_tag(r, word) == HS_TAG_DASH ||
           hs_str_equal(hs_word_text(&r->words, word), HS_STR("―")) ||
           (hs_reading_tag(r, word) == HS_TAG_HYPHEN && word > 0);
}

uint32_t hs_reading_phrase_from(const hs_reading *r, uint32_t word)
{
    if (word >= r->words.count)
        return HS_NONE;
    uint32_t phrase = r->phrases.phrase_at[word];
    return phrase != UINT32_MAX && r->phrases.items[phrase].first == word ? phrase : HS_NONE;
}

uint32_t hs_reading_phrase_until(const hs_reading *r, uint32_t end)
{
    if (end == 0 || end > r->words.count)
        return HS_NONE;
    uint32_t phrase = r->phrases.phrase_at[end - 1];
    if (phrase == UINT32_MAX || r->phrases.items[phrase].end != end)
        return HS_NONE;
    /* An earlier phrase that takes this one in: "a spokesman for the ministry". */
    uint32_t sentence = r->words.items[end - 1].sentence;
    for (uint32_t earlier = phrase, steps = 0; earlier-- > 0 && steps < 4; steps++) {
        const hs_phrase *candidate = &r->phrases.items[earlier];
        if (r->words.items[candidate->first].sentence != sentence)
            break;
        if (candidate->end_extended == end)
            phrase = earlier;
    }
    return phrase;
}

hs_word_range hs_reading_window(const hs_reading *r, uint32_t word)
{
    enum { BEFORE = 150, BEHIND = 300 };
    hs_word_range range = hs_reading_sentence(r, word);
    if (word - range.first > BEFORE)
        range.first = word - BEFORE;
    if (range.end - word > BEHIND)
        range.end = word + BEHIND;
    return range;
}

void hs_reading_find_quotations(hs_reading *r)
{
    size_t count = r->block->quotation_count;
    r->quotations = hs_arena_new_array(r->scratch, hs_word_range, count);
    r->quotation_used = hs_arena_new_array(r->scratch, bool, count);
    for (uint32_t i = 0; i < r->words.count; i++) {
        uint16_t quotation = r->words.items[i].quotation;
        if (!quotation)
            continue;
        hs_word_range *range = &r->quotations[quotation - 1];
        if (range->end == 0)
            range->first = i;
        range->end = i + 1;
    }
}

uint32_t hs_reading_word_at(const hs_reading *r, uint32_t byte)
{
    uint32_t low = 0, high = r->words.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->words.items[middle].span.end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void paint(hs_reading *r, uint32_t attribution, hs_span content, uint32_t *lengths)
{
    uint32_t length = content.end - content.start;
    for (uint32_t i = hs_reading_word_at(r, content.start);
         i < r->words.count && r->words.items[i].span.start < content.end; i++)
        if (r->attribution_at[i] == HS_NONE || lengths[i] > length) {
            r->attribution_at[i] = attribution;
            lengths[i] = length;
        }
}

void hs_reading_paint_attributions(hs_reading *r)
{
    r->attribution_at = hs_arena_new_array(r->scratch, uint32_t, r->words.count);
    memset(r->attribution_at, 0xff, r->words.count * sizeof *r->attribution_at);
    uint32_t *lengths = hs_arena_new_array(r->scratch, uint32_t, r->words.count);
    for (uint32_t i = 0; i < r->attributions.count; i++)
        for (uint32_t k = 0; k < r->attributions.items[i].content_count; k++)
            paint(r, i, r->attributions.items[i].content[k], lengths);
}
