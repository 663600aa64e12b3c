/* Look-ups in a reading that several detectors share. */
#include "annotate/reading/reading.h"

#include "base/sorted.h"
#include "language/shared.h"

const hs_analysis *hs_reading_parse(hs_reading *r, hs_str text, const hs_token *tokens,
                                    const hs_sentence *sentences, size_t sentence_count)
{
    const hs_language *language = hs_language_shared(NULL);
    size_t count = r->block->token_count;
    r->state_width = hs_language_state_width(language);
    int8_t *states = hs_arena_room(r->scratch, count, r->state_width);
    r->states = states;
    return (r->scope == HS_FINDINGS_EDITED ? hs_language_analyse_edited
                                           : hs_language_analyse_tokens)(
        language, text, tokens, count, sentences, sentence_count, states, r->scratch);
}

void hs_reading_analyse(hs_reading *r)
{
    const hs_block *block = r->block;
    if (hs_language_shared(NULL))
        r->syntax = hs_reading_parse(r, block->text, block->tokens, block->sentences,
                                     block->sentence_count);
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
    return phrase != HS_NONE && r->phrases.items[phrase].first == word ? phrase : HS_NONE;
}

uint32_t hs_reading_phrase_until(const hs_reading *r, uint32_t end)
{
    if (end == 0 || end > r->words.count)
        return HS_NONE;
    uint32_t phrase = r->phrases.phrase_at[end - 1];
    if (phrase == HS_NONE || r->phrases.items[phrase].end != end)
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
    return (uint32_t)hs_sorted_first(r->words.items, r->words.count, span.end, hs_above(byte));
}

hs_word_range hs_reading_words_in(const hs_reading *r, hs_span span)
{
    uint32_t first = hs_reading_word_at(r, span.start), end = first;
    while (end < r->words.count && r->words.items[end].span.start < span.end)
        end++;
    return (hs_word_range){first, end};
}

hs_word_owners hs_reading_owners(const hs_reading *r)
{
    hs_word_owners owners = {hs_arena_new_array(r->scratch, uint32_t, r->words.count),
                             hs_arena_new_array(r->scratch, uint32_t, r->words.count)};
    memset(owners.of, 0xff, r->words.count * sizeof *owners.of);
    return owners;
}

void hs_reading_own(const hs_reading *r, hs_word_owners *owners, hs_span span, uint32_t owner,
                    uint32_t rank)
{
    hs_word_range words = hs_reading_words_in(r, span);
    for (uint32_t i = words.first; i < words.end; i++)
        if (owners->of[i] == HS_NONE || owners->ranks[i] > rank) {
            owners->of[i] = owner;
            owners->ranks[i] = rank;
        }
}

void hs_reading_paint_attributions(hs_reading *r)
{
    hs_word_owners owners = hs_reading_owners(r);
    for (uint32_t i = 0; i < r->attributions.count; i++) {
        const hs_attribution *it = &r->attributions.items[i];
        for (uint32_t k = 0; k < it->content_count; k++)
            hs_reading_own(r, &owners, it->content[k], i,
                           it->content[k].end - it->content[k].start);
    }
    r->attribution_at = owners.of;
}
