/* Which words are names or parts of names, that by their looks are something else; and offices in
 * capitals, which are none.
 */
#include "annotate/reading/retag_names.h"

#include "annotate/reading/meaning.h"
#include "annotate/reading/name_parts.h"
#include "annotate/reading/noun_kind.h"
#include "annotate/reading/retag_headings.h"
#include "annotate/reading/syntax.h"

/* Makes a name of a word, which then is nothing else. */
static void take_for_name(hs_shallow_word *word)
{
    word->tag = HS_TAG_NAME;
    word->classes &= HS_LEX(GIVEN_NAME);
}

static bool in_body(const hs_reading *r, uint32_t token)
{
    return token < r->syntax->word_count &&
           hs_syntax_token(r, token)->entity_tag == 1 + HS_NAME_ORGANISATION;
}

/* "and" inside the name of one body: "Food and Drug Administration". */
static bool joins_name(const hs_reading *r, const hs_shallow_word *word)
{
    return word->tag == HS_TAG_CONJUNCTION && word->first_token > 0 &&
           in_body(r, word->first_token - 1) && in_body(r, word->first_token) &&
           in_body(r, word->first_token + 1);
}

/* The "'s" inside a name: "Ostran People's Army", "Skarra Workers' Party". */
static bool owns_inside_name(const hs_reading *r, const hs_shallow_word *word)
{
    uint32_t token = word->first_token;
    if (word->tag != HS_TAG_POSSESSIVE || token == 0 || token + 1 >= r->syntax->word_count)
        return false;
    uint8_t entity = hs_syntax_token(r, token)->entity_tag;
    return (entity == 1 + HS_NAME_ORGANISATION || entity == 1 + HS_NAME_PLACE) &&
           hs_syntax_token(r, token - 1)->entity_tag == entity &&
           hs_syntax_token(r, token + 1)->entity_tag == entity;
}

/* "Donnelly", "Will Tran", "Sue Gray": a capitalised word that looks like an adverb or verb, but
 * belongs to a person's name by the parse and the name tags both. */
static bool of_person(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    bool other = word->tag != HS_TAG_NAME && word->tag != HS_TAG_NOUN && word->tag < HS_TAG_HYPHEN;
    if (!other || word->lexeme->word_count != 1 || word->shape != HS_TOKEN_CAPITALISED ||
        r->words.title_case)
        return false;
    const hs_word *token = hs_syntax_token(r, word->first_token);
    return token->upos == HS_UPOS_PROPN && hs_syntax_names_person(token);
}

/* "Mr Banning said": a capitalised word behind an honorific is a name, though the parse may take it
 * for a verb. */
static bool behind_honorific(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    return i > 0 && word->tag < HS_TAG_HYPHEN && word->lexeme->word_count == 1 &&
           !hs_word_is(word, HS_BEFORE_NAME) && word->shape == HS_TOKEN_CAPITALISED &&
           !r->words.title_case && hs_word_is(hs_reading_word(r, i - 1), HS_LEX(HONORIFIC)) &&
           hs_reading_word(r, i - 1)->sentence == word->sentence;
}

/* "Pelling was convicted", "Hocking said": a capitalised word that opens the sentence, that no list
 * knows and that looks like a verb or adverb by no more than its ending, is a name where the parse
 * has it for one that acts. */
static bool opens_as_name(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    const hs_lexeme *lexeme = word->lexeme;
    bool other = word->tag == HS_TAG_VERB || word->tag == HS_TAG_ADVERB;
    if (!other || word->shape != HS_TOKEN_CAPITALISED || lexeme->word_count != 1 || lexeme->forms ||
        lexeme->report_frames || lexeme->classes || r->words.title_case ||
        hs_reading_sentence(r, i).first != i)
        return false;
    const hs_word *token = hs_syntax_token(r, word->first_token);
    hs_str lemma = hs_word_lemma(token);
    bool doing = token->xpos == HS_XPOS_VBG && /* "Smoking kills" */
                 (hs_meaning_of(lemma, HS_MEANING_OF_VERB) ||
                  hs_meaning_of(hs_word_text(&r->words, i), HS_MEANING_OF_NOUN));
    return hs_deprel_is_subject(token->deprel) &&
           (token->upos == HS_UPOS_PROPN || token->xpos == HS_XPOS_VBG) && !doing;
}

bool hs_retag_name(hs_reading *r, uint32_t i)
{
    hs_shallow_word *word = &r->words.items[i];
    bool titled = behind_honorific(r, i);
    if (of_person(r, i) || opens_as_name(r, i) || titled)
        take_for_name(word);
    bool joined = joins_name(r, word) || owns_inside_name(r, word) || titled;
    word->tag = joined ? HS_TAG_NAME : word->tag;
    return joined;
}

bool hs_retag_titles_name(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    return word->tag == HS_TAG_NAME && hs_word_capital(word) && i + 1 < r->words.count &&
           hs_word_is(word, HS_LEX(ROLE) | HS_LEX(TITLE) | HS_LEX(HONORIFIC)) &&
           hs_reading_word(r, i + 1)->sentence == word->sentence &&
           hs_reading_tag(r, i + 1) == HS_TAG_NAME && hs_word_capital(hs_reading_word(r, i + 1));
}

bool hs_retag_in_capitals(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    return i > 0 && word->shape == HS_TOKEN_UPPER && hs_word_is(word, HS_LEX(TIME)) &&
           hs_reading_tag(r, i - 1) == HS_TAG_NAME &&
           hs_reading_word(r, i - 1)->shape == HS_TOKEN_UPPER &&
           (i + 1 == r->words.count || hs_reading_word(r, i + 1)->shape != HS_TOKEN_UPPER);
}

/* What a body is named for: no person, place or time. */
static bool names_concern(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    uint8_t entity = hs_syntax_token(r, word->first_token)->entity_tag;
    bool nominal = word->tag == HS_TAG_NOUN || word->tag == HS_TAG_NAME;
    if (hs_word_is(word, HS_LEX(ROLE)) && i + 1 < r->words.count &&
        hs_syntax_names_person(hs_syntax_token(r, hs_reading_word(r, i + 1)->first_token)))
        return false;
    return nominal && hs_word_capital(word) && entity != 1 + HS_NAME_PERSON &&
           entity != 1 + HS_NAME_PLACE &&
           !hs_word_is(word, HS_LEX(MONTH) | HS_LEX(WEEKDAY) | HS_LEX(TIME) | HS_LEX(COUNTRY) |
                                 HS_LEX(CAPITAL) | HS_LEX(HONORIFIC) | HS_LEX(TITLE) |
                                 HS_LEX(GIVEN_NAME));
}

/* Whether a word can stand in front of what a body is for: "Committee", "Court of Appeals". */
static bool names_body(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    if (word->tag != HS_TAG_NAME || !hs_word_capital(word))
        return false;
    bool of = i >= 2 && hs_reading_word_is(r, i - 1, "of");
    return hs_word_is(word, HS_LEX(ORGANISATION)) ||
           (of && hs_word_is(hs_reading_word(r, i - 2), HS_LEX(ORGANISATION)) &&
            hs_word_capital(hs_reading_word(r, i - 2)));
}

/* Behind which word the name of a body goes on, from "on", "for" or "of the" at `i`: "Committee on
 * Foreign Affairs", "Court of Appeals for the Ninth Circuit", "Committee on Science, Space and
 * Technology". `i`, where it does not. */
static uint32_t end_of_concern(const hs_reading *r, uint32_t i)
{
    bool on = hs_reading_word_is(r, i, "on") || hs_reading_word_is(r, i, "for");
    if (i == 0 || i + 2 >= r->words.count || !(on || hs_reading_word_is(r, i, "of")))
        return i;
    uint32_t at = i + 1 + hs_reading_word_is(r, i + 1, "the");
    const hs_shallow_word *before = hs_reading_word(r, i - 1);
    uint32_t token = hs_reading_word(r, i)->first_token;
    bool tagged = on && in_body(r, before->first_token) && in_body(r, token) &&
                  in_body(r, hs_reading_word(r, at)->first_token);
    bool same = hs_reading_word(r, at)->sentence == before->sentence;
    bool said = names_body(r, i - 1) && names_concern(r, at) &&
                !(on && hs_heading_in_capitals(r));         /* "Blame Board for Bus Crash" */
    if (!same || !(said || tagged) || (!on && at == i + 1)) /* "of" alone is phrases.c's matter */
        return i;
    bool listed = at + 4 < r->words.count && hs_reading_tag(r, at + 1) == HS_TAG_COMMA &&
                  names_concern(r, at + 2) && hs_reading_word_is(r, at + 3, "and") &&
                  names_concern(r, at + 4) && in_body(r, hs_reading_word(r, at + 3)->first_token);
    return listed ? at + 5 : at + 1;
}

/* Makes one name of what names_body and what it is for. */
static void join_concern(hs_reading *r, uint32_t i)
{
    if (hs_reading_tag(r, i) != HS_TAG_PREPOSITION)
        return;
    uint32_t end = end_of_concern(r, i);
    for (; i < end; i++)
        r->words.items[i].tag = HS_TAG_NAME;
}

static unsigned kind_in_capitals(const hs_reading *r, uint32_t i)
{
    bool plain = hs_word_capital(hs_reading_word(r, i)) && names_concern(r, i) &&
                 !hs_word_is(hs_reading_word(r, i), HS_LEX(ORGANISATION));
    return plain ? hs_meaning_get(hs_noun_in_capitals(r, i), HS_MEANING_KIND) : 0;
}

static bool several(const hs_reading *r, uint32_t i)
{
    return hs_str_ends_with(hs_word_text(&r->words, i), HS_STR("s"));
}

/* Whether two ordinary nouns in capitals may tell what one body is for: "Nurses and Midwives",
 * "Bakers and Allied Workers", "Fire and Rescue"; not "Treasury and Home". */
static bool paired(const hs_reading *r, uint32_t first, uint32_t second)
{
    static const uint32_t bodies = 1u << HS_KIND_GROUP | 1u << HS_KIND_OFFICE | 1u << HS_KIND_PLACE;
    unsigned one = kind_in_capitals(r, first), other = kind_in_capitals(r, second);
    if (one == HS_KIND_PERSON && several(r, first) && !several(r, second))
        other = kind_in_capitals(r, ++second);
    if (one == HS_KIND_PERSON)
        return several(r, first) && several(r, second) && other == HS_KIND_PERSON;
    return one && other && other != HS_KIND_PERSON && !(bodies >> one & 1u) &&
           !(bodies >> other & 1u);
}

/* "and" of "the Nurses and Midwives Council": two nouns between the article and a body's. */
static bool joins_concerns(const hs_reading *r, uint32_t i)
{
    enum { LONGEST = 3 };
    uint32_t end = i + 1;
    if (i < 2 || i + 3 > r->words.count || !hs_reading_word_is(r, i, "and") ||
        !hs_reading_word_is(r, i - 2, "the"))
        return false;
    while (end < r->words.count && end <= i + LONGEST && hs_word_capital(hs_reading_word(r, end)) &&
           !hs_word_is(hs_reading_word(r, end), HS_LEX(ORGANISATION)))
        end++;
    bool body = end < r->words.count && hs_word_capital(hs_reading_word(r, end)) &&
                hs_word_is(hs_reading_word(r, end), HS_LEX(ORGANISATION));
    return body && end > i + 1 && paired(r, i - 1, i + 1);
}

/* "First Light, a charity", "Just Harvest said": a capital that opens the sentence, before an
 * ordinary noun in capitals that is no name by itself. */
static bool opens_name(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    bool may = word->tag == HS_TAG_NUMBER || word->tag == HS_TAG_ADVERB || word->tag == HS_TAG_VERB;
    if (!may || word->shape != HS_TOKEN_CAPITALISED ||
        hs_word_is(word, HS_LEX(MONTH) | HS_LEX(WEEKDAY) | HS_LEX(TIME)) || r->words.title_case ||
        hs_reading_sentence(r, i).first != i || i + 2 >= r->words.count)
        return false;
    const hs_shallow_word *noun = hs_reading_word(r, i + 1);
    unsigned kind = hs_meaning_get(hs_noun_in_capitals(r, i + 1), HS_MEANING_KIND);
    uint8_t behind = hs_reading_tag(r, i + 2);
    return noun->tag == HS_TAG_NAME && noun->shape == HS_TOKEN_CAPITALISED && kind &&
           kind != HS_KIND_PERSON && kind != HS_KIND_GROUP && kind != HS_KIND_OFFICE &&
           !(noun->classes & ~HS_LEX(NOUN_FORM)) &&
           (behind == HS_TAG_COMMA || behind == HS_TAG_VERB || behind == HS_TAG_AUXILIARY);
}

bool hs_retag_ends_body(const hs_reading *r, uint32_t i)
{
    static const char *const adverbs[] = {"together", "now",   "forward", "first",
                                          "ahead",    "again", "abroad",  NULL};
    const hs_shallow_word *word = hs_reading_word(r, i);
    return word->shape == HS_TOKEN_CAPITALISED && i > 0 &&
           hs_reading_tag(r, i - 1) == HS_TAG_NAME && !r->words.title_case &&
           hs_reading_word(r, i - 1)->sentence == word->sentence &&
           hs_reading_word_among(r, i, adverbs);
}

/* "Save Our Dale", "Clean Up Orlo", "Mothers Against Dust": a small word in capitals inside a
 * sentence, between others. */
static bool names_cause(const hs_reading *r, uint32_t i)
{
    static const char *const small[] = {"our",  "up",   "against", "not", "for",     "to", "the",
                                        "from", "over", "out",     "in",  "without", NULL};
    return hs_reading_word_among(r, i, small) && !r->words.title_case && i > 0 &&
           i + 1 < r->words.count && hs_reading_word(r, i)->shape == HS_TOKEN_CAPITALISED &&
           hs_word_capital(hs_reading_word(r, i - 1)) &&
           hs_word_capital(hs_reading_word(r, i + 1)) &&
           hs_reading_word(r, i - 1)->sentence == hs_reading_word(r, i + 1)->sentence;
}

/* "The Sunday Echo": a day that a newspaper is named by; but "the Sunday Ana Ruiz died". */
static bool names_paper(const hs_reading *r, uint32_t i)
{
    if (!hs_word_is(hs_reading_word(r, i), HS_LEX(WEEKDAY)) || i == 0 || i + 1 >= r->words.count ||
        !hs_reading_word_is(r, i - 1, "the"))
        return false;
    const hs_shallow_word *next = hs_reading_word(r, i + 1);
    return next->tag == HS_TAG_NAME && next->shape == HS_TOKEN_CAPITALISED &&
           !hs_word_is(next, HS_LEX(GIVEN_NAME) | HS_LEX(HONORIFIC) | HS_LEX(TITLE)) &&
           hs_syntax_token(r, hs_reading_token(r, i))->head == hs_reading_token(r, i + 1);
}

void hs_retag_join_names(hs_reading *r)
{
    for (uint32_t i = 0; i < r->words.count; i++) {
        join_concern(r, i);
        if (joins_concerns(r, i))
            for (uint32_t k = i - 1; k <= i + 1; k++)
                r->words.items[k].tag = HS_TAG_NAME;
        if (opens_name(r, i) || hs_retag_ends_body(r, i) || names_paper(r, i))
            take_for_name(&r->words.items[i]);
        if (names_cause(r, i))
            for (uint32_t k = i - 1; k <= i + 1; k++)
                take_for_name(&r->words.items[k]);
    }
}

/* Whether an article opens the names that end with `i`. */
static bool determined(const hs_reading *r, uint32_t i)
{
    for (int steps = 0; i > 0 && steps < 6; i--, steps++)
        if (hs_reading_tag(r, i) != HS_TAG_NAME && hs_reading_tag(r, i) != HS_TAG_NOUN)
            break;
    return hs_reading_tag(r, i) == HS_TAG_DETERMINER;
}

bool hs_retag_office(const hs_reading *r, uint32_t i)
{
    const hs_shallow_word *word = hs_reading_word(r, i);
    uint32_t last = word->first_token + word->lexeme->word_count - 1;
    bool goes_on =
        i + 1 < r->words.count && hs_reading_word(r, i + 1)->sentence == word->sentence &&
        (hs_reading_tag(r, i + 1) == HS_TAG_NAME || hs_reading_tag(r, i + 1) == HS_TAG_HYPHEN);
    return word->tag == HS_TAG_NAME && hs_word_is(word, HS_LEX(ROLE)) &&
           !hs_word_is(word, HS_LEX(GIVEN_NAME) | HS_LEX(ORGANISATION) | HS_LEX(GROUP)) &&
           !goes_on && !hs_syntax_names_person(hs_syntax_token(r, last)) &&
           (word->shape == HS_TOKEN_UPPER || (!in_body(r, last) && !determined(r, i))) &&
           !(i > 0 && hs_word_is(hs_reading_word(r, i - 1),
                                 HS_LEX(GIVEN_NAME) | HS_LEX(HONORIFIC) | HS_LEX(TITLE)));
}

bool hs_retag_joins_firm(const hs_reading *r, uint32_t i)
{
    return i > 0 && i + 1 < r->words.count && hs_reading_word_is(r, i, "&") &&
           hs_reading_tag(r, i - 1) == HS_TAG_NAME && hs_reading_tag(r, i + 1) == HS_TAG_NAME;
}

bool hs_retag_joins_given(const hs_reading *r, uint32_t i)
{
    if (i == 0 || i + 1 >= r->words.count || hs_reading_tag(r, i) != HS_TAG_HYPHEN ||
        hs_reading_tag(r, i - 1) != HS_TAG_NAME || hs_reading_word(r, i)->space_after ||
        hs_reading_word(r, i - 1)->space_after ||
        hs_reading_word(r, i + 1)->shape != HS_TOKEN_LOWER)
        return false;
    return hs_syntax_names_person(hs_syntax_token(r, hs_reading_word(r, i - 1)->first_token)) &&
           hs_syntax_names_person(hs_syntax_token(r, hs_reading_word(r, i + 1)->first_token));
}
