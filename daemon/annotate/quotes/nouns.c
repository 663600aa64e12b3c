/* Attributions by nouns of saying: "the minister's claim that …", "a warning of …". The source is
 * the noun's owner or a following "by X" / "from X".
 */
#include "annotate/quotes/content.h"
#include "annotate/quotes/quotes.h"

static uint32_t owner_of(const hs_reading *r, uint32_t phrase)
{
    return phrase == HS_NONE ? HS_NONE : r->phrases.items[phrase].owner;
}

static void add(hs_reading *r, uint32_t noun, uint32_t source, hs_word_range content)
{
    hs_span *span = hs_arena_new(r->arena, hs_span);
    *span = hs_word_range_span(&r->words, content);
    bool marks = false;
    for (uint32_t i = content.first; i < content.end; i++) {
        uint16_t quotation = hs_reading_word(r, i)->quotation;
        if (!quotation || hs_reading_word(r, noun)->quotation)
            continue;
        marks = true;
        r->quotation_used[quotation - 1] = true;
    }
    const hs_shallow_word *word = hs_reading_word(r, noun);
    *hs_array_push(&r->attributions) = (hs_attribution){
        .content = span,
        .content_count = 1,
        .cue = word->span,
        .source = source,
        .addressee = HS_NONE,
        .sentence = word->sentence,
        .pattern = HS_PATTERN_NOUN,
        .form = marks ? HS_FORM_MIXED : HS_FORM_INDIRECT,
        .act = word->lexeme->noun_thought ? HS_ACT_THOUGHT : HS_ACT_SPEECH,
        .weight = word->lexeme->noun_weight,
    };
}

static void read_noun(hs_reading *r, uint32_t i)
{
    const hs_lexeme *lexeme = hs_reading_word(r, i)->lexeme;
    hs_cue cue = {.word = i, .scope = hs_reading_window(r, i)};
    uint32_t phrase = r->phrases.phrase_at[i];
    uint32_t source = owner_of(r, phrase), at = i + 1;
    if (at + 1 < cue.scope.end &&
        (hs_reading_word_is(r, at, "by") || hs_reading_word_is(r, at, "from"))) {
        uint32_t agent = hs_reading_phrase_from(r, at + 1);
        if (agent != HS_NONE) {
            source = agent;
            at = r->phrases.items[agent].end_extended;
        }
    }
    if (at + 1 >= cue.scope.end)
        return;
    uint32_t first = HS_NONE;
    if (lexeme->noun_frames & HS_FRAME_THAT && hs_reading_tag(r, at) == HS_TAG_THAT)
        first = at + 1;
    else if (source == HS_NONE)
        return;
    else if (lexeme->noun_frames & HS_FRAME_INFINITIVE && hs_reading_tag(r, at) == HS_TAG_TO)
        first = at;
    else if (lexeme->noun_frames & (HS_FRAME_OBJECT | HS_FRAME_ABOUT) &&
             (hs_reading_word_is(r, at, "of") || hs_reading_word_is(r, at, "about")))
        first = at + 1;
    if (first == HS_NONE || first >= cue.scope.end)
        return;
    uint32_t end = hs_content_clause_end(r, &cue, first);
    if (end > first + 1)
        add(r, i, source, (hs_word_range){first, end});
}

void hs_read_nouns(hs_reading *r)
{
    for (uint32_t i = 0; i < r->words.count; i++) {
        const hs_shallow_word *word = hs_reading_word(r, i);
        if (word->lexeme->noun_frames && word->tag == HS_TAG_NOUN)
            read_noun(r, i);
    }
}
