/* What stands before a name and describes it: back over prepositions, owners, relative clauses,
 * brackets and "and". By tags alone; what the parse says, reference_ties.c asks.
 */
#include "annotate/references/phrase_before.h"

/* The first word of a phrase with those that own it: of "The board's chief investigator" its "The".
 */
static uint32_t start_with_owners(const hs_reading *r, uint32_t phrase)
{
    if (phrase == HS_NONE)
        return 0;
    uint32_t start = r->phrases.items[phrase].first;
    for (int links = 0; r->phrases.items[phrase].owner != HS_NONE && links < 3; links++) {
        phrase = r->phrases.items[phrase].owner;
        start = r->phrases.items[phrase].first;
    }
    return start;
}

/* Whom the clause that ends before `end` tells of: "a driver" of "a driver who gave no name", or
 * HS_NONE. */
static uint32_t before_relative(const hs_reading *r, uint32_t end)
{
    enum { WORDS = 10 };
    uint32_t first = hs_reading_sentence(r, end).first;
    for (uint32_t i = end; i-- > first + 1 && i + WORDS > end;) {
        uint8_t tag = hs_reading_tag(r, i);
        if (tag == HS_TAG_COMMA || tag == HS_TAG_OPEN_MARK || tag == HS_TAG_CLOSE_MARK)
            return HS_NONE;
        if (tag == HS_TAG_RELATIVE || tag == HS_TAG_THAT)
            return r->phrases.phrase_at[i - 1];
    }
    return HS_NONE;
}

/* Whether a word names a trade or work by its ending, where the tags take it for a verb: "the head
 * of housing", "the safeguarding team". */
static bool gerund(const hs_reading *r, uint32_t i)
{
    return hs_reading_tag(r, i) == HS_TAG_VERB &&
           hs_str_ends_with(hs_word_text(&r->words, i), HS_STR("ing"));
}

bool hs_tag_leads_on(uint8_t tag)
{
    return tag == HS_TAG_PREPOSITION || tag == HS_TAG_TO;
}

/* Where the brackets begin that end before `end`: "the union (UTW) |". */
static uint32_t before_brackets(const hs_reading *r, uint32_t end)
{
    enum { LONGEST = 8 };
    if (end < 3 || hs_reading_tag(r, end - 1) != HS_TAG_BRACKET)
        return end;
    for (uint32_t i = end - 2; i > 0 && i + LONGEST > end; i--)
        if (hs_reading_tag(r, i) == HS_TAG_BRACKET)
            return i;
    return end;
}

/* What ends before `end` or, where that is the head of another, what it hangs on: of "a surgeon at
 * the town's hospital" first the hospital, then the surgeon. HS_NONE where there is no more. */
uint32_t hs_phrase_before(const hs_reading *r, uint32_t end)
{
    end = before_brackets(r, end);
    if (end > 2 && gerund(r, end - 1) && hs_tag_leads_on(hs_reading_tag(r, end - 2)))
        end -= 2;
    else if (end > 1 && hs_reading_tag(r, end - 1) == HS_TAG_POSSESSIVE) /* "of St Odo's" */
        end--;
    return end > 0 ? r->phrases.phrase_at[end - 1] : HS_NONE;
}

/* "Her mother and manager, Ana Ruiz": of two that are one the former, or HS_NONE. */
static uint32_t joined_to(const hs_reading *r, uint32_t phrase, uint32_t start)
{
    const hs_phrase *second = &r->phrases.items[phrase];
    if (start < 2 || !hs_reading_word_is(r, start - 1, "and") || second->owner != HS_NONE ||
        hs_reading_tag(r, start) != HS_TAG_NOUN)
        return HS_NONE;
    uint32_t first = r->phrases.phrase_at[start - 2];
    return first;
}

uint32_t hs_phrase_governor(const hs_reading *r, uint32_t phrase)
{
    uint32_t start = start_with_owners(r, phrase);
    uint32_t joined = joined_to(r, phrase, start);
    if (joined != HS_NONE)
        return joined;
    while (start > 2 && hs_reading_tag(r, start - 1) == HS_TAG_ADVERB)
        start--;
    if (start > 2 && hs_reading_tag(r, start - 1) == HS_TAG_POSSESSIVE) /* "town's only" */
        start = start_with_owners(r, r->phrases.phrase_at[start - 2]);
    if (start < 2)
        return HS_NONE;
    uint8_t before = hs_reading_tag(r, start - 1);
    if (hs_tag_leads_on(before))
        return hs_phrase_before(r, start - 1);
    if (gerund(r, start - 1))
        return r->phrases.phrase_at[start - 2];
    return before == HS_TAG_VERB || before == HS_TAG_AUXILIARY ? before_relative(r, start)
                                                               : HS_NONE;
}
