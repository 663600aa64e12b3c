/* Who else says it: in "Ana Ruiz and Tom Orlo said" a source is the first of several, and the
 * others hang on it by the parse. And who says it where a source is but a share of them.
 */
#include "annotate/quotes/quotes.h"
#include "annotate/reading/syntax.h"

enum { JOINED_REACH = 24 }; /* tokens in which they stand */

/* Whether a phrase tells whose it is by a pronoun: "her husband" has no name of his own. */
static bool owned_by_pronoun(const hs_reading *r, uint32_t phrase)
{
    uint32_t owner = r->phrases.items[phrase].owner;
    return owner != HS_NONE && hs_reading_tag(r, r->phrases.items[owner].head) == HS_TAG_PRONOUN;
}

/* "His mother and manager", "brother and fellow comedian": one noun without an article tells what
 * somebody is besides. */
static bool says_what(const hs_reading *r, uint32_t token, uint32_t phrase)
{
    const hs_phrase *it = &r->phrases.items[phrase];
    uint8_t first = hs_reading_tag(r, it->first);
    return hs_syntax_token(r, token)->xpos == HS_XPOS_NN && it->owner == HS_NONE &&
           first != HS_TAG_DETERMINER && first != HS_TAG_NUMBER && first != HS_TAG_NAME;
}

/* The phrase of a token that "and" joins to `first`, or HS_NONE. */
static uint32_t joined_at(const hs_reading *r, uint32_t token, uint32_t first)
{
    const hs_word *word = hs_syntax_token(r, token);
    bool noun = word->upos == HS_UPOS_PROPN || word->upos == HS_UPOS_NOUN;
    if (word->deprel != HS_DEPREL_CONJ || word->head != first || !noun)
        return HS_NONE;
    uint32_t phrase = r->phrases.phrase_at[hs_reading_word_of_token(r, token)];
    if (phrase == HS_NONE || says_what(r, token, phrase) || owned_by_pronoun(r, phrase) ||
        r->phrases.items[phrase].owns)
        return HS_NONE;
    return phrase;
}

/* "Ruiz, a former pilot, has admitted": what hangs on a name by a comma alone, and has an article,
 * is nobody else, though the parse may join them. */
static bool beside(const hs_reading *r, uint32_t first, uint32_t token, uint32_t phrase)
{
    static const char *const articles[] = {"a", "an", NULL};
    if (!hs_reading_word_among(r, r->phrases.items[phrase].first, articles))
        return false;
    for (uint32_t t = first; t < token; t++)
        if (hs_syntax_token(r, t)->deprel == HS_DEPREL_CC)
            return false;
    return true;
}

static bool alternative(const hs_reading *r, uint32_t first, uint32_t token)
{
    for (uint32_t t = first; t < token; t++)
        if (hs_syntax_token(r, t)->deprel == HS_DEPREL_CC &&
            !hs_str_equal_ignoring_case(hs_str_slice(r->block->text, r->block->tokens[t].span.start,
                                                     r->block->tokens[t].span.end),
                                        HS_STR("and")))
            return true;
    return false;
}

/* "Ana Ruiz: And the harp?": what is said joins nobody to whoever says it. */
static bool within(const hs_attribution *it, hs_span token)
{
    for (uint32_t k = 0; k < it->content_count; k++)
        if (hs_span_overlap(it->content[k], token))
            return true;
    return false;
}

static bool none_says_and(const hs_reading *r, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        if (hs_syntax_token(r, t)->deprel == HS_DEPREL_CC)
            return false;
    return true;
}

/* "In a letter to Mayor Ana Ruiz, Rep. Tom Orlo, a Democrat, said": the parse joins the two, and
 * the former is only written to. */
static bool written_to(const hs_reading *r, const hs_phrase *source, const hs_phrase *other)
{
    uint32_t before = source->first;
    uint8_t tag = before > 1 ? hs_reading_tag(r, before - 1) : HS_TAG_NOUN;
    return (tag == HS_TAG_PREPOSITION || tag == HS_TAG_TO) && other->first > source->end &&
           hs_reading_tag(r, other->first - 1) == HS_TAG_COMMA &&
           none_says_and(r, hs_reading_token(r, source->head), hs_reading_token(r, other->head));
}

static void join(hs_reading *r, hs_attribution *it)
{
    const hs_phrase *source = &r->phrases.items[it->source];
    uint32_t first = hs_syntax_phrase_top(r, source);
    uint32_t end = (uint32_t)r->syntax->word_count;
    end = first + JOINED_REACH < end ? first + JOINED_REACH : end;
    uint32_t found[HS_JOINED_MOST], count = 0;
    uint8_t tag = hs_reading_tag(r, source->head);
    if (tag != HS_TAG_NAME && tag != HS_TAG_NOUN)
        return;
    for (uint32_t t = first + 1; t < end && count < HS_JOINED_MOST; t++) {
        if (hs_span_overlap(it->cue, r->block->tokens[t].span) ||
            within(it, r->block->tokens[t].span))
            break;
        uint32_t phrase = joined_at(r, t, first);
        if (phrase != HS_NONE && phrase != it->source && !alternative(r, first, t) &&
            !beside(r, first, t, phrase))
            found[count++] = phrase;
    }
    if (count == 1 && written_to(r, source, &r->phrases.items[found[0]])) {
        it->source = found[0];
        it->source_span.start = hs_reading_word(r, r->phrases.items[found[0]].first)->span.start;
        return;
    }
    if (count == 0)
        return;
    it->joined = hs_arena_copy(r->arena, found, count * sizeof *found);
    it->joined_count = count;
}

static bool says_share(const hs_reading *r, const hs_phrase *phrase)
{
    static const char *const shares[] = {"percent", "%", NULL};
    uint32_t last = phrase->end - 1;
    bool sign = phrase->end < r->words.count && hs_reading_word_is(r, phrase->end, "%");
    return phrase->end_extended == phrase->end &&
           (sign || hs_reading_word_among(r, last, shares) ||
            (hs_reading_word_is(r, last, "cent") && last > phrase->first));
}

/* "Among Orlo's voters, 74 percent said": those who were asked, of whom so many say it. */
static void take_those_asked(const hs_reading *r, hs_attribution *it)
{
    enum { BACK = 16 };
    const hs_phrase *share = &r->phrases.items[it->source];
    uint32_t first = hs_reading_sentence(r, share->first).first;
    if (!says_share(r, share))
        return;
    for (uint32_t i = share->first; i-- > first && i + BACK > share->first;) {
        uint32_t phrase =
            hs_reading_word_is(r, i, "among") ? hs_reading_phrase_from(r, i + 1) : HS_NONE;
        if (phrase == HS_NONE)
            continue;
        uint32_t end = r->phrases.items[phrase].end_extended;
        if (end < share->first && hs_reading_tag(r, end) == HS_TAG_COMMA)
            it->source = phrase;
        return;
    }
}

void hs_read_joined(hs_reading *r)
{
    for (size_t i = 0; i < r->attributions.count && r->syntax; i++)
        if (r->attributions.items[i].source != HS_NONE) {
            take_those_asked(r, &r->attributions.items[i]);
            join(r, &r->attributions.items[i]);
        }
}
