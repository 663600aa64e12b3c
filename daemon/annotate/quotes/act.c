/* What tells saying from thinking in an attribution: its features, and their weights. */
#include "annotate/quotes/act.h"

#include "annotate/act_weights.h"
#include "annotate/reading/syntax.h"

void (*hs_acts_observer)(const hs_reading *reading, const hs_attribution *attribution,
                         uint64_t features, const int8_t *state);

/* The log odds of speech. */
static float weigh(uint64_t features, const int8_t *state)
{
    float sum = 0;
    for (; features; features &= features - 1)
        sum += act_weights[HS_SAYING_SPEECH][__builtin_ctzll(features)];
    for (int i = 0; i < HS_ACT_STATE; i++)
        sum += act_state_weights[HS_SAYING_SPEECH][i] * (float)state[i];
    return sum;
}

static bool reports(const hs_shallow_word *word, bool thought)
{
    const hs_lexeme *lexeme = word->lexeme;
    return (lexeme->report_frames && (lexeme->report_thought != 0) == thought) ||
           (lexeme->noun_frames && (lexeme->noun_thought != 0) == thought);
}

/* The words of the longest quotation in a span, its marks included. */
static uint32_t longest_quotation(const hs_reading *r, hs_span span)
{
    hs_word_range range = hs_reading_words_in(r, span);
    uint32_t most = 0;
    for (uint32_t i = range.first; i < range.end; i++) {
        uint16_t quotation = hs_reading_word(r, i)->quotation;
        if (!quotation)
            continue;
        hs_word_range words = r->quotations[quotation - 1];
        most = words.end - words.first > most ? words.end - words.first : most;
        i = words.end > i ? words.end - 1 : i;
    }
    return most;
}

/* "I would say", "you mentioned": whoever speaks, of the talk itself; nobody is reported. */
static bool own_words(const hs_reading *r, hs_span source)
{
    hs_word_range range = hs_reading_words_in(r, source);
    if (range.end != range.first + 1 || hs_reading_word(r, range.first)->quotation)
        return false;
    static const hs_str pronouns[] = {{"i", 1}, {"me", 2}, {"you", 3}};
    for (size_t i = 0; i < HS_COUNT(pronouns); i++)
        if (hs_str_equal_ignoring_case(hs_word_text(&r->words, range.first), pronouns[i]))
            return true;
    return false;
}

#define BIT(name) (UINT64_C(1) << HS_ACT_##name)

enum { UTTERANCE = 5, LONG_CONTENT = 20, SHORT_CONTENT = 4, LONG_CUE = 3 };

static uint64_t by_content(const hs_reading *r, const hs_attribution *it)
{
    uint64_t bits = it->form == HS_FORM_DIRECT  ? BIT(direct)
                    : it->form == HS_FORM_MIXED ? BIT(mixed)
                                                : 0;
    uint32_t words = 0;
    for (uint32_t k = 0; k < it->content_count; k++) {
        hs_word_range range = hs_reading_words_in(r, it->content[k]);
        words += range.end - range.first;
        bits |= longest_quotation(r, it->content[k]) >= UTTERANCE ? BIT(utterance) : 0;
    }
    hs_word_range first = hs_reading_words_in(r, it->content[0]);
    bits |= words > LONG_CONTENT    ? BIT(content_long)
            : words < SHORT_CONTENT ? BIT(content_short)
                                    : 0;
    bits |= it->content[0].start < it->cue.start ? BIT(content_first) : 0;
    if (first.first < first.end) {
        uint8_t tag = hs_reading_tag(r, first.first);
        bits |= tag == HS_TAG_TO ? BIT(infinitive) : 0;
        bits |= hs_reading_word(r, first.first)->quotation ? BIT(in_marks) : 0;
        bits |=
            first.first > 0 && hs_reading_tag(r, first.first - 1) == HS_TAG_THAT ? BIT(clause) : 0;
    }
    return bits | (r->block->kind == HS_BLOCK_HEADING ? BIT(in_heading) : 0);
}

static uint64_t by_cue(const hs_reading *r, hs_word_range cue, uint32_t top)
{
    uint8_t tag = hs_reading_tag(r, top);
    uint64_t bits = tag == HS_TAG_VERB   ? BIT(verb)
                    : tag == HS_TAG_NOUN ? BIT(noun)
                                         : BIT(other_cue);
    for (uint32_t i = cue.first; i < cue.end; i++) {
        bits |= reports(hs_reading_word(r, i), false) ? BIT(speech_word) : 0;
        bits |= reports(hs_reading_word(r, i), true) ? BIT(thought_word) : 0;
    }
    bits |= cue.end - cue.first > LONG_CUE ? BIT(long_cue) : 0;
    return bits | (hs_reading_word(r, top)->quotation ? BIT(cue_in_marks) : 0);
}

static uint64_t by_source(const hs_reading *r, const hs_attribution *it)
{
    if (it->source == HS_NONE)
        return BIT(no_source);
    uint8_t tag = hs_reading_tag(r, r->phrases.items[it->source].head);
    uint64_t classes = hs_reading_word(r, r->phrases.items[it->source].head)->classes;
    if (own_words(r, it->source_span))
        return BIT(own_words);
    bool his = tag == HS_TAG_DETERMINER && classes & HS_LEX(POSSESSIVE); /* "her | message was" */
    return tag == HS_TAG_NAME             ? BIT(named_source)
           : tag == HS_TAG_PRONOUN || his ? BIT(pronoun_source)
           : classes & (HS_LEX(ROLE) | HS_LEX(TITLE) | HS_LEX(GROUP) | HS_LEX(ORGANISATION))
               ? 0
               : BIT(thing_source);
}

enum { PLAIN_WEIGHT = 8 }; /* "said", "told", "replied" */

/* "I told them that …": a report of one's own words, unlike "I ask the minister". */
static bool tells(const hs_reading *r, hs_word_range cue)
{
    for (uint32_t i = cue.first; i < cue.end; i++) {
        const hs_lexeme *lexeme = hs_reading_word(r, i)->lexeme;
        if (lexeme->report_frames & HS_FRAME_THAT && lexeme->report_weight >= PLAIN_WEIGHT)
            return true;
    }
    return false;
}

#define STRANGE_LEAST 0.5f /* log odds, for cues that the lexicon does not know as speech */

hs_quote_act hs_act_of(const hs_reading *r, hs_word_range cue, const hs_attribution *it)
{
    if (cue.first >= cue.end || !r->states || r->state_width < HS_ACT_STATE)
        return HS_ACT_SPEECH;
    uint32_t top = hs_syntax_top(r, cue);
    top = top == HS_NONE ? cue.first : top;
    const int8_t *state = hs_reading_state(r, hs_reading_token(r, top));
    uint64_t features = BIT(always) | by_content(r, it) | by_cue(r, cue, top) | by_source(r, it);
    if (hs_acts_observer)
        hs_acts_observer(r, it, features, state);
    if (features & BIT(own_words) && it->form == HS_FORM_INDIRECT && !tells(r, cue))
        return HS_ACT_THOUGHT;
    bool known = features & BIT(speech_word) && !(features & BIT(own_words));
    return known || weigh(features, state) >= STRANGE_LEAST ? HS_ACT_SPEECH : HS_ACT_THOUGHT;
}
